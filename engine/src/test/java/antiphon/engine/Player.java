package antiphon.engine;

import antiphon.midi.MidiListener;
import antiphon.midi.MidiMessage;
import antiphon.midi.MidiOut;
import java.util.ArrayList;
import java.util.List;

/** A player who plays even notes, and an ear that writes down what comes back. */
public class Player implements MidiOut {
  public final List<int[]> received = new ArrayList<>();

  @Override
  public String name() {
    return "player";
  }

  @Override
  public synchronized void send(int message) {
    received.add(new int[] {message});
  }

  @Override
  public long lost() {
    return 0;
  }

  @Override
  public void close() {}

  /** Fails unless each note-on has one off and nothing sounds at the end. */
  synchronized boolean balanced() {
    boolean[] sounds = new boolean[16 * 128];
    for (int[] entry : received) {
      int key = MidiMessage.channel(entry[0]) * 128 + MidiMessage.data1(entry[0]);
      boolean on = MidiMessage.isNoteOn(entry[0]);
      if (sounds[key] == on) {
        return false;
      }
      sounds[key] = on;
    }
    for (boolean sounding : sounds) {
      if (sounding) {
        return false;
      }
    }
    return true;
  }

  /** Sends one note on or off. */
  public static void note(MidiListener to, boolean on, int pitch, long timeNs) {
    to.onMessage(on ? MidiMessage.noteOn(0, pitch, 80) : MidiMessage.noteOff(0, pitch), timeNs);
  }
}
