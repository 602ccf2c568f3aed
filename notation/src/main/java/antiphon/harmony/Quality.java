package antiphon.harmony;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a chord is above its root.
 *
 * @param triad the three notes at its base
 * @param top the sixth or seventh above them
 * @param extension the highest degree stacked on top: 7, 9, 11 or 13 with a seventh, 0 or 9 with a sixth, else 0
 * @param alterations degrees raised, lowered or added
 */
public record Quality(Triad triad, Top top, int extension, Set<Alteration> alterations) {
  /** The notes at the base of a chord. */
  public enum Triad {
    NONE(0),
    MAJOR(0, 4, 7),
    MINOR(0, 3, 7),
    DIMINISHED(0, 3, 6),
    AUGMENTED(0, 4, 8),
    SUS2(0, 2, 7),
    SUS4(0, 5, 7),
    POWER(0, 7);

    private final PitchClasses intervals;

    Triad(int... intervals) {
      this.intervals = PitchClasses.of(intervals);
    }

    PitchClasses intervals() {
      return intervals;
    }

    /** The third, or what is suspended in its place, in semitones; the fifth where there is neither. */
    int third() {
      return switch (this) {
        case MAJOR, AUGMENTED -> 4;
        case MINOR, DIMINISHED -> 3;
        case SUS2 -> 2;
        case SUS4 -> 5;
        case POWER, NONE -> 7;
      };
    }
  }

  /** The note above the triad, in semitones above the root; 0 for none. */
  public enum Top {
    NONE(0),
    SIXTH(9),
    SEVENTH(10),
    MAJOR_SEVENTH(11),
    DIMINISHED_SEVENTH(9);

    private final int interval;

    Top(int interval) {
      this.interval = interval;
    }

    int interval() {
      return interval;
    }
  }

  static final Quality MAJOR = new Quality(Triad.MAJOR, Top.NONE, 0, Set.of());
  static final Quality NONE = new Quality(Triad.NONE, Top.NONE, 0, Set.of());

  private static final Set<Alteration> ALTERED =
      EnumSet.of(Alteration.FLAT_FIVE, Alteration.SHARP_FIVE, Alteration.FLAT_NINE, Alteration.SHARP_NINE);

  /** So that with the longest root and bass a chord's text has 15 characters. */
  private static final int LONGEST_SUFFIX = 10;

  public Quality {
    EnumSet<Alteration> sorted = EnumSet.noneOf(Alteration.class);
    sorted.addAll(alterations);
    alterations = Collections.unmodifiableSet(sorted);
    boolean fits = switch (top) {
      case NONE -> extension == 0;
      case SIXTH -> extension == 0 || extension == 9;
      case DIMINISHED_SEVENTH -> extension == 7 && triad == Triad.DIMINISHED;
      case SEVENTH, MAJOR_SEVENTH -> extension == 7 || extension == 9 || extension == 11 || extension == 13;
    };
    if (!fits || !usual(triad, top, extension, alterations)) {
      throw new IllegalArgumentException("chord of " + triad + ", " + top + ", degree " + extension + " and "
          + alterations + ": expected a sixth with degree 0 or 9, a seventh with 7, 9, 11 or 13, and the plainest name");
    }
    if (suffix(triad, top, extension, alterations).length() > LONGEST_SUFFIX) {
      throw new IllegalArgumentException("'" + suffix(triad, top, extension, alterations)
          + "': expected at most " + LONGEST_SUFFIX + " characters after the root");
    }
  }

  /** Whether no plainer quality has the same notes: aug is not written (#5), nor C69 as C6add9. */
  private static boolean usual(Triad triad, Top top, int extension, Set<Alteration> alterations) {
    boolean bare = top == Top.NONE && alterations.isEmpty();
    return switch (triad) {
      case NONE, POWER, AUGMENTED -> bare;
      case DIMINISHED -> (top == Top.NONE || top == Top.DIMINISHED_SEVENTH) && !alterations.contains(Alteration.FLAT_FIVE);
      case MINOR -> top != Top.NONE || !alterations.equals(Set.of(Alteration.FLAT_FIVE));
      case MAJOR -> top != Top.NONE || !alterations.equals(Set.of(Alteration.SHARP_FIVE));
      case SUS2, SUS4 -> true;
    } && !(top == Top.SIXTH && extension == 0 && alterations.contains(Alteration.ADDED_NINE));
  }

