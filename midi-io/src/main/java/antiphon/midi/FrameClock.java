package antiphon.midi;

/**
 * The server's frames on our clock. The audio thread may wake late but never early, so the earliest of its
 * last awakenings tells when blocks begin, and the late ones tell nothing. Mutable; [audio-thread] only.
 * Allocates nothing.
 */
final class FrameClock {
  /** Awakenings of the last quarter to half of a second count: enough of them, and clocks hardly drift meanwhile. */
  private static final double WINDOW_S = 0.25;

  /** So many awakenings too late, it is no chance: blocks were left out, and frames count on from another moment. */
  private static final int LEFT_OUT = 8;

  private final double nsPerFrame;
  private final long windowFrames;
  private boolean started;
  private int lastFrame;
  /** Frames since the first block; unlike the server's counter, it does not wrap around. */
  private long frame;
  private long windowBegan;
  /** The earliest that frame 0 can have been, by this window and the one before. */
  private double originNs = Double.MAX_VALUE;
  private double originBeforeNs = Double.MAX_VALUE;
  /** Awakenings in a row that were more than a block too late. */
  private int later;
  private double beganNs;
  private long blockNs;

  FrameClock(int framesPerSecond) {
    nsPerFrame = 1e9 / framesPerSecond;
    windowFrames = Math.round(WINDOW_S * framesPerSecond);
  }

  /**
   * A block begins.
   *
   * @param serverFrame its first frame, on a counter that wraps around after 2^32
   * @param frames its length
   * @param nowNs when the audio thread woke for it
   */
  void begin(int serverFrame, int frames, long nowNs) {
    frame += started ? serverFrame - lastFrame : 0;
    lastFrame = serverFrame;
    started = true;
    if (frame - windowBegan >= windowFrames) {
      originBeforeNs = originNs;
      originNs = Double.MAX_VALUE;
      windowBegan = frame;
    }
    double seenNs = nowNs - frame * nsPerFrame;
    later = seenNs - Math.min(originNs, originBeforeNs) > frames * nsPerFrame ? later + 1 : 0;
    if (later == LEFT_OUT) {
      originNs = Double.MAX_VALUE;
      originBeforeNs = Double.MAX_VALUE;
    }
    originNs = Math.min(originNs, seenNs);
    beganNs = Math.min(originNs, originBeforeNs) + frame * nsPerFrame;
    blockNs = Math.round(frames * nsPerFrame);
  }

  /** When a frame of this block is, counted from its first. */
  long nanosAt(int frameInBlock) {
    return Math.round(beganNs + frameInBlock * nsPerFrame);
  }

  /** The frame at {@code timeNs}, counted from the first of this block; below 0 before it, beyond it after. */
  int frameAt(long timeNs) {
    return (int) Math.clamp(Math.floor((timeNs - beganNs) / nsPerFrame), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** The length of a block. */
  long blockNs() {
    return blockNs;
  }
}
