package antiphon.critic;

import antiphon.generate.BarNote;
import antiphon.generate.WrittenBar;
import java.util.List;

/** Whether a bar says something of its own and still belongs to what was said. Stateless. */
final class Novelty {
  /** How far back a repetition is heard as one, in bars. */
  private static final int COPIES = 4;
  /** Likeness up to which a bar is no copy. */
  private static final double OWN = 0.5;
  /** Likeness of a motif that is worth most: much of it, not all. */
  private static final double BEST_MOTIF = 0.6;

  private Novelty() {}

  /** Seven tenths for being no copy of a bar before or of the player's, three tenths for taking up a motif. */
  static double of(WrittenBar written, Setting setting) {
    double copy = doubled(written, setting);
    double motif = 0;
    List<WrittenBar> before = setting.before();
    for (int voice : setting.playing()) {
      TopLine tune = tune(written, voice);
      for (WrittenBar earlier : before) {
        motif = Math.max(motif, likeness(tune, tune(earlier, voice)));
      }
    }
    for (WrittenBar earlier : before.subList(Math.max(0, before.size() - COPIES), before.size())) {
      copy = Math.max(copy, same(written, earlier, setting));
    }
    double own = copy <= OWN ? 1 : (1 - copy) / (1 - OWN);
    double taken = motif <= BEST_MOTIF ? motif / BEST_MOTIF : (1 - motif) / (1 - BEST_MOTIF);
    return 0.7 * own + 0.3 * taken;
  }

  /** How much of two bars is the same note at the same place: shared notes by all notes, 0 to 1. */
  static double same(WrittenBar written, WrittenBar earlier, Setting setting) {
    int shared = 0;
    int all = 0;
    for (int voice : setting.playing()) {
      List<BarNote> own = written.notes().get(voice);
      List<BarNote> theirs = earlier.notes().get(voice);
      all += own.size() + theirs.size();
      for (BarNote note : own) {
        shared += in(theirs, note, 0) ? 1 : 0;
      }
    }
    return all == shared ? 0 : (double) shared / (all - shared);
  }

  /** How much of a voice plays the player's notes, in whatever octave. */
  private static double doubled(WrittenBar written, Setting setting) {
    double most = 0;
    for (int voice : setting.playing()) {
      List<BarNote> own = written.notes().get(voice);
      for (List<BarNote> player : setting.player()) {
        int shared = 0;
        for (BarNote note : own) {
          shared += in(player, note, 12) ? 1 : 0;
        }
        int all = own.size() + player.size() - shared;
        most = Math.max(most, all <= 0 ? 0 : (double) shared / all);
      }
    }
    return most;
  }

  private static boolean in(List<BarNote> notes, BarNote wanted, int octave) {
    for (BarNote note : notes) {
      int apart = note.pitch() - wanted.pitch();
      if (note.onset() == wanted.onset() && (octave == 0 ? apart == 0 : apart % octave == 0)) {
        return true;
      }
    }
    return false;
  }

  private static TopLine tune(WrittenBar written, int voice) {
    return new TopLine().add(0, written.notes().get(voice));
  }

  /** Shared steps of two tunes by all their steps: a step is a place in the bar and an interval. */
  private static double likeness(TopLine tune, TopLine other) {
    int shared = 0;
    for (int i = 1; i < tune.size(); i++) {
      for (int j = 1; j < other.size(); j++) {
        if (tune.onset(i) == other.onset(j) && tune.onset(i - 1) == other.onset(j - 1)
            && tune.pitch(i) - tune.pitch(i - 1) == other.pitch(j) - other.pitch(j - 1)) {
          shared++;
        }
      }
    }
    int all = Math.max(0, tune.size() - 1) + Math.max(0, other.size() - 1) - shared;
    return all <= 0 ? 0 : (double) shared / all;
  }
}
