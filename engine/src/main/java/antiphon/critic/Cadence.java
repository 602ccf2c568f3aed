package antiphon.critic;

import antiphon.generate.BarNote;
import antiphon.generate.WrittenBar;
import antiphon.score.Key;
import java.util.List;

/** How a bar comes to rest where a cadence is due. Stateless. */
final class Cadence {
  /** What the dominant is worth where the tonic is wanted. */
  private static final double HALF_CLOSE = 0.5;
  private static final double OFF_BEAT = 0.5;

  private Cadence() {}

  /** The mean over the voices of stable x on a beat x held for a pulse; unsaid where none is due. */
  static double of(WrittenBar written, Setting setting, Accents accents) {
    if (!setting.place().cadences()) {
      return Parts.UNSAID;
    }
    double sum = 0;
    int voices = 0;
    for (int voice : setting.playing()) {
      List<BarNote> notes = written.notes().get(voice);
      if (!notes.isEmpty()) {
        sum += last(notes, written.bar().key(), setting.place(), accents);
        voices++;
      }
    }
    return voices == 0 ? 0 : sum / voices;
  }

  private static double last(List<BarNote> notes, Key key, Place place, Accents accents) {
    long onset = 0;
    for (BarNote note : notes) {
      onset = Math.max(onset, note.onset());
    }
    double stable = 0;
    long end = onset;
    int together = 0;
    for (BarNote note : notes) {
      if (note.onset() == onset) {
        stable += stability(note.pitch(), key, place.closes());
        end = Math.max(end, note.end());
        together++;
      }
    }
    double held = Math.min(1, (double) (end - onset) / accents.pulseLength(onset));
    return stable / together * held * (accents.onPulse(onset) ? 1 : OFF_BEAT);
  }

  /** 1 for a note of the tonic triad; one of the dominant triad is as good inside a phrase and half as good at its end. */
  static double stability(int pitch, Key key, boolean closes) {
    return switch (Math.floorMod(pitch - key.tonic(), 12)) {
      case 0, 7 -> 1;
      case 3 -> key.minor() ? 1 : 0;
      case 4 -> key.minor() ? 0 : 1;
      case 2, 11 -> closes ? HALF_CLOSE : 1;
      default -> 0;
    };
  }
}
