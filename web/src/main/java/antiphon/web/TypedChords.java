package antiphon.web;

import antiphon.harmony.ChartException;
import antiphon.harmony.Chord;
import antiphon.harmony.ChordChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Chords in a line of words.
 *
 * @param chart the chords as a chart's text, a bar line between them unless the line has its own
 * @param rest the line without them
 */
record TypedChords(String chart, String rest) {
  /** What may stand between chords; the words only where chords go on behind them. */
  private static final Pattern SIGN = Pattern.compile(":?\\|+:?|\\|]|%|[./]|\\[[A-Za-z][\\w-]*]|-+>?|[\u2013\u2014\u2192>]");
  private static final Pattern BAR_LINE = Pattern.compile(".*(\\||(^|\\s)[./](\\s|$)).*");
  private static final Pattern DASH = Pattern.compile("-+>?|[\u2013\u2014\u2192>]");
  private static final Pattern WORD = Pattern.compile("(?i)and|then|to|\u7136\u540e|\u548c|\u5230");

  /** Words that make a key of the note before them. */
  private static final Pattern OF_KEY = Pattern.compile("(?i)(major|minor|sharp|flat|maj|min)\\b.*");

  private enum Kind { CHORD, SIGN, WORD, OTHER }

  /** The longest run of at least two chords, if there is one. [any] */
  static Optional<TypedChords> in(String line) {
    String[] tokens = tokens(line);
    int bestFrom = 0;
    int bestTo = 0;
    int most = 1;
    for (int from = 0; from < tokens.length; from++) {
      int names = 0;
      int last = from;
      for (int to = from; to < tokens.length && kind(tokens[to]) != Kind.OTHER; to++) {
        boolean ofKey = to + 1 < tokens.length && OF_KEY.matcher(tokens[to + 1]).matches();
        if (kind(tokens[to]) == Kind.CHORD && !ofKey) {
          names++;
        }
        last = kind(tokens[to]) == Kind.WORD || DASH.matcher(tokens[to]).matches() || ofKey ? last : to + 1;
      }
      if (names > most && kind(tokens[from]) != Kind.WORD) {
        most = names;
        bestFrom = from;
        bestTo = last;
      }
    }
    if (bestTo == 0) {
      return Optional.empty();
    }
    List<String> run = new ArrayList<>(List.of(tokens).subList(bestFrom, bestTo));
    run.removeIf(token -> kind(token) == Kind.WORD || DASH.matcher(token).matches() || token.equals(","));
    String text = String.join(" ", run);
    text = BAR_LINE.matcher(text).matches() ? text : String.join(" | ", run).replaceAll("(\\[[^]]*]) \\|", "$1");
    try {
      ChordChart.parse(text);
    } catch (ChartException e) {
      return Optional.empty();
    }
    List<String> left = new ArrayList<>(List.of(tokens));
    left.subList(bestFrom, bestTo).clear();
    return Optional.of(new TypedChords(text.strip(), String.join(" ", left)));
  }

  /** Words, chords and signs, each for itself: {@code C-G-Am,} is three chords and a comma. */
  private static String[] tokens(String line) {
    return line.replaceAll("(:?\\|+[:\\]]?)", " $1 ")
        .replaceAll("(?<=[A-H0-9a-z#b\u266d\u266f)])(?:->|[-\u2013\u2014\u2192>])(?=[A-H](?![a-z]{3}))", " - ")
        .replaceAll("[,;\uff0c\uff1b\u3001](?![^()]*\\))", " , ")
        .strip().split("\\s+");
  }

  private static Kind kind(String token) {
    if (token.equals(",") || SIGN.matcher(token).matches()) {
      return Kind.SIGN;
    }
    if (WORD.matcher(token).matches()) {
      return Kind.WORD;
    }
    boolean capital = !token.isEmpty() && token.charAt(0) >= 'A' && token.charAt(0) <= 'H';
    if (!capital && !token.matches("(?i)n\\.?c\\.?")) {
      return Kind.OTHER;
    }
    try {
      return Chord.parse(token).isNone() || capital ? Kind.CHORD : Kind.OTHER;
    } catch (IllegalArgumentException e) {
      return Kind.OTHER;
    }
  }
}
