package antiphon.tests;

import antiphon.midi.MidiMessage;
import antiphon.midi.MidiOut;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** A sequencer that leads by MIDI clock, each pulse up to 2 ms off, and plays a note on each beat it is told to. */
final class MasterClock {
  private static final int PULSES = 24;
  private static final int[] SCALE = {60, 62, 64, 65, 67, 65, 64, 62};

  private final MidiOut out;
  private final SplittableRandom random = new SplittableRandom(5);
  /** Clock time of each pulse that was sent, by its time. */
  private final NavigableMap<Long, Integer> pulses = new TreeMap<>();
  private int pulse;

  MasterClock(MidiOut out) {
    this.out = out;
  }

  /** Goes to a sixteenth and rolls. */
  void roll(int sixteenth) {
    if (sixteenth == 0) {
      out.send(MidiMessage.START);
    } else {
      out.send(MidiMessage.songPosition(sixteenth));
      out.send(MidiMessage.CONTINUE);
    }
    pulse = sixteenth * PULSES / 4;
  }

  /** Sends clock for so many quarters and plays a note on each if {@code playing}. */
  void quarters(int count, double quartersPerMinute, boolean playing) {
    double period = 60e9 / quartersPerMinute / PULSES;
    double at = System.nanoTime();
    for (int i = 0; i < count * PULSES; i++, pulse++, at += period) {
      waitUntil((long) at + random.nextLong(-2_000_000, 2_000_000));
      int beat = pulse / PULSES;
      if (playing && pulse % PULSES == 0) {
        out.send(MidiMessage.noteOn(0, SCALE[beat % SCALE.length], 90));
      } else if (playing && pulse % PULSES == PULSES * 3 / 4) {
        out.send(MidiMessage.noteOff(0, SCALE[beat % SCALE.length]));
      }
      synchronized (pulses) {
        pulses.put(System.nanoTime(), pulse);
      }
      out.send(MidiMessage.CLOCK);
    }
  }

  /** Stands still, without a word. */
  void pause(long ms) {
    waitUntil(System.nanoTime() + ms * 1_000_000);
  }

  void stop() {
    out.send(MidiMessage.STOP);
  }

  /** The quarter, counted from 0, in which a moment lay. */
  double quarterAt(long timeNs) {
    synchronized (pulses) {
      var before = pulses.floorEntry(timeNs);
      return before == null ? -1 : before.getValue() / (double) PULSES;
    }
  }

  private static void waitUntil(long timeNs) {
    for (long left = timeNs - System.nanoTime(); left > 0; left = timeNs - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
