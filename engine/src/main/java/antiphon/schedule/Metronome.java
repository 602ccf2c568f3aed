package antiphon.schedule;

import antiphon.midi.MidiMessage;
import antiphon.midi.MidiOut;
import antiphon.time.Timeline;
import antiphon.time.Transport;

/**
 * Clicks on the pulses of the meter, before tick 0 too, so that it counts in. {@link #doWork} never waits.
 * [emit]
 */
public final class Metronome {
  private static final int DOWNBEAT = 76;
  private static final int PULSE = 77;
  private static final int DOWNBEAT_VELOCITY = 110;
  private static final int PULSE_VELOCITY = 80;
  private static final long LENGTH_NS = 30_000_000;

  /** A click that is overdue by more, as after the machine slept, is left out. */
  private static final long LATEST_NS = 50_000_000;

  private static final long NEVER = Long.MAX_VALUE;

  private final Transport transport;
  private final MidiOut out;
  private final int channel;
  private volatile boolean on;
  private long epoch = -1;
  private long nextTick;
  private int sounding = -1;
  private long endNs = NEVER;

  /**
   * @param transport read only
   * @param out where clicks go; the calling thread is its only sender
   * @param channel 0 to 15; 9 is General MIDI's for percussion
   */
  public Metronome(Transport transport, MidiOut out, int channel) {
    this.transport = transport;
    this.out = out;
    this.channel = channel;
  }

  /** Clicks, or does not. [any] */
  public void on(boolean clicks) {
    on = clicks;
  }

  /**
   * Sends what is due at {@code nowNs}.
   *
   * @return clock time of the next thing to do; {@link Long#MAX_VALUE} if there is nothing
   */
  public long doWork(long nowNs) {
    Transport.Position position = transport.position();
    if (nowNs >= endNs || (sounding >= 0 && position.epoch() != epoch)) {
      silence();
    }
    if (position.epoch() != epoch) {
      epoch = position.epoch();
      nextTick = firstFrom(position.timeline(), position.tickAt(nowNs));
    }
    if (!position.rolling() || !on) {
      return endNs;
    }
    while (nowNs >= position.nanosAt(nextTick)) {
      if (nowNs - position.nanosAt(nextTick) < LATEST_NS) {
        click(position, nowNs);
      }
      nextTick = firstFrom(position.timeline(), nextTick + 1);
    }
    return Math.min(endNs, position.nanosAt(nextTick));
  }

  /** Ends a click that sounds. */
  public void silence() {
    if (sounding >= 0) {
      out.send(MidiMessage.noteOff(channel, sounding));
      sounding = -1;
    }
    endNs = NEVER;
  }

  private void click(Transport.Position position, long nowNs) {
    silence();
    Timeline timeline = position.timeline();
    boolean downbeat = nextTick == timeline.barStart(timeline.barAt(nextTick));
    sounding = downbeat ? DOWNBEAT : PULSE;
    endNs = nowNs + LENGTH_NS;
    out.send(MidiMessage.noteOn(channel, sounding, downbeat ? DOWNBEAT_VELOCITY : PULSE_VELOCITY), position.nanosAt(nextTick));
  }

  /** The first pulse from {@code tick} on, which may be negative. */
  private static long firstFrom(Timeline timeline, long tick) {
    long bar = timeline.barAt(tick);
    long start = timeline.barStart(bar);
    long pulse = PulseGrid.pulseFrom(timeline.meterOfBar(bar), tick - start);
    return Math.min(start + pulse, timeline.barStart(bar + 1));
  }
}
