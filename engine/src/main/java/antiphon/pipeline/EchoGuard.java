package antiphon.pipeline;

import antiphon.midi.MidiMessage;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Knows the companion's own notes when they come back on the input, over a cable or a routing in a DAW, so
 * that it does not answer itself. What comes back is struck as hard as it was sent, shortly after, on
 * whichever channel.
 */
final class EchoGuard {
  /** The way out and back takes no longer. */
  private static final long LONGEST_NS = 80_000_000;

  private static final int LEVELS = 128;
  private static final int KEYS = 16 * 128;

  /** When a pitch was last sent at a velocity, and not yet seen again. */
  private final AtomicLongArray sentNs = new AtomicLongArray(LEVELS * LEVELS);
  private final AtomicIntegerArray returned = new AtomicIntegerArray(KEYS);
  private final AtomicLong echoes = new AtomicLong();

  EchoGuard() {
    for (int i = 0; i < sentNs.length(); i++) {
      sentNs.setPlain(i, Long.MIN_VALUE);
    }
  }

  /** Takes down a message before it goes out. [emit] */
  void sending(int message, long timeNs) {
    if (MidiMessage.isNoteOn(message)) {
      sentNs.setRelease(place(message), timeNs);
    }
  }

  /** Whether a message is one that went out. [midi-in] */
  boolean isEcho(int message, long timeNs) {
    int key = MidiMessage.channel(message) * LEVELS + MidiMessage.data1(message);
    if (MidiMessage.isNoteOn(message)) {
      int place = place(message);
      long sent = sentNs.getAcquire(place);
      boolean echo = sent != Long.MIN_VALUE && timeNs - sent >= -1_000_000 && timeNs - sent <= LONGEST_NS
          && sentNs.compareAndSet(place, sent, Long.MIN_VALUE);
      if (echo) {
        returned.incrementAndGet(key);
        echoes.incrementAndGet();
      }
      return echo;
    }
    // The first off of a key after its echo is the echo's.
    return MidiMessage.isNoteOff(message) && returned.get(key) > 0 && returned.decrementAndGet(key) >= 0;
  }

  /** Notes that came back. [any] */
  long echoes() {
    return echoes.get();
  }

  private static int place(int message) {
    return MidiMessage.data1(message) * LEVELS + MidiMessage.data2(message);
  }
}
