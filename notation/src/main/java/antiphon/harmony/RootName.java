package antiphon.harmony;

import java.util.OptionalInt;

/**
 * Between pitch classes and note names, on the line of fifths: C is 0, G is 1, F is -1, F# is 6. Stateless.
 */
final class RootName {
  private static final String LETTERS = "FCGDAEB";

  /** Fb and B#: the ends of what takes one accidental. */
  private static final int FLATTEST = -8;
  private static final int SHARPEST = 12;

  private RootName() {}

  /** The pitch class at the start of {@code text}, if a letter A to G, or the German H, stands there. */
  static OptionalInt pitchClass(String text) {
    int letter = text.isEmpty() ? -1 : LETTERS.indexOf(text.charAt(0) == 'H' ? 'B' : text.charAt(0));
    if (letter < 0) {
      return OptionalInt.empty();
    }
    int accidental = length(text) == 1 ? 0 : text.charAt(1) == '#' ? 7 : -7;
    return OptionalInt.of(pitchClass(letter - 1 + accidental));
  }

  /** How many characters the note name at the start of {@code text} has: a letter, perhaps a sharp or flat. */
  static int length(String text) {
    return text.length() > 1 && (text.charAt(1) == '#' || text.charAt(1) == 'b') ? 2 : 1;
  }

  static int pitchClass(int fifths) {
    return Math.floorMod(7 * fifths, 12);
  }

  /** The place of a pitch class on the line of fifths, from five below {@code centre} to six above it. */
  static int near(int pitchClass, int centre) {
    int lowest = Math.clamp(centre - 5, FLATTEST, SHARPEST - 11);
    return lowest + Math.floorMod(7 * pitchClass - lowest, 12);
  }

  static boolean singleAccidental(int fifths) {
    return fifths >= FLATTEST && fifths <= SHARPEST;
  }

  static String name(int fifths) {
    String letter = String.valueOf(LETTERS.charAt(Math.floorMod(fifths + 1, 7)));
    return fifths > 5 ? letter + "#" : fifths < -1 ? letter + "b" : letter;
  }
}
