package antiphon.harmony;

import antiphon.harmony.Quality.Top;
import antiphon.harmony.Quality.Triad;
import antiphon.score.Key;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A chord as musicians name it: {@code Am7}, {@code F#m7b5}, {@code C/E}, or {@link #NONE}.
 *
 * @param root pitch class, 0 (C) to 11 (B)
 * @param bass pitch class of the lowest note; the root but in {@code C/E} and its like
 * @param quality what stands above the root
 */
public record Chord(int root, int bass, Quality quality) {
  /** No chord: {@code N.C.} */
  public static final Chord NONE = new Chord(0, 0, Quality.NONE);

  private static final String NO_CHORD = "N.C.";
  private static final PitchClasses MAJOR_SCALE = PitchClasses.of(0, 2, 4, 5, 7, 9, 11);

  /** The lower halves of the degrees that come in two sizes, in semitones above the root. */
  private static final int[] DEGREES = {1, 3, 5, 8, 10};

  /** Steps on the line of fifths from a root to the note so many semitones above it. */
  private static final int[] FIFTHS_ABOVE = {0, -5, 2, -3, 4, -1, 6, 1, -4, 3, -2, 5};

  /** Where minor chords sit on the line of fifths: C#m and G#m, but Ebm. */
  private static final int MINOR_CENTRE = 2;

  public Chord {
    if (root < 0 || root > 11 || bass < 0 || bass > 11) {
      throw new IllegalArgumentException("chord on " + root + " over " + bass + ": expected pitch classes of 0 to 11");
    }
  }

  /** A major or minor triad. [any] */
  public static Chord triad(int root, boolean minor) {
    Quality quality = minor ? new Quality(Triad.MINOR, Top.NONE, 0, Set.of()) : Quality.MAJOR;
    return new Chord(root, root, quality);
  }

  /**
   * Reads a chord's name in any of its usual spellings: {@code CM7}, {@code C^7}, {@code D-7}, {@code Bo7}, {@code dm7}; H is the
   * German name of B. [any]
   *
   * @throws IllegalArgumentException if it is none, with the text and what was expected
   */
  public static Chord parse(String text) {
    if (ChordText.isNoChord(text)) {
      return NONE;
    }
    String plain = ChordText.plain(text);
    OptionalInt root = RootName.pitchClass(plain);
    if (root.isEmpty()) {
      throw new IllegalArgumentException("chord '" + text + "': expected a root A to G, as in Am7, Bb7 or F#m7b5, or N.C.");
    }
    String rest = plain.substring(RootName.length(plain));
    int bass = root.getAsInt();
    int slash = rest.lastIndexOf('/');
    if (slash >= 0 && !rest.startsWith("6/9", slash - 1)) {
      String name = rest.substring(slash + 1);
      OptionalInt named = RootName.pitchClass(name);
      if (named.isEmpty() || RootName.length(name) != name.length()) {
        throw new IllegalArgumentException("chord '" + text + "': bass '" + name + "', expected A to G, perhaps with # or b");
      }
      bass = named.getAsInt();
      rest = rest.substring(0, slash);
    }
    try {
      return new Chord(root.getAsInt(), bass, Quality.parse(rest));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("chord '" + text + "': " + e.getMessage(), e);
    }
  }

  /** Whether this is {@link #NONE}. [any] */
  public boolean isNone() {
    return quality.triad() == Triad.NONE;
  }

  /** Whether the third is minor. [any] */
  public boolean isMinor() {
    return quality.triad() == Triad.MINOR || quality.triad() == Triad.DIMINISHED;
  }

  /** The notes of the chord, its bass among them; none for {@link #NONE}. [any] */
  public PitchClasses tones() {
    return isNone() ? PitchClasses.NONE : upperTones().with(PitchClasses.of(bass));
  }

  /** The notes of the chord without a bass that is foreign to it. [any] */
  public PitchClasses upperTones() {
    return quality.intervals().transposed(root);
  }

  /** Pitch class of the fifth, perfect or altered; the root where there is none. [any] */
  public int fifth() {
    for (int interval : new int[] {7, 6, 8}) {
      if (quality.intervals().contains(interval)) {
        return (root + interval) % 12;
      }
    }
    return root;
  }

  /** The notes that tell this chord from others: third (or suspension) and seventh or sixth. [any] */
  public PitchClasses guideTones() {
    if (isNone()) {
      return PitchClasses.NONE;
    }
    PitchClasses guides = PitchClasses.of(root + quality.triad().third());
    if (quality.top() != Top.NONE) {
      guides = guides.with(PitchClasses.of(root + quality.top().interval()));
    }
    // An eleventh chord has no third.
    return new PitchClasses(guides.mask() & upperTones().mask());
  }

  /** The scale to play over the chord where the key is not known; holds all its notes. [any] */
  public PitchClasses scale() {
    return quality.scale().transposed(root).with(tones());
  }

  /**
   * The scale to play over the chord in a key: degrees that the chord leaves open are the key's. [any]
   *
   * <p>So a G triad has F natural in C major, F sharp in G major.
   */
  public PitchClasses scale(Key key) {
    PitchClasses ofKey = MAJOR_SCALE.transposed(RootName.pitchClass(key.fifths()));
    if (isNone()) {
      return ofKey;
    }
    PitchClasses scale = scale();
    for (int low : DEGREES) {
      PitchClasses degree = PitchClasses.of(root + low, root + low + 1);
      PitchClasses inKey = new PitchClasses(degree.mask() & ofKey.mask());
      boolean open = (degree.mask() & tones().mask()) == 0;
      if (open && inKey.size() == 1) {
        scale = scale.without(degree).with(inKey);
      }
    }
    return scale;
  }

  /** The same chord {@code semitones} higher. [any] */
  public Chord transposed(int semitones) {
    return isNone() ? this : new Chord(Math.floorMod(root + semitones, 12), Math.floorMod(bass + semitones, 12), quality);
  }

  /** The name in one spelling, at most 15 printable ASCII characters, as {@code ChordSymbol} takes it. [any] */
  public String text() {
    return textNear(isMinor() ? MINOR_CENTRE : 0);
  }

  /** The name with the sharps or flats that suit a key. [any] */
  public String text(Key key) {
    return textNear(key.fifths() + (key.minor() || isMinor() ? MINOR_CENTRE : 0));
  }

  private String textNear(int centre) {
    if (isNone()) {
      return NO_CHORD;
    }
    int place = RootName.near(root, centre);
    String text = RootName.name(place) + quality.suffix();
    return bass == root ? text : text + "/" + RootName.name(bassPlace(place));
  }

  /** Where the bass is a note of the chord it is spelled as such: A/C#, Cdim/Gb. */
  private int bassPlace(int rootPlace) {
    int interval = Math.floorMod(bass - root, 12);
    int steps = FIFTHS_ABOVE[interval];
    if (interval == 6 && !quality.alterations().contains(Alteration.SHARP_ELEVEN)) {
      steps = -6;
    } else if (interval == 8 && quality.intervals().contains(8)) {
      steps = 8;
    }
    int place = rootPlace + steps;
    return RootName.singleAccidental(place) ? place : RootName.near(bass, 0);
  }

  @Override
  public String toString() {
    return text();
  }
}
