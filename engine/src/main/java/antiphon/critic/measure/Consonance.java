package antiphon.critic.measure;

import antiphon.score.Note;
import java.util.List;

/**
 * How an accompaniment stands to a melody, sampled at given moments.
 *
 * @param moments at which both sound
 * @param consonant mean share, 0 to 1, of the accompaniment's notes there that stand a third, fourth, fifth, sixth or
 *     octave from the melody's; NaN if both never sound
 * @param supported share of these moments at which some note of the accompaniment does
 * @param clash share of them at which some note stands a semitone, a major seventh or a minor ninth from it
 * @param alone share of the melody's moments at which the accompaniment rests; NaN if the melody does
 */
public record Consonance(int moments, double consonant, double supported, double clash, double alone) {
  /**
   * Samples.
   *
   * @param melody one note at a time, in order
   * @param accompaniment in any order
   * @param moments in ticks, in order
   */
  public static Consonance of(List<Note> melody, List<Note> accompaniment, List<Long> moments) {
    int sung = 0;
    int both = 0;
    double consonant = 0;
    int supported = 0;
    int clash = 0;
    for (long moment : moments) {
      Note sounding = melody.stream().filter(note -> sounds(note, moment)).findFirst().orElse(null);
      if (sounding == null) {
        continue;
      }
      sung++;
      int pitch = sounding.pitch();
      List<Integer> steps = accompaniment.stream().filter(note -> sounds(note, moment))
          .map(note -> Math.floorMod(note.pitch() - pitch, 12)).toList();
      if (!steps.isEmpty()) {
        both++;
        long good = steps.stream().filter(Consonance::consonant).count();
        consonant += (double) good / steps.size();
        supported += good > 0 ? 1 : 0;
        clash += steps.contains(1) || steps.contains(11) ? 1 : 0;
      }
    }
    return new Consonance(
        both, both == 0 ? Double.NaN : consonant / both, both == 0 ? Double.NaN : (double) supported / both,
        both == 0 ? Double.NaN : (double) clash / both, sung == 0 ? Double.NaN : 1 - (double) both / sung);
  }

  /** Whether an interval, in semitones from 0 to 11, is one: an octave, third, fourth, fifth or sixth. [any] */
  public static boolean consonant(int semitones) {
    return switch (semitones) {
      case 0, 3, 4, 5, 7, 8, 9 -> true;
      default -> false;
    };
  }

  private static boolean sounds(Note note, long moment) {
    return note.onset() <= moment && moment < note.end();
  }
}
