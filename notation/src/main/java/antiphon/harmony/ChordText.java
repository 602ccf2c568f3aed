package antiphon.harmony;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Chords as people type them, before they are read: signs of their own, what stands between chords. Stateless. */
final class ChordText {
  /** A hyphen, dash, arrow, semicolon or comma between two chords; not the minus of C-7, nor the comma in C7(b9,13). */
  private static final Pattern BETWEEN = Pattern.compile(
      "(?<=^|\\s)(?:-+>?|[\u2013\u2014\u2192>])(?=\\s|$)"
          + "|(?<=[^\\s(])(?:->|[-\u2013\u2014\u2192>])(?=[A-H])"
          + "|(?!,\\d)[,;\uff0c\uff1b\u3001](?![^()]*\\))");

  private static final Pattern NO_CHORD = Pattern.compile("n\\.?c\\.?", Pattern.CASE_INSENSITIVE);

  private ChordText() {}

  /** The line with blanks for what separates chords, every other character where it was. */
  static String blanked(String line) {
    return BETWEEN.matcher(line).replaceAll((MatchResult sign) -> " ".repeat(sign.group().length()));
  }

  static boolean isNoChord(String chord) {
    return NO_CHORD.matcher(chord).matches();
  }

  /** A chord's name with the signs that have a plain spelling in it, a root in small letters as a capital. */
  static String plain(String chord) {
    String plain = chord.replaceAll("\\s", "")
        .replace('\u266d', 'b').replace('\u266f', '#').replace('\u2212', '-').replace('\u2013', '-')
        .replaceAll("[\u25b3\u2206\u0394]", "^").replaceAll("[\u00ba\u02da]", "\u00b0").replace('\u00d8', '\u00f8')
        .replaceAll("(?<=.)/(?=[Mm]aj|M|\\^)", "");
    return plain.isEmpty() ? plain : plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
  }
}
