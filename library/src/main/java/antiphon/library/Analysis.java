package antiphon.library;

import antiphon.pipeline.Chorus;
import java.util.List;

/**
 * What was measured of a take: no judgement, only counts.
 *
 * @param key that of the whole, as ABC writes it
 * @param keyConfidence 0 to 1: how far it leads over all others
 * @param chords for each bar the names of its chords, empty where none is clear
 * @param form sections of {@code formBars} bars: the same letter for the same music, also in another key, with an
 *     apostrophe for a variation
 * @param formBars bars of a section
 * @param notesPerBeat of all voices
 * @param density notes of each bar
 * @param offBeat share of notes that begin between beats and go on over the next one
 * @param groove how much the bars' rhythms are alike, 0 to 1; -1 where there is one bar
 * @param values how often each written length comes, the commonest first, as shares, such as {@code 1/8 0.62}
 * @param difficulty see {@link Difficulty}
 * @param choruses what was measured of the player while it was played
 */
public record Analysis(
    String key, double keyConfidence, List<String> chords, String form, int formBars, double notesPerBeat,
    List<Integer> density, double offBeat, double groove, List<Value> values, Difficulty difficulty, List<Chorus> choruses) {
  /** A length as a fraction of a whole note, and how many of all notes have it. */
  public record Value(String length, double share) {}

  /**
   * How much there is to do for who would play it: parts from 0 to 1, of which {@code of10} is the mean, from 0 to 10.
   *
   * @param speed notes a second of the busiest second, of 12
   * @param leaps mean size of the tune's steps, of an octave
   * @param width of the tune's range, of three octaves
   * @param chords mean notes at once, less one, of three more
   * @param foreign share of notes that are not in the key, of a half
   * @param offBeat share of syncopated notes, of a half
   */
  public record Difficulty(
      double of10, double speed, double leaps, double width, double chords, double foreign, double offBeat) {}
}
