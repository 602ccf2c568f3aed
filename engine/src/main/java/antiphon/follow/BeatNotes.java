package antiphon.follow;

import java.util.Arrays;

/**
 * What sounds in one beat, as the follower weighs it. Mutable, to be filled again and again; one thread at a time.
 *
 * <p>A note struck on the beat counts for that, and for how long it sounds in the beat; one struck later, or held over
 * from before, for its length only.
 */
public final class BeatNotes {
  /** A note struck so early in the beat, as a share of it, is struck on it. */
  private static final double ON = 1 / 6.0;

  /** What a short note on the beat counts against one as long as the beat. */
  private static final double STRUCK = 0.4;

  /** Of a note that goes on from before, against one that is struck. */
  private static final double HELD = 0.5;

  /** From this share of the beat on, notes that sound together are meant to. */
  private static final double TOGETHER = 0.25;

  final double[] on = new double[12];
  final double[] off = new double[12];
  /** The pitch class that was struck last, -1 if none was. */
  int last = -1;
  /** Pitch class of the lowest of several notes that sound on the beat, else -1. */
  int bass = -1;
  /** Whether several notes sound together. */
  boolean full;
  private final double[] sounding = new double[128];
  private final boolean[] onBeat = new boolean[128];
  private double lastFrom;
  private double covered;
  private double total;

  /** Makes the beat silent. */
  public void clear() {
    Arrays.fill(on, 0);
    Arrays.fill(off, 0);
    Arrays.fill(sounding, 0);
    Arrays.fill(onBeat, false);
    last = -1;
    bass = -1;
    full = false;
    lastFrom = Double.NEGATIVE_INFINITY;
    covered = 0;
    total = 0;
  }

  /** Whether nothing sounds. */
  public boolean silent() {
    return total == 0;
  }

  /**
   * Adds a note.
   *
   * @param pitch MIDI note number
   * @param from where it begins, in beats from the beat's start: below 0 before it
   * @param to where it ends, or how far it was heard, likewise
   */
  public void add(int pitch, double from, double to) {
    double length = Math.min(1, to) - Math.max(0, from);
    if (from >= 1 - ON || length <= 0) {
      return;
    }
    int pitchClass = pitch % 12;
    boolean early = from < -ON;
    boolean struck = !early && from <= ON;
    if (early) {
      off[pitchClass] += HELD * length;
    } else if (struck) {
      on[pitchClass] += STRUCK + (1 - STRUCK) * length;
    } else {
      off[pitchClass] += length;
    }
    if (!early && from >= lastFrom) {
      lastFrom = from;
      last = pitchClass;
    }
    onBeat[pitch] |= early || struck;
    sounding[pitch] = Math.max(sounding[pitch], length);
    total += length;
    covered = Math.max(covered, Math.min(1, to));
  }

  /** Says that all notes are there. */
  public void done() {
    full = total - covered > TOGETHER;
    for (int pitch = 0; pitch < 128 && full && bass < 0; pitch++) {
      if (sounding[pitch] >= TOGETHER && onBeat[pitch]) {
        bass = pitch % 12;
      }
    }
  }

  boolean struck(int pitchClass) {
    return on[pitchClass] > 0 || off[pitchClass] > 0;
  }
}
