package antiphon.web;

import antiphon.abc.AbcException;
import antiphon.abc.AbcReader;
import antiphon.generate.Preset;
import antiphon.pipeline.Opening;
import antiphon.score.Score;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A motif in ABC within what was said: a tune with its header, or a line of notes with bar lines. Stateless. */
final class Motif {
  private static final Pattern HEADER = Pattern.compile("(?m)^\\s*[XTMLKQ]:");
  private static final Pattern NOTES = Pattern.compile("[A-Ga-gz0-9/',_^=|:\\[\\]()<>~.\\s-]+");
  /** What no chord line has: a small letter without a root before it, a length behind a letter, an octave or a rest. */
  private static final Pattern TUNE = Pattern.compile("(?:^|[\\s|])[a-g]|[A-Ga-g]{3}|[A-Ga-gz][,']*(?:[2348]|/)|[A-G],|z");

  private Motif() {}

  /** The motif as a whole tune, if what was said is one. */
  static Optional<String> in(String said) {
    boolean headed = HEADER.matcher(said).find();
    if (!headed && !(said.contains("|") && NOTES.matcher(said).matches() && TUNE.matcher(said).find())) {
      return Optional.empty();
    }
    String text = whole(said.strip());
    try {
      return read(text).bars().isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (AbcException e) {
      if (headed) {
        throw new IllegalArgumentException("motif: " + e.getMessage(), e);
      }
      return Optional.empty();
    }
  }

  /** @throws AbcException if it is none */
  static Score read(String text) {
    return AbcReader.read(text);
  }

  /**
   * A motif as the past of a session.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Opening opening(String text, Preset preset) {
    try {
      return Opening.of(read(text), Opening.MOST_BARS, preset);
    } catch (AbcException e) {
      throw new IllegalArgumentException("opening: " + e.getMessage(), e);
    }
  }

  /** With the header lines that are missing; the key ends the header. */
  private static String whole(String said) {
    Map<Character, String> header = new LinkedHashMap<>();
    header.put('X', "X:1");
    header.put('L', "L:1/8");
    header.put('M', "M:4/4");
    header.put('K', "K:C");
    StringBuilder body = new StringBuilder();
    for (String line : said.lines().map(String::strip).toList()) {
      boolean heads = body.isEmpty() && HEADER.matcher(line).find();
      if (heads) {
        header.put(line.charAt(0), line);
      } else {
        body.append(line).append('\n');
      }
    }
    String key = header.remove('K');
    return String.join("\n", header.values()) + "\n" + key + "\n" + body;
  }
}
