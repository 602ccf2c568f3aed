package antiphon.midi;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Messages with their times on the way from the one thread that sends to the one that plays; neither waits.
 * What ends notes finds room when nothing else does. Allocates nothing.
 */
final class MessageRing {
  private final int[] messages;
  private final long[] timesNs;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();

  /** @param capacity a power of two; half of it is kept for messages that end notes */
  MessageRing(int capacity) {
    messages = new int[capacity];
    timesNs = new long[capacity];
  }

  /** [emit] False if there is no room. */
  boolean offer(int message, long timeNs) {
    long at = written.getPlain();
    long room = messages.length - (at - read.getAcquire());
    if (room <= (ends(message) ? 0 : messages.length / 2)) {
      return false;
    }
    messages[slot(at)] = message;
    timesNs[slot(at)] = timeNs;
    written.setRelease(at + 1);
    return true;
  }

  /** [any] Whether nothing is on the way; if something is, {@link #message} and {@link #timeNs} are valid. */
  boolean isEmpty() {
    return read.getAcquire() == written.getAcquire();
  }

  /** [audio-thread] The oldest message. */
  int message() {
    return messages[slot(read.getPlain())];
  }

  /** [audio-thread] The oldest message's time. */
  long timeNs() {
    return timesNs[slot(read.getPlain())];
  }

  /** [audio-thread] Takes the oldest message away. */
  void remove() {
    read.setRelease(read.getPlain() + 1);
  }

  /** Whether a message ends notes, so that it must arrive however late. */
  static boolean ends(int message) {
    return MidiMessage.isNoteOff(message)
        || (MidiMessage.command(message) == MidiMessage.CONTROL_CHANGE
            && (MidiMessage.data1(message) >= MidiMessage.ALL_SOUND_OFF
                || (MidiMessage.data1(message) == MidiMessage.SUSTAIN_PEDAL && MidiMessage.data2(message) < 64)));
  }

  private int slot(long sequence) {
    return (int) sequence & messages.length - 1;
  }
}
