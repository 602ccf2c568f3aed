package antiphon.engine;

import antiphon.midi.MidiMessage;
import antiphon.time.MidiClockFollower;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** A script of a master clock with jitter and a player who plays to it, and what each moment was meant to be. */
final class ClockSession {
  record Sent(long timeNs, int message) {}

  private record Stretch(double fromNs, double toNs, double tick, double nsPerTick) {}

  private final List<Sent> messages = new ArrayList<>();
  private final List<Stretch> stretches = new ArrayList<>();
  private final SplittableRandom random;
  private double nowNs = 1e9;
  private long tick;

  ClockSession(long seed) {
    random = new SplittableRandom(seed);
  }

  ClockSession say(int message) {
    messages.add(new Sent(Math.round(nowNs), message));
    if (MidiMessage.status(message) == MidiMessage.SONG_POSITION) {
      tick = MidiMessage.sixteenths(message) * (Ticks.PER_QUARTER / 4L);
    } else if (message == MidiMessage.START) {
      tick = 0;
    }
    // The next clock is not sent in the same moment.
    nowNs += message == MidiMessage.STOP ? 1e6 : 5e6;
    return this;
  }

  ClockSession pause(double seconds) {
    nowNs += seconds * 1e9;
    return this;
  }

  /** Rolls for some clocks; {@code plays} has the player play eighths. */
  ClockSession roll(int clocks, double quartersPerMinute, boolean plays) {
    double periodNs = 60e9 / quartersPerMinute / MidiClockFollower.CLOCKS_PER_QUARTER;
    stretches.add(new Stretch(
        nowNs, nowNs + clocks * periodNs, tick, periodNs / MidiClockFollower.TICKS_PER_CLOCK));
    for (int i = 0; i < clocks; i++) {
      clock();
      if (plays && tick % Ticks.PER_EIGHTH == 0) {
        int pitch = 60 + (int) (tick / Ticks.PER_EIGHTH % 12);
        messages.add(new Sent(Math.round(nowNs + 2e6), MidiMessage.noteOn(0, pitch, 80)));
        messages.add(new Sent(Math.round(nowNs + 9 * periodNs), MidiMessage.noteOff(0, pitch)));
      }
      tick += MidiClockFollower.TICKS_PER_CLOCK;
      nowNs += periodNs;
    }
    return this;
  }

  /** Clocks while the song stands still. */
  ClockSession idle(int clocks, double quartersPerMinute) {
    for (int i = 0; i < clocks; i++) {
      clock();
      nowNs += 60e9 / quartersPerMinute / MidiClockFollower.CLOCKS_PER_QUARTER;
    }
    return this;
  }

  private void clock() {
    messages.add(new Sent(Math.round(nowNs + random.nextDouble(-3e6, 3e6)), MidiMessage.CLOCK));
  }

  List<Sent> messages() {
    return messages.stream().sorted(Comparator.comparingLong(Sent::timeNs)).toList();
  }

  double nowNs() {
    return nowNs;
  }

  /** The master's tick at a time, NaN while it stands still. */
  double tickAt(double timeNs) {
    for (Stretch stretch : stretches) {
      if (timeNs >= stretch.fromNs - 10e6 && timeNs < stretch.toNs) {
        return stretch.tick + (timeNs - stretch.fromNs) / stretch.nsPerTick;
      }
    }
    return Double.NaN;
  }

  double nsPerTickAt(double timeNs) {
    return stretches.stream().filter(s -> timeNs < s.toNs).findFirst().orElse(stretches.getLast()).nsPerTick;
  }
}
