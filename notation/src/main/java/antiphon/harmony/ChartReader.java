package antiphon.harmony;

import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one chart, line by line; used once. */
final class ChartReader {
  /** A word and a colon that is no repeat sign. */
  private static final Pattern HEADER = Pattern.compile("\\s*([A-Za-z]+)\\s*:(?![|:])\\s*(.*?)\\s*");

  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");

  private static final Pattern TOKEN = Pattern.compile(
      "(?<line>:\\|+:|::|\\|+:|:\\|+]?|\\|\\||\\|]|\\[\\||\\|)"
          + "|[\\[(](?<meter>\\d{1,3}/\\d{1,3})[])]"
          + "|\\[(?<ending>\\d{1,2}(?:,\\d{1,2})*)]?"
          + "|\\[(?<section>[^\\]|]*)]"
          + "|x(?<times>\\d{1,3})"
          + "|(?<word>(?:\\([^)|]*\\)|[^\\s|:\\[\\]])+)");

  /** Signs that say how chords share bars. */
  private static final Pattern BARRED = Pattern.compile("\\||::|(?<=\\s)[./](?=\\s|$)");

  private static final Pattern GERMAN = Pattern.compile("H(?![a-z]{2,}).*");
  private static final Pattern ENGLISH = Pattern.compile("B(?![b\u266d]).*");

  private final List<String> lines;
  /** Nothing says which chords share a bar, so each has its own. */
  private final boolean eachABar;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final List<ChartSection> sections = new ArrayList<>();
  private RepeatState repeats = new RepeatState();
  private String section = "";
  private BarText bar = new BarText();
  private @Nullable BarText before;
  private Meter meter = Meter.COMMON;
  private int barNumber = 1;
  private int line;
  private int column = 1;
  private int formLine;
  private boolean german;
  private boolean english;
  /** A bar line or an ending stands before, so a bar line now would make an empty bar. */
  private boolean barDue;
  /** A repeat sign stands before: how often to play is known when what follows it is. */
  private boolean repeatDue;

  ChartReader(String text) {
    lines = text.lines().toList();
    eachABar = lines.stream().filter(whole -> !HEADER.matcher(whole).matches())
        .noneMatch(whole -> BARRED.matcher(uncommented(whole)).find());
  }

  ChordChart read() {
    for (String whole : lines) {
      line++;
      column = 1;
      Matcher header = HEADER.matcher(whole);
      if (header.matches()) {
        header(header.group(1), header.group(2));
      } else {
        music(ChordText.blanked(uncommented(whole)));
      }
    }
    line = Math.max(1, line);
    endSection();
    if (sections.isEmpty()) {
      throw complaint("no bars found, expected chords such as 'Dm7 | G7 | Cmaj7 | % |'");
    }
    return new ChordChart(
        headers.getOrDefault("title", ""),
        Optional.ofNullable(headers.get("key")).map(Key::parse),
        Optional.ofNullable(headers.get("tempo")).map(ChartReader::tempo),
        inForm());
  }

  private static String uncommented(String whole) {
    return COMMENT.matcher(whole).replaceFirst("");
  }

  private void header(String name, String value) {
    if (started()) {
      throw complaint("'" + name + ":' after the first bar, expected it before");
    }
    try {
      switch (name) {
        case "title", "form" -> {}
        case "key" -> Key.parse(value);
        case "tempo" -> tempo(value);
        case "meter" -> meter = Meter.parse(value);
        default -> throw new IllegalArgumentException(
            "'" + name + ":', expected title:, key:, meter:, tempo: or form:, or chords");
      }
    } catch (IllegalArgumentException e) {
      throw new ChartException(line, column, String.valueOf(e.getMessage()));
    }
    if (headers.put(name, value) != null) {
      throw complaint("'" + name + ":' a second time, expected it once");
    }
    formLine = name.equals("form") ? line : formLine;
  }

  private boolean started() {
    return barNumber > 1 || !bar.isEmpty() || !section.isEmpty();
  }

  private static Tempo tempo(String value) {
    try {
      return Tempo.ofQuartersPerMinute(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("tempo '" + value + "': expected quarters a minute, such as 120", e);
    }
  }

  private void music(String text) {
    Matcher token = TOKEN.matcher(text);
    barDue = false;
    int at = 0;
    while (at < text.length()) {
      column = at + 1;
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
        continue;
      }
      if (!token.region(at, text.length()).lookingAt()) {
        throw complaint("'" + text.substring(at).split("\\s")[0] + "', expected a chord, a bar line, [A], [1 or [3/4]");
      }
      try {
        token(token);
      } catch (IllegalArgumentException e) {
        throw complaint(String.valueOf(e.getMessage()));
      }
      at = token.end();
    }
    column = Math.max(1, text.stripTrailing().length());
    guarded(this::endBar);
  }

