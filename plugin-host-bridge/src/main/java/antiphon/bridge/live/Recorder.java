package antiphon.bridge.live;

import antiphon.engine.LiveEngine;
import antiphon.pipeline.EngineSettings;
import antiphon.take.TakeLog;
import java.util.Optional;

/** Takes down what the instances play. Called by one thread, where waiting does no harm. */
@FunctionalInterface
public interface Recorder {
  /** Takes nothing down. */
  Recorder NONE = (settings, model) -> Optional.empty();

  /**
   * Begins the take of an engine that is about to be made.
   *
   * @param model the name or folder of the model that it plays with
   * @return nothing if there is to be no take, or there can be none
   */
  Optional<Recording> begin(EngineSettings settings, String model);

  /** A take that is being written. */
  interface Recording {
    /** Where the engine takes down what happens; closed by whoever closes the engine. */
    TakeLog log();

    /** The engine and the log are closed. */
    void end(LiveEngine engine);
  }
}
