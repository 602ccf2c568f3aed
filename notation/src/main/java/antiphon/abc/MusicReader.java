package antiphon.abc;

import antiphon.score.BarLine;
import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one line of music text into the voices of a {@link VoiceTable}: notes, chords, rests, tuplets,
 * broken rhythm, ties, chord symbols, inline fields and bar lines. Grace notes, slurs, decorations and
 * annotations are passed over. A fresh one for each line.
 */
final class MusicReader {
  private static final BarLine[] LONGEST_FIRST = {
    BarLine.REPEAT_BOTH, BarLine.REPEAT_END, BarLine.REPEAT_START, BarLine.DOUBLE, BarLine.FINAL,
    BarLine.OPENING, BarLine.SINGLE
  };

  /** Foreign ways of writing the same lines; tried before the plain ones. */
  private static final String[][] VARIANTS = {
    {":||:", "::"}, {":|:", "::"}, {":||", ":|"}, {":|]", ":|"}, {"||:", "|:"}, {"[|:", "|:"}, {"|||", "||"}
  };

  private final String text;
  private final int line;
  private final VoiceTable voices;
  private int at;

  MusicReader(String text, int line, VoiceTable voices) {
    this.text = text;
    this.line = line;
    this.voices = voices;
  }

  /** The voice that notes go to now; asked for at each note, since a line may begin by naming it. */
  private VoiceReader voice() {
    return voices.current();
  }