  private void token(Matcher token) {
    if (token.group("times") != null && repeatDue) {
      endRepeat(Integer.parseInt(token.group("times")));
      return;
    }
    if (repeatDue) {
      endRepeat(2);
    }
    if (token.group("line") != null) {
      barLine(token.group("line"));
    } else if (token.group("meter") != null) {
      requireBarLine(token.group());
      meter = Meter.parse(token.group("meter"));
    } else if (token.group("ending") != null) {
      requireBarLine(token.group());
      repeats.ending(Arrays.stream(token.group("ending").split(",")).map(Integer::valueOf).toList());
      barDue = true;
    } else if (token.group("section") != null) {
      requireBarLine(token.group());
      endSection();
      section = token.group("section").strip().replaceAll("\\s+", "-");
      if (section.isEmpty()) {
        throw new IllegalArgumentException("'" + token.group() + "', expected a section's name, as in [A]");
      }
      barDue = false;
    } else {
      chord(token.group());
    }
  }

  private void chord(String word) {
    german |= GERMAN.matcher(word).matches();
    english |= ENGLISH.matcher(word).matches();
    if (german && english) {
      throw new IllegalArgumentException("'" + word + "' where both H and B are roots, expected Bb, or B for H");
    }
    bar.add(word);
    if (eachABar) {
      endBar();
    }
  }

  private void requireBarLine(String text) {
    if (!bar.isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' inside a bar, expected a bar line before it");
    }
  }

  private void barLine(String sign) {
    boolean repeatEnds = sign.startsWith(":");
    boolean repeatStarts = sign.endsWith(":");
    if (bar.isEmpty() && barDue && !repeatEnds && !repeatStarts) {
      throw new IllegalArgumentException("an empty bar, expected a chord, N.C. or %");
    }
    endBar();
    if (repeatEnds && repeatStarts) {
      endRepeat(2);
    }
    repeatDue = repeatEnds && !repeatStarts;
    if (repeatStarts) {
      repeats.open();
    } else if (!repeatEnds && sign.length() > 1) {
      repeats.doubleBar();
    }
    barDue = true;
  }

  private void endRepeat(int times) {
    repeatDue = false;
    if (times < 2 || times > 99) {
      throw new IllegalArgumentException("'x" + times + "', expected x2 to x99");
    }
    repeats.close(times);
  }

  private void endBar() {
    if (!bar.isEmpty()) {
      repeats.bar(bar.read(meter, before));
      before = bar.isRepeat() ? before : bar;
      bar = new BarText();
      barNumber++;
    }
  }

  private void endSection() {
    guarded(() -> {
      endBar();
      if (repeatDue) {
        endRepeat(2);
      }
      List<ChartBar> bars = repeats.end();
      if (!bars.isEmpty() || !section.isEmpty()) {
        sections.add(new ChartSection(section, bars));
      }
    });
    repeats = new RepeatState();
    before = null;
  }

  /** The sections in the order of the form line; in that of the text if there is none. */
  private List<ChartSection> inForm() {
    String form = headers.get("form");
    if (form == null) {
      return sections;
    }
    line = formLine;
    column = 1;
    Map<String, ChartSection> byName = new LinkedHashMap<>();
    for (ChartSection written : sections) {
      if (byName.put(written.name(), written) != null) {
        throw complaint("form '" + form + "' with two sections '" + written.name() + "', expected each once");
      }
    }
    List<ChartSection> played = new ArrayList<>();
    for (String name : form.split("\\s+")) {
      ChartSection named = byName.get(name);
      if (named == null) {
        throw complaint("form '" + form + "': no section '" + name + "', expected " + String.join(", ", byName.keySet()));
      }
      played.add(named);
    }
    for (ChartSection written : sections) {
      if (!played.contains(written)) {
        throw complaint("form '" + form + "' leaves out section '" + written.name() + "', expected every section");
      }
    }
    if (played.stream().mapToInt(p -> p.bars().size()).sum() > RepeatState.MOST_BARS) {
      throw complaint("form '" + form + "' of more than " + RepeatState.MOST_BARS + " bars, expected fewer");
    }
    return played;
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (IllegalArgumentException e) {
      throw complaint(String.valueOf(e.getMessage()));
    }
  }

  private ChartException complaint(String message) {
    String place = started() ? "bar " + barNumber + ": " : "";
    return new ChartException(line, column, place + message);
  }
}
