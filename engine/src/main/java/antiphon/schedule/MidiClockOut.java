package antiphon.schedule;

import antiphon.midi.MidiMessage;
import antiphon.midi.MidiOut;
import antiphon.time.MidiClockFollower;
import antiphon.time.Ticks;
import antiphon.time.Transport;

/**
 * Sends MIDI clock: 24 pulses a quarter at the transport's ticks, with start, stop, continue and song
 * positions. [emit]
 *
 * <p>Pulses go out only while the music rolls. The music can be entered on a sixteenth only, as that is
 * what a song position tells; pulses before the first one are left out. {@link #doWork} never waits.
 */
public final class MidiClockOut {
  private static final int TICKS_PER_SIXTEENTH = Ticks.PER_QUARTER / 4;
  private static final int LAST_SIXTEENTH = (1 << 14) - 1;

  /** Start and continue go out so long before their first pulse, if there is time. */
  private static final long LEAD_NS = 1_000_000;

  /** With so many pulses overdue, as after the machine slept, the music is entered anew. */
  private static final int MOST_OVERDUE = MidiClockFollower.CLOCKS_PER_QUARTER;

  private static final long NEVER = Long.MAX_VALUE;

  private final Transport transport;
  private final MidiOut out;
  private long epoch = -1;
  /** Whether the receivers were told to roll. */
  private boolean told;
  /** The next pulse; its tick is this times {@link MidiClockFollower#TICKS_PER_CLOCK}. */
  private long next;
  private long sent;
  private long skips;

  /**
   * @param transport read only
   * @param out where the clock goes; the calling thread is its only sender
   */
  public MidiClockOut(Transport transport, MidiOut out) {
    this.transport = transport;
    this.out = out;
  }

  /**
   * Sends what is due at {@code nowNs}.
   *
   * @return clock time of the next thing to do; {@link Long#MAX_VALUE} while the music stands still
   */
  public long doWork(long nowNs) {
    Transport.Position position = transport.position();
    if (position.epoch() != epoch) {
      newEpoch(position, nowNs);
    }
    if (!position.rolling()) {
      return NEVER;
    }
    if (nowNs >= dueNs(position, next + MOST_OVERDUE)) {
      skips++;
      halt();
      enter(position.tickAt(nowNs) + 1);
    }
    if (!told) {
      long tellNs = dueNs(position, next) - LEAD_NS;
      if (nowNs < tellNs) {
        return tellNs;
      }
      tell();
    }
    while (nowNs >= dueNs(position, next)) {
      out.send(MidiMessage.CLOCK, dueNs(position, next));
      sent++;
      next++;
    }
    return dueNs(position, next);
  }

  /** Pulses sent. */
  public long sent() {
    return sent;
  }

  /** How often pulses were left out because too many were overdue. */
  public long skips() {
    return skips;
  }

  private void newEpoch(Transport.Position position, long nowNs) {
    epoch = position.epoch();
    halt();
    if (position.rolling()) {
      enter(Math.max(0, position.tickAt(nowNs)));
    } else if (position.anchorTick() >= 0) {
      locate(position.anchorTick() / TICKS_PER_SIXTEENTH);
    }
  }

  private void halt() {
    if (told) {
      out.send(MidiMessage.STOP);
      told = false;
    }
  }

  /** Takes the first sixteenth from {@code tick} on as the next pulse. */
  private void enter(long tick) {
    next = Math.ceilDiv(tick, (long) TICKS_PER_SIXTEENTH) * (TICKS_PER_SIXTEENTH / MidiClockFollower.TICKS_PER_CLOCK);
  }

  private void tell() {
    if (next == 0) {
      out.send(MidiMessage.START);
    } else {
      locate(next * MidiClockFollower.TICKS_PER_CLOCK / TICKS_PER_SIXTEENTH);
      out.send(MidiMessage.CONTINUE);
    }
    told = true;
  }

  private void locate(long sixteenths) {
    out.send(MidiMessage.songPosition((int) Math.min(LAST_SIXTEENTH, sixteenths)));
  }

  private static long dueNs(Transport.Position position, long pulse) {
    return position.nanosAt(pulse * MidiClockFollower.TICKS_PER_CLOCK);
  }
}
