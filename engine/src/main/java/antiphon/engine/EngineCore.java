package antiphon.engine;

import antiphon.compose.BarSource;
import antiphon.compose.FiguresState;
import antiphon.compose.Pace;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineEvent;
import antiphon.pipeline.EngineEvents;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Faults;
import antiphon.schedule.Emitter;
import antiphon.take.LogSlot;
import antiphon.take.LoggedBars;
import antiphon.take.LoggedPace;
import antiphon.take.TakeLog;
import antiphon.time.Clock;
import antiphon.time.Transport;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The stages with all that sends and the take that is written: what live and virtual engines have in common, without threads. */
final class EngineCore {
  final EngineEvents events = new EngineEvents();
  final Transport transport;
  final EmitStage emit;
  final StageGraph stages;
  /** Writes the take, if there is one. */
  final @Nullable Stage<LogSlot> log;
  private final FiguresState figures;

  /**
   * @param machine decides what depends on how fast the machine is
   * @param faults is told why the model failed
   * @param news runs what tells the listener of a chorus or of the band, where it holds up no stage
   * @param onFault is told of a stage that failed
   */
  EngineCore(
      EngineSettings settings, Decoder decoder, Clock clock, Pace machine, EngineOutputs outs, EngineListener listener,
      @Nullable TakeLog taken, Faults faults, Executor news, Stage.OnFault onFault) {
    transport = new Transport(settings.timeline());
    emit = new EmitStage(settings, transport, outs, events);
    figures = new FiguresState(faults);
    LoggedPace logged = taken == null ? null : new LoggedPace(machine, taken);
    Pace pace = logged == null ? machine : logged;
    BarSource model = StageGraph.model(settings, decoder, clock, pace);
    BarSource bars = taken == null || logged == null ? model : new LoggedBars(model, logged, taken);
    stages = new StageGraph(settings, transport, events, new StageGraph.Surroundings(
        emit, emit.companionsPlans(), emit.bandsPlans(), decoder, clock, pace, bars, listener, news, figures,
        taken == null ? new StageGraph.Handover() {} : new TakingDown(events, taken), onFault));
    log = taken == null ? null : Stage.on(taken.slots, "log", taken, onFault);
  }

  /** Takes each event down, and before it what of the emitters' news never came. [listen] */
  private static final class TakingDown implements StageGraph.Handover {
    private final EngineEvents events;
    private final TakeLog log;
    private long toldLost;

    TakingDown(EngineEvents events, TakeLog log) {
      this.events = events;
      this.log = log;
    }

    @Override
    public void done(EngineEvent event, boolean lost) {
      long news = events.lostNews();
      if (news > toldLost) {
        log.missing(news - toldLost);
        toldLost = news;
      }
      log.event(event, lost);
    }
  }

  /** For reading when the engine is at rest. */
  EngineFigures figures() {
    Map<Origin, Integer> played = new EnumMap<>(Origin.class);
    for (Origin origin : Origin.values()) {
      if (figures.playedBars[origin.ordinal()] > 0) {
        played.put(origin, figures.playedBars[origin.ordinal()]);
      }
    }
    Emitter emitter = emit.companion();
    Histogram jitter = emitter.jitterNs();
    return new EngineFigures(
        figures.heard,
        played,
        figures.failures,
        figures.generationNs.getValueAtPercentile(50) / 1e6,
        figures.generationNs.getValueAtPercentile(99) / 1e6,
        jitter.getValueAtPercentile(50) / 1e3,
        jitter.getValueAtPercentile(99) / 1e3,
        jitter.getMaxValue() / 1e3,
        stages.messages(),
        emitter.late(),
        emit.sounding(),
        events.lostInput(),
        stages.unheard(),
        stages.lost() + emit.lostPlans(),
        stages.answerGapMs(),
        figures.meanRemovedMass(),
        emitter.refused(),
        emitter.leaps(),
        emitter.skipped(),
        events.echoes());
  }
}