  /** Reads what follows the root in a chord's name; the exception says what was not understood. */
  static Quality parse(String suffix) {
    return new QualityReader(suffix).read();
  }

  /** What stands after the root: {@code m7b5}, {@code maj7}, nothing for a major triad. */
  String suffix() {
    return suffix(triad, top, extension, alterations);
  }

  private static String suffix(Triad triad, Top top, int extension, Set<Alteration> alterations) {
    StringBuilder text = new StringBuilder(switch (triad) {
      case MINOR -> "m";
      case DIMINISHED -> "dim";
      case AUGMENTED -> "aug";
      case POWER -> "5";
      case MAJOR, SUS2, SUS4, NONE -> "";
    });
    text.append(switch (top) {
      case NONE -> "";
      case SIXTH -> extension == 9 ? "69" : "6";
      case SEVENTH, DIMINISHED_SEVENTH -> String.valueOf(extension);
      case MAJOR_SEVENTH -> "maj" + extension;
    });
    if (triad == Triad.SUS2 || triad == Triad.SUS4) {
      text.append(triad == Triad.SUS2 ? "sus2" : "sus4");
    }
    boolean alt = triad == Triad.MAJOR && top == Top.SEVENTH && extension == 7 && alterations.equals(ALTERED);
    if (alt) {
      return text.append("alt").toString();
    }
    StringBuilder altered = new StringBuilder();
    alterations.forEach(alteration -> altered.append(alteration.text()));
    // Without brackets a flat five right after the root would read as a flat root.
    boolean bracketed = text.isEmpty() && !altered.isEmpty() && altered.charAt(0) != 'a';
    return text.append(bracketed ? "(" + altered + ")" : altered).toString();
  }

  /** The chord's notes in semitones above the root. In an eleventh chord the major third gives way. */
  PitchClasses intervals() {
    if (triad == Triad.NONE) {
      return PitchClasses.NONE;
    }
    PitchClasses notes = triad.intervals();
    if (top != Top.NONE) {
      notes = notes.with(PitchClasses.of(top.interval()));
    }
    notes = switch (extension) {
      case 9 -> notes.with(PitchClasses.of(2));
      case 11 -> notes.with(PitchClasses.of(2, 5));
      case 13 -> notes.with(PitchClasses.of(2, 9));
      default -> notes;
    };
    if (extension == 11 && triad == Triad.MAJOR) {
      notes = notes.without(PitchClasses.of(4));
    }
    return altered(notes);
  }

  /** The scale that goes with the chord, in semitones above the root; holds all its notes. */
  PitchClasses scale() {
    if (triad == Triad.NONE) {
      return PitchClasses.NONE;
    }
    PitchClasses scale = switch (triad) {
      case DIMINISHED -> PitchClasses.of(0, 2, 3, 5, 6, 8, 9, 11);
      case AUGMENTED -> PitchClasses.of(0, 2, 4, 6, 8, 9, 11);
      case MINOR -> minorScale();
      case SUS4 -> PitchClasses.of(0, 2, 4, 5, 7, 9, 10);
      case MAJOR, SUS2, POWER, NONE ->
          top == Top.SEVENTH ? dominantScale() : PitchClasses.of(0, 2, 4, 5, 7, 9, 11);
    };
    return altered(scale).with(intervals());
  }

  private PitchClasses minorScale() {
    if (top == Top.SEVENTH && alterations.contains(Alteration.FLAT_FIVE)) {
      return PitchClasses.of(0, 1, 3, 5, 6, 8, 10);
    }
    return PitchClasses.of(0, 2, 3, 5, 7, 9, top == Top.NONE || top == Top.SEVENTH ? 10 : 11);
  }

  private PitchClasses dominantScale() {
    return alterations.contains(Alteration.SHARP_FIVE)
        ? PitchClasses.of(0, 2, 4, 6, 8, 10)
        : PitchClasses.of(0, 2, 4, 5, 7, 9, 10);
  }

  private PitchClasses altered(PitchClasses notes) {
    PitchClasses replaced = PitchClasses.NONE;
    PitchClasses added = PitchClasses.NONE;
    for (Alteration alteration : alterations) {
      if (alteration.replaced() >= 0) {
        replaced = replaced.with(PitchClasses.of(alteration.replaced()));
      }
      added = added.with(PitchClasses.of(alteration.interval()));
    }
    return notes.without(replaced).with(added);
  }
}
