package antiphon.compose;

import antiphon.abc.VoiceLimits;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.feel.Follow;
import antiphon.generate.Beginnings;
import java.util.ArrayList;
import java.util.List;

/** The range and the polyphony that each voice has in a bar. Stateless. [compose] */
final class VoiceRanges {
  private static final int MOST_PITCH = 127;

  /** Ranges move by a part of what the player's register does. */
  private static final double REGISTER_SHARE = 0.5;

  private VoiceRanges() {}

  /** As the preset, the player's register and the controls want them, and wide enough for what is there; for each voice. */
  static List<VoiceLimits> of(BarState state) {
    List<VoiceLimits> limits = new ArrayList<>();
    for (int voice = 0; voice < state.preset().voices().size(); voice++) {
      limits.add(Beginnings.around(wanted(state, voice), state.fixed(voice)));
    }
    return limits;
  }

  private static VoiceLimits wanted(BarState state, int voice) {
    Controls controls = state.controls();
    VoiceLimits own = state.preset().voices().get(voice).limits();
    int shift = (int) controls.value(Control.REGISTER, voice + 1);
    int most = (int) controls.value(Control.POLYPHONY, voice + 1);
    Follow.Range range = Follow.range(
        state.cue().feel(), home(state), own.lowest(), own.highest(), controls.value(Control.FOLLOW) * REGISTER_SHARE);
    return new VoiceLimits(
        Math.clamp(range.lowest() + shift, 0, MOST_PITCH), Math.clamp(range.highest() + shift, 0, MOST_PITCH),
        Math.min(own.chordNotes(), most));
  }

  /** Where the player is expected: the middle of the voice that hears. */
  private static double home(BarState state) {
    VoiceLimits heard = state.preset().voices().get(state.preset().hearing().getFirst()).limits();
    return (heard.lowest() + heard.highest()) / 2.0;
  }
}
