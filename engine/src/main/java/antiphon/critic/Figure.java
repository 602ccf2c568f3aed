package antiphon.critic;

/** What is looked at in a bar of the companion's, each in some classes from 0. */
enum Figure {
  /** Pulses with a semitone between two of its notes: nothing together, none, up to a quarter, a half, more. */
  SEMITONES(5),
  TRITONES(5),
  /** Whole tones. */
  SECONDS(5),
  /** Of the pulses with three pitch classes and more, those with a major or minor triad: none such, none, up to a half, some, all. */
  TRIADS(5),
  /** Of these the pulses with a dominant seventh, a diminished triad or another third on a third. */
  SEVENTHS(5),
  /** Parallel fifths and octaves of the outer notes. */
  PARALLELS(3),
  /** Pulses with more than an octave between neighbours above the lowest two. */
  SPACING(4),
  CROSSING(4),
  /** Pulses on which two voices sound one pitch. */
  UNISONS(4),
  /** Most notes together beside the most of the bars before. */
  THICKNESS(5),
  /** Which earlier bar this one is: none; the last; that of two, four, eight bars ago; another; the last once more. */
  RETURN(7),
  /** The same of the rhythm alone. */
  RHYTHM(4),
  /** Voices that play what they played in the last bar: none, some, all. */
  STANDING(3),
  /** Notes beside the mean of the bars before. */
  BUSYNESS(8),
  /** Notes outside the key's scale. */
  CHROMATIC(4),
  /** Pitch classes outside the scale that were not in the bars before. */
  NEW_CLASSES(4),
  /** Mean pitch beside that of the bars before. */
  HEIGHT(5),
  /** Notes above or below all that was in the bars before. */
  OUTSIDE(3),
  /** Steps of the upper line that are leaps of more than a fifth. */
  LEAPS(4),
  /** Steps of the upper line of a tone at most. */
  STEPS(5),
  /** Steps of the upper line that are none. */
  REPEATS(5),
  /** From the upper line's last note before to its first. */
  SEAM(6),
  /** Whether something begins on the downbeat. */
  DOWNBEAT(2),
  /** Silence in the bar. */
  RESTS(5),
  /** Degree of the lowest note on the downbeat, by where in the phrase. */
  BASS(15),
  /** Degree of the upper line's last note, by where in the phrase. */
  LAST(15),
  /** Motifs of the upper line that were there before. */
  MOTIFS(5),
  /** Notes that begin on no 64th: none; where there were such before, all of one kind; new; of several kinds. */
  TUPLETS(4),
  /** Lengths that were not in the bars before. */
  NEW_LENGTHS(4),
  /** Onsets between the pulses. */
  OFF_PULSES(5);

  /** Of all figures together. */
  static final int CLASSES = first(values().length);

  private final int classes;

  Figure(int classes) {
    this.classes = classes;
  }

  int classes() {
    return classes;
  }

  /** Place of the first class of a figure among all. */
  int first() {
    return first(ordinal());
  }

  private static int first(int ordinal) {
    int first = 0;
    for (int i = 0; i < ordinal; i++) {
      first += values()[i].classes;
    }
    return first;
  }
}
