package antiphon.abc;

import antiphon.score.Key;

/**
 * A written pitch: letter, accidental and octave.
 *
 * @param step 0 (C) to 6 (B)
 * @param alteration -2 (double flat) to 2 (double sharp)
 * @param octave 4 holds middle C
 */
public record Spelling(int step, int alteration, int octave) {
  private static final int[] STEP_SEMITONES = {0, 2, 4, 5, 7, 9, 11};
  private static final String LETTERS = "CDEFGAB";
  private static final String[] ACCIDENTALS = {"__", "_", "=", "^", "^^"};

  /** Steps in the order of the line of fifths from F: F C G D A E B. */
  private static final int[] FIFTHS_STEPS = {3, 0, 4, 1, 5, 2, 6};

  /**
   * The usual spelling of a pitch in a key: the twelve names that lie together on the line of fifths, from
   * the flat third to the sharp fifth of a major key and one further to the sharps in minor (so that
   * leading tones come out as sharps or naturals).
   */
  public static Spelling of(int pitch, Key key) {
    int lowest = key.fifths() + (key.minor() ? -2 : -3);
    int fifths = lowest + Math.floorMod(7 * pitch - lowest, 12);
    int step = FIFTHS_STEPS[Math.floorMod(fifths + 1, 7)];
    int alteration = Math.floorDiv(fifths + 1, 7);
    return new Spelling(step, alteration, (pitch - alteration - STEP_SEMITONES[step]) / 12 - 1);
  }

  /** MIDI note number; may fall outside 0 to 127 for foreign text. */
  int pitch() {
    return 12 * (octave + 1) + STEP_SEMITONES[step] + alteration;
  }

  /** The alteration that a key signature gives to a step. */
  public static int signature(int step, Key key) {
    int place = 0;
    while (FIFTHS_STEPS[place] != step) {
      place++;
    }
    return Math.floorDiv(key.fifths() - place + 6, 7);
  }

  /** The step of a letter A to G in either case, or -1. */
  static int step(char letter) {
    return LETTERS.indexOf(Character.toUpperCase(letter));
  }

  /** Accidental as ABC writes it: {@code ^}, {@code _}, {@code =} and the double ones. */
  static String accidental(int alteration) {
    return ACCIDENTALS[alteration + 2];
  }

  /** Letter and octave marks as ABC writes them, without accidental: {@code C,}, {@code C}, {@code c}, {@code c'}. */
  String letter() {
    char upper = LETTERS.charAt(step);
    if (octave >= 5) {
      return Character.toLowerCase(upper) + "'".repeat(octave - 5);
    }
    return upper + ",".repeat(4 - octave);
  }
}
