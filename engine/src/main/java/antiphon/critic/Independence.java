package antiphon.critic;

import antiphon.generate.BarNote;
import antiphon.generate.WrittenBar;
import java.util.List;

/**
 * Whether a bar says something of its own beside the player's. Bars that were there before may come back: how often is
 * for the memory to say, which knows how often they do. Stateless.
 */
final class Independence {
  private static final int OCTAVE = 12;

  /** Share of the player's notes up to which a voice is its own. */
  private static final double OWN = 0.5;

  private Independence() {}

  /** 1 where no voice doubles the player's more than by half, 0 where one does nothing else. */
  static double of(WrittenBar written, Setting setting) {
    double copy = doubled(written, setting);
    return copy <= OWN ? 1 : (1 - copy) / (1 - OWN);
  }

  /** How much of a voice plays the player's notes, in whatever octave. */
  private static double doubled(WrittenBar written, Setting setting) {
    double most = 0;
    for (int voice : setting.playing()) {
      List<BarNote> own = written.notes().get(voice);
      for (List<BarNote> player : setting.player()) {
        int shared = 0;
        for (BarNote note : own) {
          shared += in(player, note) ? 1 : 0;
        }
        int all = own.size() + player.size() - shared;
        most = Math.max(most, all <= 0 ? 0 : (double) shared / all);
      }
    }
    return most;
  }

  private static boolean in(List<BarNote> notes, BarNote wanted) {
    for (BarNote note : notes) {
      if (note.onset() == wanted.onset() && (note.pitch() - wanted.pitch()) % OCTAVE == 0) {
        return true;
      }
    }
    return false;
  }
}
