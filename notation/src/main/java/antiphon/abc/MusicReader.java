package antiphon.abc;

import antiphon.score.BarLine;
import antiphon.score.Endings;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one line of music text into the voices of a {@link VoiceTable}: notes, chords, rests, tuplets,
 * broken rhythm, ties, chord symbols, inline fields and bar lines. Grace notes, slurs, decorations and
 * annotations are passed over. A fresh one for each line.
 */
final class MusicReader {
  /** Letters that stand for a decoration or another sign, or for nothing. */
  private static final String SHORTHANDS = "~HIJKLMNOPQRSTUVWhijklmnopqrstuvw";

  private static final String OTHERS_SHORTHANDS = "~HLMOPSTuvJR";

  private static final Pattern SUM = Pattern.compile("\\(?\\s*(\\d{1,3}(?:\\s*\\+\\s*\\d{1,3})+)\\s*\\)?\\s*/\\s*(\\d{1,3})");

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
    voices.newLine();
    try {
      readLine();
    } catch (IllegalArgumentException e) {
      throw error(String.valueOf(e.getMessage()));
    }
  }

  private void readLine() {
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
      } else if (c == '&') {
        overlay();
      } else if ("() \t\r-`\\.*$y".indexOf(c) >= 0 || shorthands().indexOf(c) >= 0) {
        passOver(c);
      } else {
        throw error("found '" + c + "', expected a note, rest, chord, bar line or field");
      }
    }
  }

  private String shorthands() {
    return voices.standard() ? SHORTHANDS : OTHERS_SHORTHANDS;
  }

  private void overlay() {
    if (!voices.standard()) {
      throw error("found '&' (voice overlay), expected one voice a line: give the second voice a V: of its own");
    }
    int from = at;
    while (peek(0) == '&') {
      at++;
    }
    voices.overlay(at - from);
  }

  private void passOver(char c) {
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
      } else if (c == '{' && voices.standard()) {
        skipPast('}');
      } else if (c != 0 && (" ().".indexOf(c) >= 0 || shorthands().indexOf(c) >= 0)) {
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
    voices.count(spellings.size());
    checkBar();
  }

  private void checkBar() {
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
          voices.barLine(BarLine.SINGLE);
        }
      }
    } else {
      voice().rest(length());
      checkBar();
    }
  }

  private Spelling spelling() {
    int alteration = 0;
    boolean explicit = false;
    for (; "^_=".indexOf(peek(0)) >= 0 && peek(0) != 0; at++) {
      explicit = true;
      alteration += peek(0) == '^' ? 1 : peek(0) == '_' ? -1 : 0;
    }
    if (explicit && (peek(0) == '/' || Character.isDigit(peek(0)))) {
      alteration = microtone(alteration);
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
    int sounding = spelling.pitch() + voice().shift();
    if (sounding < 0 || sounding > 127) {
      throw error("MIDI pitch " + sounding + ", expected 0 to 127");
    }
    if (explicit) {
      voice().remember(spelling);
    }
    return spelling;
  }

  /** An accidental of some other part of a whole tone, {@code ^/} or {@code _3/2}: to the nearest semitone, half of one to the plainer. */
  private int microtone(int sign) {
    double top = number(1);
    double bottom = 1;
    if (peek(0) == '/') {
      at++;
      bottom = Math.max(1, number(2));
    }
    voices.remarks().add("accidentals of less than a semitone, read as the nearest semitone");
    return sign * (int) Math.ceil(top / bottom - 0.5);
  }

  private long length() {
    long[] fraction = fraction();
    return whole(fraction[0], fraction[1]);
  }

  private long whole(long top, long bottom) {
    if (top > 100_000 || bottom > 100_000) {
      throw error("a note of " + top + "/" + bottom + " units, expected a smaller fraction");
    }
    if (top == 0) {
      throw error("a note of 0 units, expected more");
    }
    long ticks = voice().length(top, bottom);
    if (voice().rounded()) {
      voices.remarks().add("lengths finer than 1/" + Ticks.PER_QUARTER + " quarter, read as the nearest");
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
    if (at - from > 3 || (!voice().broken(at - from, arrow == '>') && !voices.standard())) {
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
      voices.count(1);
    }
  }

  private void inlineField() {
    int end = text.indexOf(']', at);
    if (end < 0) {
      throw error("an inline field that is never closed");
    }
    char name = text.charAt(at + 1);
    String value = text.substring(at + 3, end);
    voices.field(name, value);
    at = end + 1;
  }

  private void barLine() {
    BarLineText.Found found = BarLineText.at(text, at);
    at += found.length();
    if (found.line().isPresent()) {
      voices.barLine(found.line().get());
      ending();
    }
  }

  /** Numbers of an ending such as {@code 1}, {@code 1,3} or {@code 2-4}, which begins here; none as a rule. */
  private void ending() {
    int from = at;
    while (Character.isDigit(peek(0)) || (at > from && ",-".indexOf(peek(0)) >= 0 && Character.isDigit(peek(1)))) {
      at++;
    }
    if (at > from) {
      if (!voice().barEmpty()) {
        voices.barLine(BarLine.SINGLE);
      }
      voice().ending(Endings.parse(text.substring(from, at)));
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

  /** A meter as fields give it, that of no meter as {@code 4/4}, one of unequal beats ({@code 3+2/8}) as their sum. */
  static Meter meter(String value) {
    String stripped = value.strip();
    if (stripped.isEmpty() || stripped.equals("none")) {
      return Meter.COMMON;
    }
    Matcher sum = SUM.matcher(stripped);
    if (!sum.lookingAt()) {
      return Meter.parse(stripped);
    }
    int beats = Arrays.stream(sum.group(1).split("\\+")).map(String::strip).mapToInt(Integer::parseInt).sum();
    return new Meter(beats, Integer.parseInt(sum.group(2)));
  }
}
