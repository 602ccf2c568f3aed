package antiphon.follow;

import antiphon.harmony.Chord;
import antiphon.harmony.PitchClasses;
import antiphon.harmony.Quality.Triad;
import java.util.ArrayList;
import java.util.List;

/** The 36 triads that are followed: major, minor and diminished on twelve roots. Stateless. [any] */
public final class Triads {
  /** How many there are. */
  public static final int COUNT = 36;

  /** What is no triad. */
  public static final int NONE = -1;

  static final int QUALITIES = 3;
  static final int MAJOR = 0;
  static final int MINOR = 1;
  static final int DIMINISHED = 2;

  private static final List<Chord> CHORDS = chords();
  private static final int[] MASKS = CHORDS.stream().mapToInt(chord -> chord.tones().mask()).toArray();

  private Triads() {}

  private static List<Chord> chords() {
    List<Chord> chords = new ArrayList<>();
    for (int root = 0; root < 12; root++) {
      chords.add(Chord.triad(root, false));
      chords.add(Chord.triad(root, true));
      Chord diminished = Chord.parse("Cdim").transposed(root);
      chords.add(diminished);
    }
    return List.copyOf(chords);
  }

  static int of(int root, int quality) {
    return root * QUALITIES + quality;
  }

  /** The number of the triad at the base of a chord: by the third, where there is one; {@link #NONE} of no chord. */
  public static int of(Chord chord) {
    Triad triad = chord.quality().triad();
    if (triad == Triad.NONE) {
      return NONE;
    }
    PitchClasses above = chord.upperTones().transposed(-chord.root());
    boolean minor = triad == Triad.MINOR;
    boolean diminished = triad == Triad.DIMINISHED || (minor && above.contains(6) && !above.contains(7));
    return of(chord.root(), diminished ? DIMINISHED : minor ? MINOR : MAJOR);
  }

  /** The triad of that number. */
  public static Chord chord(int triad) {
    return CHORDS.get(triad);
  }

  /** Its pitch classes: bit 0 for C to bit 11 for B. */
  public static int mask(int triad) {
    return MASKS[triad];
  }

  /** Whether a pitch, in any octave, belongs to it. */
  public static boolean holds(int triad, int pitch) {
    return (MASKS[triad] >> Math.floorMod(pitch, 12) & 1) != 0;
  }

  static int root(int triad) {
    return triad / QUALITIES;
  }

  /** The triad as it stands to a tonic: on root 0 the tonic's own. */
  static int relative(int triad, int tonic) {
    return of(Math.floorMod(root(triad) - tonic, 12), triad % QUALITIES);
  }
}
