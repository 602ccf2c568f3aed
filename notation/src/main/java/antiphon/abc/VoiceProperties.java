package antiphon.abc;

import antiphon.score.Clef;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code V:} or {@code K:} field says of a voice beside its notes.
 *
 * @param clef its clef
 * @param name its name
 * @param octave by how many octaves it sounds higher than written: by {@code octave=} or by its clef, whose word counts
 * @param transpose by how many semitones it sounds higher than written
 */
record VoiceProperties(
    Optional<Clef> clef, Optional<String> name, Optional<Integer> octave, Optional<Integer> transpose) {
  static final VoiceProperties NONE =
      new VoiceProperties(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final Pattern NAME = Pattern.compile("\\b(?:nm|name)=\"([^\"]*)\"");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
  private static final Pattern CLEF = Pattern.compile(
      "(?:^|\\s)(?:clef=)?(treble|alto|tenor|bass|soprano|mezzosoprano|mezzo|baritone|perc|(?<=clef=)[gfc])\\d?([+-]8)?(?=\\s|$)");
  private static final Pattern OCTAVE = Pattern.compile("(?:^|\\s)octave=([+-]?\\d)(?!\\d)");
  private static final Pattern TRANSPOSE = Pattern.compile("(?:^|\\s)transpose=([+-]?\\d{1,2})(?!\\d)");

  /** Reads them from what stands behind a voice's id or a key. */
  static VoiceProperties parse(String text) {
    Matcher name = NAME.matcher(text);
    String plain = QUOTED.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    Matcher clef = CLEF.matcher(plain);
    boolean hasClef = clef.find();
    Optional<Integer> octave = hasClef && clef.group(2) != null
        ? Optional.of(clef.group(2).startsWith("+") ? 1 : -1) : number(OCTAVE, plain);
    return new VoiceProperties(
        hasClef ? Optional.of(clef(clef.group(1))) : Optional.empty(),
        name.find() ? Optional.of(name.group(1)) : Optional.empty(), octave, number(TRANSPOSE, plain));
  }

  private static Optional<Integer> number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
  }

  private static Clef clef(String name) {
    return switch (name) {
      case "bass", "baritone", "f" -> Clef.BASS;
      case "tenor" -> Clef.TENOR;
      case "alto", "soprano", "mezzo", "mezzosoprano", "c" -> Clef.ALTO;
      default -> Clef.TREBLE;
    };
  }

  /** These, and where they say nothing the {@code others}. */
  VoiceProperties or(VoiceProperties others) {
    return new VoiceProperties(
        clef.or(others::clef), name.or(others::name), octave.or(others::octave), transpose.or(others::transpose));
  }

  /** Semitones of octave and transposition together. */
  int semitones() {
    return 12 * octave.orElse(0) + transpose.orElse(0);
  }
}
