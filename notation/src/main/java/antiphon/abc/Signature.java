package antiphon.abc;

import antiphon.score.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  /** Tonic, mode and what is behind them; the mode may follow at once or after a space. */
  private static final Pattern KEY = Pattern.compile("([A-G][#b]?)\\s*([A-Za-z]*)(?![A-Za-z0-9]*=)(.*)");

  private static final Pattern TONIC = Pattern.compile("([A-G][#b]?)(.*)");
  private static final Pattern ACCIDENTAL = Pattern.compile("(?<![A-Za-z0-9])(\\^\\^|__|[\\^_=])([A-Ga-g])");

  Signature {
    alterations = List.copyOf(alterations);
  }

  static Signature of(Key key) {
    return new Signature(key, IntStream.range(0, STEPS).mapToObj(step -> Spelling.signature(step, key)).toList());
  }

  /**
   * Reads the value of a {@code K:} field: tonic and mode, {@code HP} and {@code Hp}, accidentals of its own after them
   * ({@code D Phr ^f}) or instead of the mode's ({@code D exp _b ^f}); clefs and the like are passed over.
   *
   * @throws IllegalArgumentException if it names no key
   */
  static Signature parse(String text) {
    if (text.startsWith("HP") || text.startsWith("Hp")) {
      // Pipers write no sharps in one and all in the other, and play the same.
      return of(new Key(2, false));
    }
    Matcher matcher = KEY.matcher(text);
    String mode = matcher.matches() ? matcher.group(2).toLowerCase(Locale.ROOT) : "";
    boolean explicit = mode.equals("exp");
    Signature base = of(explicit ? Key.C : key(text, mode));
    List<Integer> alterations = new ArrayList<>(explicit ? List.of(0, 0, 0, 0, 0, 0, 0) : base.alterations);
    Matcher accidentals = ACCIDENTAL.matcher(text.replaceAll("\"[^\"]*\"", ""));
    while (accidentals.find()) {
      String sign = accidentals.group(1);
      int alteration = sign.equals("=") ? 0 : sign.startsWith("^") ? sign.length() : -sign.length();
      alterations.set(Spelling.step(accidentals.group(2).charAt(0)), alteration);
    }
    return new Signature(explicit ? nearest(text, alterations) : base.key, alterations);
  }

  private static Key key(String text, String mode) {
    Matcher tonic = TONIC.matcher(text);
    if (!tonic.matches()) {
      return Key.parse(text);
    }
    try {
      return Key.parse(tonic.group(1) + mode);
    } catch (IllegalArgumentException e) {
      // A word behind the tonic that is no mode, such as a clef.
      return Key.parse(tonic.group(1));
    }
  }

  /** The key of as many sharps or flats; minor where its tonic is the one that is named. */
  private static Key nearest(String text, List<Integer> alterations) {
    int fifths = Math.clamp(alterations.stream().mapToInt(Integer::intValue).sum(), -7, 7);
    Key minor = new Key(fifths, true);
    return text.startsWith(minor.toString().replace("m", "")) ? minor : new Key(fifths, false);
  }
}