  /** Reads to the end of the line. */
  void read() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '%') {
        return;
      } else if (c == '"') {
        annotation();
      } else if (c == '!' || c == '+') {
        skipPast(c);
      } else if (c == '{') {
        skipPast('}');
      } else if (c == '(' && Character.isDigit(peek(1))) {
        tuplet();
      } else if (c == '>' || c == '<') {
        broken(c);
      } else if (c == '[' && Character.isLetter(peek(1)) && peek(2) == ':') {
        inlineField();
      } else if (c == '[' && Character.isDigit(peek(1))) {
        at++;
        ending();
      } else if (c == '|' || c == ':' || (c == '[' && peek(1) == '|')) {
        barLine();
      } else if (c == '[') {
        chord();
      } else if (c == 'z' || c == 'x' || c == 'Z' || c == 'X') {
        rest(c);
      } else if (c == '^' || c == '_' || c == '=' || Spelling.step(c) >= 0) {
        note();
      } else if ("() \t\r-`\\.~HLMOPSTuvJR*$&y)".indexOf(c) >= 0) {
        passOver(c);
      } else {
        throw error("found '" + c + "', expected a note, rest, chord, bar line or field");
      }
    }
  }

  private void passOver(char c) {
    if (c == '&') {
      throw error("found '&' (voice overlay), expected one voice a line: give the second voice a V: of its own");
    }
    at++;
    if (c == 'y') {
      while (at < text.length() && Character.isDigit(text.charAt(at))) {
        at++;
      }
    }
  }

  private void note() {
    List<Spelling> spellings = new ArrayList<>(List.of(spelling()));
    long ticks = length();
    sound(ticks, spellings, List.of(tie()));
  }

  private void chord() {
    at++;
    List<Spelling> spellings = new ArrayList<>();
    List<Boolean> tied = new ArrayList<>();
    long innerTop = 1;
    long innerBottom = 1;
    while (peek(0) != ']') {
      char c = peek(0);
      if (c == '!' || c == '+') {
        skipPast(c);
      } else if (c == '"') {
        annotation();
      } else if (c == '^' || c == '_' || c == '=' || Spelling.step(c) >= 0) {
        spellings.add(spelling());
        long[] fraction = fraction();
        if (spellings.size() == 1) {
          innerTop = fraction[0];
          innerBottom = fraction[1];
        }
        tied.add(tie());
      } else if (c != 0 && " ()~.uvT".indexOf(c) >= 0) {
        at++;
      } else {
        throw error("found " + shown(c) + " in a chord, expected a note or ']'");
      }
    }
    at++;
    if (spellings.isEmpty()) {
      throw error("an empty chord, expected at least one note");
    }
    long[] outer = fraction();
    long ticks = whole(outer[0] * innerTop, outer[1] * innerBottom);
    boolean all = tie();
    sound(ticks, spellings, tied.stream().map(t -> t || all).toList());
  }

  private void sound(long ticks, List<Spelling> spellings, List<Boolean> tied) {
    voice().sound(ticks, spellings, tied);
    if (voice().barTooLong()) {
      throw error("a bar of more than 64 whole notes; is a bar line missing?");
    }
  }

  private void rest(char c) {
    at++;
    if (c == 'Z' || c == 'X') {
      long bars = fraction()[0];
      if (bars > 1_000) {
        throw error("a rest of " + bars + " bars, expected at most 1000");
      }
      for (int i = 0; i < bars; i++) {
        voice().rest(voice().meter().barTicks());
        if (i + 1 < bars) {
          voice().endBar(BarLine.SINGLE);
        }
      }
    } else {
      voice().rest(length());
    }
  }

  private Spelling spelling() {
    int alteration = 0;
    boolean explicit = false;
    for (; "^_=".indexOf(peek(0)) >= 0 && peek(0) != 0; at++) {
      explicit = true;
      alteration += peek(0) == '^' ? 1 : peek(0) == '_' ? -1 : 0;
    }
    int step = Spelling.step(peek(0));
    if (step < 0 || Math.abs(alteration) > 2) {
      throw error("found " + shown(peek(0)) + ", expected a letter A to G with at most a double accidental");
    }
    int octave = Character.isLowerCase(peek(0)) ? 5 : 4;
    at++;
    for (; peek(0) == '\'' || peek(0) == ','; at++) {
      octave += peek(0) == ',' ? -1 : 1;
    }
    Spelling spelling =
        new Spelling(step, explicit ? alteration : voice().alteration(step, octave), octave);
    if (spelling.pitch() < 0 || spelling.pitch() > 127) {
      throw error("MIDI pitch " + spelling.pitch() + ", expected 0 to 127");
    }
    if (explicit) {
      voice().remember(spelling);
    }
    return spelling;
  }

  private long length() {
    long[] fraction = fraction();
    return whole(fraction[0], fraction[1]);
  }

  private long whole(long top, long bottom) {
    if (top > 100_000 || bottom > 100_000) {
      throw error("a note of " + top + "/" + bottom + " units, expected a smaller fraction");
    }
    long ticks = voice().length(top, bottom);
    if (ticks < 0) {
      throw error(
          "a note of " + top + "/" + bottom + " units, expected a multiple of 1/" + Ticks.PER_QUARTER + " quarter");
    }
    return ticks;
  }

  /** A length such as {@code 3/2}, {@code /}, {@code //} or nothing, as numerator and denominator. */
  private long[] fraction() {
    long top = number(1);
    long bottom = 1;
    while (peek(0) == '/') {
      at++;
      bottom *= number(2);
      if (bottom == 0 || bottom > 100_000) {
        throw error("a note length with denominator " + bottom + ", expected 1 to 100000");
      }
    }
    return new long[] {top, bottom};
  }

  private long number(long otherwise) {
    int from = at;
    while (Character.isDigit(peek(0)) && at - from < 6) {
      at++;
    }
    return from == at ? otherwise : Long.parseLong(text.substring(from, at));
  }

  private boolean tie() {
    if (peek(0) == '-') {
      at++;
      return true;
    }
    return false;
  }

  private void tuplet() {
    at++;
    int p = (int) number(3);
    int q = 0;
    int r = 0;
    if (peek(0) == ':') {
      at++;
      q = (int) number(0);
      if (peek(0) == ':') {
        at++;
        r = (int) number(0);
      }
    }
    if (p < 2 || p > 64) {
      throw error("a tuplet of " + p + ", expected 2 to 64");
    }
    if (q == 0) {
      q = switch (p) {
        case 3, 6 -> 2;
        case 2, 4, 8 -> 3;
        default -> voice().meter().compound() ? 3 : 2;
      };
    }
    voice().tuplet(p, q, r == 0 ? p : r);
  }

  private void broken(char arrow) {
    int from = at;
    while (peek(0) == arrow) {
      at++;
    }
    if (at - from > 3 || !voice().broken(at - from, arrow == '>')) {
      throw error("found '" + arrow + "', expected one to three after a note that can be broken");
    }
  }

  private void annotation() {
    int end = text.indexOf('"', at + 1);
    if (end < 0) {
      throw error("a '\"' that is never closed");
    }
    String content = text.substring(at + 1, end);
    at = end + 1;
    boolean chord = !content.isEmpty() && "ABCDEFGN".indexOf(content.charAt(0)) >= 0;
    String name = content.replace("|", "").replace(" ", "");
    if (chord && name.length() <= 15 && name.chars().allMatch(c -> c > ' ' && c < 127)) {
      voice().chord(name);
    }
  }

  private void inlineField() {
    int end = text.indexOf(']', at);
    if (end < 0) {
      throw error("an inline field that is never closed");
    }
    char name = text.charAt(at + 1);
    String value = text.substring(at + 3, end);
    try {
      voices.field(name, value);
    } catch (IllegalArgumentException e) {
      throw error(String.valueOf(e.getMessage()));
    }
    at = end + 1;
  }

  private void barLine() {
    for (String[] variant : VARIANTS) {
      if (text.startsWith(variant[0], at)) {
        at += variant[0].length();
        line(variant[1]);
        return;
      }
    }
    for (BarLine candidate : LONGEST_FIRST) {
      if (text.startsWith(candidate.abc(), at)) {
        at += candidate.abc().length();
        line(candidate.abc());
        return;
      }
    }
    // A stray colon or bracket beside a bar line says nothing that we keep.
    at++;
  }

  private void line(String abc) {
    for (BarLine candidate : LONGEST_FIRST) {
      if (candidate.abc().equals(abc)) {
        voice().barLine(candidate);
      }
    }
    ending();
  }

  /** Numbers of first and second endings: read over. */
  private void ending() {
    while (Character.isDigit(peek(0)) || (peek(0) == ',' && Character.isDigit(peek(1)))) {
      at++;
    }
  }

  private void skipPast(char closing) {
    int end = text.indexOf(closing, at + 1);
    // An old-style '+' or '!' may stand alone at a line's end, where it means nothing to us.
    at = end < 0 ? text.length() : end + 1;
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
  }

  private static String shown(char c) {
    return c == 0 ? "the end of the line" : "'" + c + "'";
  }

  private AbcException error(String message) {
    return new AbcException(line, at + 1, message);
  }

  /** Keys and meters as inline fields give them; for {@link VoiceTable}. */
  static Key key(String value) {
    String first = value.strip().split("\\s+(?=clef|treble|bass|alto|tenor|octave|transpose|middle|stafflines)")[0];
    return first.isEmpty() || first.startsWith("clef") || first.equals("treble") || first.equals("bass")
        ? Key.C
        : Key.parse(first);
  }

  static Meter meter(String value) {
    String stripped = value.strip();
    return stripped.isEmpty() || stripped.equals("none") ? Meter.COMMON : Meter.parse(stripped);
  }
}
