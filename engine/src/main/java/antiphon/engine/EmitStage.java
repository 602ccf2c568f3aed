package antiphon.engine;

import antiphon.listen.Gate;
import antiphon.midi.MidiOut;
import antiphon.pipeline.EngineEvents;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.PlanRing;
import antiphon.pipeline.PlanSink;
import antiphon.schedule.Emitter;
import antiphon.schedule.Metronome;
import antiphon.schedule.MidiClockOut;
import antiphon.schedule.TickedOut;
import antiphon.time.Transport;
import org.jspecify.annotations.Nullable;

/** All that sends: the companion, the band, a metronome and MIDI clock, by the plans that it is offered. [emit] */
final class EmitStage implements Gate {
  private final PlanRing plans = new PlanRing();
  private final Emitter companion;
  private final @Nullable Emitter band;
  private final @Nullable Metronome metronome;
  private final @Nullable MidiClockOut clock;
  private volatile long latencyNs;

  /** @param events is told what is sealed and sent */
  EmitStage(EngineSettings settings, Transport transport, EngineOutputs outs, EngineEvents events) {
    MidiOut out = ahead(outs.companion());
    companion = new Emitter(transport, out, events.companion(), settings.sealAheadNs(), settings.leadNs());
    band = settings.backing().isEmpty() ? null
        : new Emitter(transport, out, events.band(), settings.sealAheadNs(), settings.leadNs());
    metronome = outs.click().map(port -> new Metronome(transport, ahead(port), outs.clickChannel())).orElse(null);
    clock = settings.clockOut() ? new MidiClockOut(transport, out) : null;
  }

  /** One that places messages itself is told the deadlines as they are. */
  private MidiOut ahead(MidiOut port) {
    return port instanceof TickedOut ? port : new AheadOut(port, () -> latencyNs);
  }

  /** Where plans of the companion go. */
  PlanSink companionsPlans() {
    return plans.to(companion);
  }

  /** Where plans of the band go; nowhere if there is none. */
  PlanSink bandsPlans() {
    return band == null ? plan -> { } : plans.to(band);
  }

  /** Hands the plans on, then does what is due. Returns when it wants to be called again. */
  long emit(long nowNs) {
    plans.handOver();
    // What takes time on its way is sent so much earlier.
    long soundsNs = nowNs + latencyNs;
    // A clock goes before the notes of its moment.
    long nextNs = clock == null ? Long.MAX_VALUE : clock.doWork(soundsNs);
    nextNs = Math.min(nextNs, companion.doWork(soundsNs));
    if (band != null) {
      nextNs = Math.min(nextNs, band.doWork(soundsNs));
    }
    if (metronome != null) {
      nextNs = Math.min(nextNs, metronome.doWork(soundsNs));
    }
    return nextNs == Long.MAX_VALUE ? nextNs : nextNs - latencyNs;
  }

  /** Ends whatever sounds and forgets what is planned. */
  void silence(long nowNs) {
    companion.silence(nowNs);
    if (band != null) {
      band.silence(nowNs);
    }
    if (metronome != null) {
      metronome.silence();
    }
  }

  /** What leaves so long before it is due is heard in time. [any] */
  void latency(long nanos) {
    latencyNs = nanos;
  }

  @Override
  public void horizon(double quarters, boolean wakes) {
    companion.horizon(quarters, wakes);
  }

  @Override
  public void window(int number) {
    companion.window(number);
  }

  @Override
  public void backing(boolean plays) {
    if (band != null) {
      band.mute(!plays);
    }
  }

  @Override
  public void click(boolean clicks) {
    if (metronome != null) {
      metronome.on(clicks);
    }
  }

  @Override
  public void mute(boolean silent) {
    companion.mute(silent);
  }

  /** The companion's figures: how exact, late, skipped. For reading when the engine is at rest. */
  Emitter companion() {
    return companion;
  }

  /** Notes that sound now, of companion and band. */
  int sounding() {
    return companion.sounding() + (band == null ? 0 : band.sounding());
  }

  /** Plans that found no room. [any] */
  long lostPlans() {
    return plans.lost();
  }
}
