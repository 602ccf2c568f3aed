package antiphon.midi;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * What every output has: the note-offs that it owes its other end, and a count of the messages that were lost.
 * An off is owed before its on goes out and until it has gone out itself: if either fails, an off too many is
 * the lesser evil. One thread at a time; allocates nothing.
 */
final class OwedNotes {
  private final SoundingNotes sounding = new SoundingNotes();
  private final AtomicLong lost = new AtomicLong();

  /** [emit] A message is about to go out. */
  void before(int message) {
    if (MidiMessage.isNoteOn(message)) {
      sounding.accept(message);
    }
  }

  /** [emit] It went out, or was not taken. */
  void after(int message, boolean taken) {
    if (!taken) {
      lose();
    } else if (!MidiMessage.isNoteOn(message)) {
      sounding.accept(message);
    }
  }

  /** [any] A message is lost. */
  void lose() {
    lost.incrementAndGet();
  }

  /** [any] As {@link MidiOut#lost}. */
  long lost() {
    return lost.get();
  }

  /** [emit] Sends the offs that are owed, and owes nothing more. */
  void release(IntConsumer out) {
    sounding.release(out);
  }

  /** [emit] As {@link SoundingNotes#recover}. */
  boolean recover(IntPredicate out) {
    return sounding.recover(out);
  }
}
