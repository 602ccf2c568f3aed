package antiphon.app.take;

import antiphon.capture.NoteCapture;
import antiphon.midi.MidiListener;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import java.util.List;

/**
 * Remembers what went over one port, and when. One thread writes, allocating nothing; read it when that
 * thread is done.
 */
public final class MessageLog implements MidiListener {
  private final int[] messages;
  private final long[] timesNs;
  private volatile int count;
  private volatile long lost;

  /** A log of at most {@code capacity} messages; those after are counted. */
  public MessageLog(int capacity) {
    messages = new int[capacity];
    timesNs = new long[capacity];
  }

  @Override
  public void onMessage(int message, long timeNs) { // [midi-in] or [emit]
    int at = count;
    if (at == messages.length) {
      // One thread writes, so reading and writing need not be one step.
      long before = lost;
      lost = before + 1;
      return;
    }
    messages[at] = message;
    timesNs[at] = timeNs;
    count = at + 1;
  }

  /** Messages remembered. [any] */
  public int size() {
    return count;
  }

  /** Messages that came when the log was full. [any] */
  public long lost() {
    return lost;
  }

  /** Notes whose key never came up. */
  public int hanging() {
    return replay(Timeline.of(Meter.COMMON, Tempo.MODERATE), 0).keysDown();
  }

  /**
   * The notes that sounded; one that never ended stops at the last message.
   *
   * @param timeline bars and tempo
   * @param originNs the time at which bar 0 began
   */
  public List<Sound> sounds(Timeline timeline, long originNs) {
    long last = count == 0 ? 0 : tick(timeline, originNs, count - 1);
    return replay(timeline, originNs).notes(Long.MIN_VALUE, Long.MAX_VALUE, last).stream()
        .filter(note -> note.end() > Math.max(0, note.onset()))
        .map(note -> new Sound(note.channel(), note.pitch(), note.velocity(), Math.max(0, note.onset()), note.end()))
        .toList();
  }

  private NoteCapture replay(Timeline timeline, long originNs) {
    NoteCapture capture = new NoteCapture(Integer.highestOneBit(Math.max(1, count)) * 2);
    for (int i = 0; i < count; i++) {
      capture.onMessage(messages[i], tick(timeline, originNs, i));
    }
    return capture;
  }

  private long tick(Timeline timeline, long originNs, int index) {
    return timeline.tickAt(timesNs[index] - originNs);
  }
}
