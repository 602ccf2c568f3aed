package antiphon.listen;

import antiphon.time.ClockLock;
import antiphon.time.MidiClockFollower;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Transport;

/**
 * Keeps the transport with a master's MIDI clock. While the music rolls it is never moved, but runs a
 * little faster or slower until it is where the master is; only when it is off by more than a sixteenth
 * does it go there at once. Mutable. [listen]
 */
final class MasterClock {
  /** Farther off than this the music jumps. */
  private static final long JUMP_TICKS = Ticks.PER_QUARTER / 4;

  /** Over how long an error is made up for. */
  private static final double CATCH_UP_NS = 250e6;

  /** The music runs at most this much faster or slower than the master to make up for an error. */
  private static final double MOST_SLEW = 0.15;

  /** Corrected on each sixteenth, and at once when this far off. */
  private static final int CLOCKS_PER_CORRECTION = 6;

  private static final double CORRECT_AT_ONCE_NS = 2e6;

  private final Transport transport;
  private final MidiClockFollower follower;
  private int clocks;

  MasterClock(Transport transport) {
    this.transport = transport;
    this.follower = new MidiClockFollower(transport.position().timeline().tempoAt(0));
  }

  /**
   * Takes in a message and says what it means; the transport is the caller's to start, stop and relocate,
   * at {@link #clockNs} and {@link #clockTick} if the song began.
   */
  MidiClockFollower.Change onMessage(int message, long timeNs) {
    MidiClockFollower.Change change = follower.onMessage(message, timeNs);
    if (change == MidiClockFollower.Change.CLOCK && transport.position().rolling()) {
      long behindTicks = follower.tickAt(timeNs) - transport.position().tickAt(timeNs);
      if (Math.abs(behindTicks) > JUMP_TICKS) {
        return MidiClockFollower.Change.BEGAN;
      }
      slew(timeNs, behindTicks);
    }
    return change;
  }

  private void slew(long timeNs, long behindTicks) {
    double behindNs = (double) behindTicks * follower.nanosPerQuarter() / Ticks.PER_QUARTER;
    if (++clocks < CLOCKS_PER_CORRECTION && Math.abs(behindNs) < CORRECT_AT_ONCE_NS) {
      return;
    }
    clocks = 0;
    double slew = Math.clamp(behindNs / CATCH_UP_NS, -MOST_SLEW, MOST_SLEW);
    transport.steer(timeNs, new Tempo(Math.round(follower.nanosPerQuarter() / (1 + slew))));
  }

  /** Takes the master's tempo as it is. */
  void takeTempo(long timeNs) {
    transport.steer(timeNs, new Tempo(follower.nanosPerQuarter()));
  }

  /** Called now and then: a master that fell silent leaves its tempo, without a correction under way. */
  void coast(long timeNs) {
    if (follower.lock(timeNs) == ClockLock.COASTING
        && transport.position().timeline().tempoAt(0).nanosPerQuarter() != follower.nanosPerQuarter()) {
      takeTempo(timeNs);
    }
  }

  /** When the last clock was meant. */
  long clockNs() {
    return follower.clockNs();
  }

  /** The tick of the last clock. */
  long clockTick() {
    return follower.clockTick();
  }
}
