package antiphon.bridge.live;

import antiphon.engine.EngineOutputs;
import antiphon.engine.LiveEngine;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Fault;
import antiphon.take.TakeLog;
import antiphon.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An engine that plays for an instance, with all that it needs. Made and closed where waiting does no harm. */
final class Seat implements AutoCloseable, EngineListener {
  final HostOut out = new HostOut();
  final LiveEngine engine;
  final String model;
  private final Optional<String> problem;
  private final Decoder decoder;
  private final Optional<Recorder.Recording> recording;
  private volatile @Nullable String failure;

  Seat(EngineSettings settings, Models.Chosen model, Clock clock, Recorder recorder, Consumer<Fault> faults) {
    this.model = model.name();
    this.problem = model.problem();
    decoder = model.decoder();
    recording = problem.isPresent() ? Optional.empty() : recorder.begin(settings, this.model);
    @Nullable TakeLog log = recording.map(Recorder.Recording::log).orElse(null);
    engine = LiveEngine.unrehearsed(settings, decoder, clock, EngineOutputs.of(out), this, log);
    engine.onFault(faults);
  }

  /** Why a stand-in plays, if one does. [any] */
  Optional<String> problem() {
    return problem.or(() -> Optional.ofNullable(failure));
  }

  @Override
  public void failed(RuntimeException reason) {
    failure = "the model failed, simple bars by rule play: " + reason.getMessage();
  }

  @Override
  public void planned(antiphon.schedule.Plan plan, long generationNs) {
    failure = null;
  }

  /** Ends its threads, which may take a while. */
  @Override
  public void close() {
    engine.close();
    recording.ifPresent(taken -> {
      taken.log().close();
      taken.end(engine);
    });
    decoder.close();
  }
}
