package antiphon.critic;

import antiphon.follow.Expected;
import antiphon.generate.BarNote;
import antiphon.generate.WrittenBar;
import java.util.List;

/** How a bar fits what sounds with it: the player's notes and the changes. Stateless. */
final class Fit {
  /** Worth of an interval by its semitones modulo 12: thirds, fifths and sixths 1; a fourth half. */
  private static final double[] CONSONANCE = {1, 0, 0, 1, 1, 0.5, 0, 1, 1, 1, 0, 0};

  private Fit() {}

  /** Share of the accented time together that is consonant; notes of one chord always are. */
  static double consonance(WrittenBar written, Setting setting, Accents accents) {
    double together = 0;
    double good = 0;
    for (int voice : setting.playing()) {
      for (BarNote own : written.notes().get(voice)) {
        for (List<BarNote> others : setting.player()) {
          for (BarNote other : others) {
            long from = Math.max(own.onset(), other.onset());
            long to = Math.min(own.end(), other.end());
            if (from < to) {
              double weight = accents.weight(from, to);
              together += weight;
              good += setting.chordal(from, own.pitch(), other.pitch())
                  ? weight
                  : weight * CONSONANCE[Math.abs(own.pitch() - other.pitch()) % 12];
            }
          }
        }
      }
    }
    return together == 0 ? Parts.UNSAID : good / together;
  }

  /** Share of the pulses (by strength) at which nothing rubs with the player's notes. */
  static double clarity(WrittenBar written, Setting setting, Accents accents) {
    double together = 0;
    double clear = 0;
    for (int i = 0; i < accents.pulses(); i++) {
      int found = meeting(written, setting, accents.pulse(i));
      together += found == NOTHING ? 0 : accents.strength(i);
      clear += found == CLEAR ? accents.strength(i) : 0;
    }
    return together == 0 ? Parts.UNSAID : clear / together;
  }

  private static final int NOTHING = 0;
  private static final int CLEAR = 1;
  private static final int RUBS = 2;

  private static int meeting(WrittenBar written, Setting setting, long at) {
    int found = NOTHING;
    for (int voice : setting.playing()) {
      for (BarNote own : written.notes().get(voice)) {
        if (own.onset() > at || own.end() <= at) {
          continue;
        }
        for (List<BarNote> others : setting.player()) {
          for (BarNote other : others) {
            if (other.onset() <= at && at < other.end()) {
              int interval = Math.abs(own.pitch() - other.pitch()) % 12;
              if ((interval == 1 || interval == 6) && !setting.chordal(at, own.pitch(), other.pitch())) {
                return RUBS;
              }
              found = CLEAR;
            }
          }
        }
      }
    }
    return found;
  }

  /** Share of the accented sounding time on notes of the changes; where none are known, what is expected of the notes. */
  static double chordTones(WrittenBar written, Setting setting, Accents accents) {
    if (setting.chords().isEmpty()) {
      return expected(written, setting, accents);
    }
    double sounding = 0;
    double good = 0;
    for (ChordTones chord : setting.chords()) {
      for (int voice : setting.playing()) {
        for (BarNote note : written.notes().get(voice)) {
          long from = Math.max(note.onset(), chord.onset());
          long to = Math.min(note.end(), chord.end());
          if (from < to) {
            double weight = accents.weight(from, to);
            sounding += weight;
            good += chord.holds(note.pitch()) ? weight : 0;
          }
        }
      }
    }
    return sounding == 0 ? Parts.UNSAID : good / sounding;
  }

  /** The mean worth of the notes by what is expected of the harmony and the melody, from its range of -1 to 1. */
  private static double expected(WrittenBar written, Setting setting, Accents accents) {
    double sounding = 0;
    double good = 0;
    for (Expected part : setting.expected()) {
      for (int voice : setting.playing()) {
        for (BarNote note : written.notes().get(voice)) {
          long from = Math.max(note.onset(), part.onset());
          long to = Math.min(note.end(), part.end());
          if (from < to) {
            double weight = accents.weight(from, to);
            sounding += weight;
            good += weight * (1 + part.worth()[note.pitch() % 12]) / 2;
          }
        }
      }
    }
    return sounding == 0 ? Parts.UNSAID : good / sounding;
  }

  /** 1 where each voice has as many notes as wanted, 1/2 at about twice or half as many. */
  static double density(WrittenBar written, Setting setting, Accents accents) {
    double sum = 0;
    int judged = 0;
    for (int i = 0; i < setting.targets().parts().size(); i++) {
      double wanted = setting.targets().parts().get(i).notesPerBeat();
      if (!Double.isNaN(wanted)) {
        int begun = 0;
        for (BarNote note : written.notes().get(setting.playing().get(i))) {
          begun += note.heldFrom() ? 0 : 1;
        }
        // A quarter of a note a beat more on both sides, so that one note is not infinitely more than none.
        double found = (double) begun / accents.pulses() + 0.25;
        sum += Math.min(found / (wanted + 0.25), (wanted + 0.25) / found);
        judged++;
      }
    }
    return judged == 0 ? Parts.UNSAID : sum / judged;
  }

  /** 1 where each voice is as high as wanted, 0 from an octave away. */
  static double register(WrittenBar written, Setting setting) {
    double sum = 0;
    int judged = 0;
    for (int i = 0; i < setting.targets().parts().size(); i++) {
      double wanted = setting.targets().parts().get(i).meanPitch();
      List<BarNote> notes = written.notes().get(setting.playing().get(i));
      if (!Double.isNaN(wanted) && !notes.isEmpty()) {
        double mean = 0;
        for (BarNote note : notes) {
          mean += (double) note.pitch() / notes.size();
        }
        sum += Math.max(0, 1 - Math.abs(mean - wanted) / 12);
        judged++;
      }
    }
    return judged == 0 ? Parts.UNSAID : sum / judged;
  }
}
