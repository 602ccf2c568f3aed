package antiphon.compose;

import antiphon.generate.Preset;
import antiphon.pipeline.Cue;

/**
 * A preset as it is played in turns, and as it is played along with the player. Immutable. [any]
 *
 * @param along the same as {@code inTurns} if it cannot accompany
 */
record ModePresets(Preset inTurns, Preset along) {
  static ModePresets of(Preset preset) {
    return new ModePresets(preset, preset.canAccompany() ? preset.accompanying() : preset);
  }

  /** By which the companion plays now. */
  Preset at(Cue cue) {
    return cue.together() ? along : inTurns;
  }
}
