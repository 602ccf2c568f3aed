package antiphon.schedule;

import antiphon.generate.BarNote;
import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.generate.WrittenBar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gives written notes their loudness: the player's, shaped by meter, line and phrase, so that nothing is
 * flat. Deterministic and stateless. [engine]
 */
public final class Performer {
  private static final int DOWNBEAT = 9;
  private static final int PULSE = 4;
  private static final int OFF_PULSE = -4;
  private static final int ARCH = 8;
  private static final int SOFTER_BELOW = 8;

  private Performer() {}

  /**
   * The strikes of a bar.
   *
   * @param loudness mean velocity to aim at, 1 to 127: the player's
   * @param phrase how far through the phrase the bar is, 0 to 1
   */
  public static List<Strike> perform(WrittenBar written, Preset preset, int loudness, double phrase) {
    List<Strike> strikes = new ArrayList<>();
    int arch = (int) Math.round(ARCH * Math.sin(Math.PI * phrase)) - ARCH / 2;
    boolean leads = true;
    for (int voice = 0; voice < preset.voices().size(); voice++) {
      VoicePart part = preset.voices().get(voice);
      if (!part.plays()) {
        continue;
      }
      // Only the highest part that plays leads; what accompanies stays below it.
      int base = loudness + arch - (leads ? 0 : SOFTER_BELOW);
      leads = false;
      for (BarNote note : written.notes().get(voice)) {
        int velocity = Math.clamp(base + accent(written, note), 1, 127);
        strikes.add(new Strike(
            note.onset(), note.onset(), note.end(), part.channel(), note.pitch(), velocity, note.heldFrom(), note.heldOver()));
      }
    }
    strikes.sort(Comparator.comparingLong(Strike::onset).thenComparingInt(Strike::pitch));
    return strikes;
  }

  private static int accent(WrittenBar written, BarNote note) {
    if (note.onset() == 0) {
      return DOWNBEAT;
    }
    return written.bar().meter().onPulse(note.onset()) ? PULSE : OFF_PULSE;
  }
}
