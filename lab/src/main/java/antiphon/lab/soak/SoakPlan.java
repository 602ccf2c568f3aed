package antiphon.lab.soak;

import antiphon.control.Mode;
import antiphon.pipeline.EngineSettings;
import java.util.List;

/**
 * What a long run is to be.
 *
 * @param settings how the engine plays
 * @param minutes how long, more than 0
 * @param load whether all cores are kept busy
 * @param priority whether the emitting thread asks for real-time priority
 * @param modes played in turn, half a minute each
 * @param seed of all chances
 */
public record SoakPlan(
    EngineSettings settings, double minutes, boolean load, boolean priority, List<Mode> modes, long seed) {
  public SoakPlan {
    modes = List.copyOf(modes);
  }
}
