package antiphon.engine;

import antiphon.midi.MidiMessage;
import antiphon.midi.MidiOut;

/** An output that keeps the books: fails at once where a key is struck while it sounds, or let go while it does not. */
final class Ledger implements MidiOut {
  private final boolean[] sounds = new boolean[16 * 128];
  private int sounding;
  private long ons;

  @Override
  public void send(int message) {
    boolean on = MidiMessage.isNoteOn(message);
    if (!on && !MidiMessage.isNoteOff(message)) {
      return;
    }
    int key = MidiMessage.channel(message) * 128 + MidiMessage.data1(message);
    if (sounds[key] == on) {
      throw new AssertionError(MidiMessage.toString(message) + " while the key is " + (on ? "down" : "up"));
    }
    sounds[key] = on;
    sounding += on ? 1 : -1;
    ons += on ? 1 : 0;
  }

  /** Keys that are down. */
  int sounding() {
    return sounding;
  }

  /** Notes so far. */
  long ons() {
    return ons;
  }

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public long lost() {
    return 0;
  }

  @Override
  public void close() {}
}
