package antiphon.lab.soak;

import antiphon.midi.MidiMessage;
import antiphon.midi.MidiOut;
import antiphon.midi.SoundingNotes;

/** An output that keeps the books of what sounds. [emit] sends, any thread reads. */
final class BooksOut implements MidiOut {
  private final SoundingNotes sounding = new SoundingNotes();
  private volatile long notes;
  private volatile long wrong;
  private volatile long lastNs;

  @Override
  public String name() {
    return "books";
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // There is one writer.
  public void send(int message) {
    boolean on = MidiMessage.isNoteOn(message);
    if (on || MidiMessage.isNoteOff(message)) {
      boolean sounds = sounding.sounds(MidiMessage.channel(message), MidiMessage.data1(message));
      // Volatile for the reader.
      wrong += sounds == on ? 1 : 0;
      notes += on ? 1 : 0;
      sounding.accept(message);
      lastNs = System.nanoTime();
    }
  }

  /** Keys that are down. */
  int sounding() {
    return sounding.count();
  }

  /** Notes begun. */
  long notes() {
    return notes;
  }

  /** Keys struck while down, or let go while up. */
  long wrong() {
    return wrong;
  }

  /** When the last note began or ended. */
  long lastNs() {
    return lastNs;
  }

  @Override
  public long lost() {
    return 0;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
