package antiphon.abc;

import antiphon.score.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a {@code K:} field says of the letters: a key, and the alteration of each letter, which may differ from the key's.
 *
 * @param key the key, the nearest one for signatures that no key has
 * @param alterations of the steps C to B, -2 to 2
 */
record Signature(Key key, List<Integer> alterations) {
  private static final int STEPS = 7;

  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
  private static final Pattern PROPERTY = Pattern.compile("\\b[a-z]{2,}=\\S*");
  private static final Pattern KEY = Pattern.compile("([A-G][#b]?)\\s*([A-Za-z]*)(.*)");
  private static final Pattern ACCIDENTAL = Pattern.compile("(\\^\\^|__|[\\^_=])([A-Ga-g])");
  private static final Pattern CLEF = Pattern.compile("(?:treble|bass|alto|tenor|soprano|mezzo|baritone|perc)\\b.*");

  Signature {
    alterations = List.copyOf(alterations);
  }

  static Signature of(Key key) {
    return new Signature(key, IntStream.range(0, STEPS).mapToObj(step -> Spelling.signature(step, key)).toList());
  }

  /**
   * Reads the value of a {@code K:} field: tonic and mode, {@code HP} and {@code Hp}, accidentals of its own after them
   * ({@code D Phr ^f}) or instead of the mode's ({@code D exp _b ^f}).
   *
   * @return empty if it speaks of clefs and the like only
   * @throws IllegalArgumentException if it names no key
   */
  static Optional<Signature> parse(String value) {
    String text = PROPERTY.matcher(QUOTED.matcher(value).replaceAll("")).replaceAll("").strip();
    if ((text.isEmpty() && !value.isBlank()) || CLEF.matcher(text).lookingAt()) {
      return Optional.empty();
    }
    if (text.startsWith("HP") || text.startsWith("Hp")) {
      // Pipers write no sharps in one and all in the other, and play the same.
      return Optional.of(of(new Key(2, false)));
    }
    Matcher matcher = KEY.matcher(text);
    boolean tonic = matcher.matches();
    boolean explicit = (tonic && matcher.group(2).equals("exp")) || ACCIDENTAL.matcher(text).lookingAt();
    Signature base = of(explicit ? Key.C : tonic ? key(matcher.group(1), matcher.group(2)) : Key.parse(text));
    List<Integer> alterations = new ArrayList<>(base.alterations);
    Matcher accidentals = ACCIDENTAL.matcher(text);
    while (accidentals.find()) {
      String sign = accidentals.group(1);
      int alteration = sign.equals("=") ? 0 : sign.startsWith("^") ? sign.length() : -sign.length();
      alterations.set(Spelling.step(accidentals.group(2).charAt(0)), alteration);
    }
    return Optional.of(new Signature(explicit ? nearest(text, alterations) : base.key, alterations));
  }

  private static Key key(String tonic, String mode) {
    try {
      return Key.parse(tonic + mode);
    } catch (IllegalArgumentException e) {
      // A word behind the tonic that is no mode, such as a clef.
      return Key.parse(tonic);
    }
  }

  /** The key of as many sharps or flats; minor where its tonic is the one that is named. */
  private static Key nearest(String text, List<Integer> alterations) {
    int fifths = Math.clamp(alterations.stream().mapToInt(Integer::intValue).sum(), -7, 7);
    Key minor = new Key(fifths, true);
    return text.startsWith(minor.toString().replace("m", "") + " ") ? minor : new Key(fifths, false);
  }
}
