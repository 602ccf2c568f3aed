package antiphon.abc;

import antiphon.abc.VoiceReader.ReadBar;
import antiphon.score.Bar;
import antiphon.score.BarLine;
import antiphon.score.ChordSymbol;
import antiphon.score.Clef;
import antiphon.score.Lyric;
import antiphon.score.Note;
import antiphon.score.ReadLimits;
import antiphon.score.Score;
import antiphon.score.Voice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a score of the voices that were read. One thread, once. */
final class ScoreAssembly {
  private static final Pattern LAYOUT = Pattern.compile("[{}()\\[\\]|]|[^\\s{}()\\[\\]|*]+");

  private final VoiceTable table;
  private final List<VoiceReader> readers = new ArrayList<>();
  /** The numbers of each named voice and of those laid over it, from 1. */
  private final Map<String, List<Integer>> numbers = new LinkedHashMap<>();

  ScoreAssembly(VoiceTable table) {
    this.table = table;
    table.endOverlay();
    table.readers().forEach((name, reader) -> {
      List<Integer> own = new ArrayList<>();
      List<VoiceReader> all = new ArrayList<>(List.of(reader));
      all.addAll(reader.overlays);
      for (VoiceReader each : all) {
        if (!each.barEmpty()) {
          each.endBar(BarLine.NONE);
        }
        readers.add(each);
        own.add(readers.size());
      }
      numbers.put(name, own);
    });
  }

  /**
   * The score.
   *
   * @param remarks receives one line for each bar in which voices differ in length
   * @throws AbcException if there is no music
   */
  Score score(List<String> tags, String layout, List<String> remarks) {
    int count = readers.stream().mapToInt(reader -> reader.bars.size()).max().orElse(0);
    List<Bar> bars = new ArrayList<>();
    long start = 0;
    for (int i = 0; i < count; i++) {
      Bar bar = bar(i, start, remarks);
      bars.add(bar);
      start = bar.end();
    }
    if (bars.isEmpty()) {
      throw new AbcException("no bars of music found; expected notes after the K: field");
    }
    try {
      ReadLimits.bars(bars.size());
      ReadLimits.voices(readers.size());
    } catch (IllegalArgumentException e) {
      throw new AbcException(String.valueOf(e.getMessage()));
    }
    List<Voice> voices = new ArrayList<>();
    numbers.forEach((name, own) -> {
      VoiceProperties properties = table.properties(name);
      for (int number : own) {
        VoiceReader reader = readers.get(number - 1);
        String title = number == own.getFirst() ? properties.name().orElse("") : "";
        voices.add(new Voice(properties.clef().orElse(Clef.TREBLE), title, notes(reader, bars), chords(reader, bars), lyrics(reader, bars)));
      }
    });
    return new Score(tags, table.standard() ? numbered(layout) : layout, table.tempo(), bars, voices, table.partOrder());
  }

  /** A layout with numbers for the names of voices; those that were laid over a voice stand on its staff. */
  private String numbered(String layout) {
    boolean overlaid = numbers.values().stream().anyMatch(own -> own.size() > 1);
    if (layout.isEmpty() && !overlaid) {
      return "";
    }
    List<String> words = new ArrayList<>();
    boolean shared = false;
    Matcher matcher = LAYOUT.matcher(layout);
    for (String word : layout.isEmpty() ? numbers.keySet() : matcher.results().map(MatchResult::group).toList()) {
      shared = word.equals("(") || (shared && !word.equals(")"));
      List<Integer> own = numbers.getOrDefault(word, List.of());
      boolean brackets = !shared && own.size() > 1;
      if (brackets) {
        words.add("(");
      }
      if (own.isEmpty()) {
        words.add("{}()|".contains(word) ? word : "");
      }
      own.forEach(number -> words.add(Integer.toString(number)));
      if (brackets) {
        words.add(")");
      }
    }
    words.removeIf(String::isEmpty);
    return words.size() == 1 ? "" : String.join(" ", words);
  }

  /** What the voices together say of bar {@code i}: the longest voice gives its length. */
  private Bar bar(int i, long start, List<String> remarks) {
    List<ReadBar> present = readers.stream().filter(r -> i < r.bars.size()).map(r -> r.bars.get(i)).toList();
    ReadBar first = present.stream().filter(b -> b.length() > 0).findFirst().orElse(present.getFirst());
    long longest = present.stream().mapToLong(ReadBar::length).max().orElse(0);
    if (present.stream().anyMatch(b -> b.length() > 0 && b.length() != longest)) {
      remarks.add("bar " + (i + 1) + ": voices of "
          + present.stream().map(ReadBar::length).distinct().toList() + " ticks, expected one length");
    }
    BarLine left = present.stream().map(ReadBar::left).filter(l -> l != BarLine.NONE).findFirst().orElse(BarLine.NONE);
    BarLine right = present.stream().map(ReadBar::right).filter(l -> l != BarLine.NONE).findFirst().orElse(BarLine.SINGLE);
    List<Integer> ending = present.stream().map(ReadBar::ending).filter(e -> !e.isEmpty()).findFirst().orElse(List.of());
    String part = present.stream().map(ReadBar::part).filter(Predicate.not(String::isEmpty)).findFirst().orElse("");
    long length = longest > 0 ? longest : first.meter().barTicks();
    return new Bar(start, length, first.meter(), first.key(), left, right, ending, part);
  }

  private static List<Note> notes(VoiceReader reader, List<Bar> bars) {
    TieMerger ties = new TieMerger();
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < reader.bars.size(); i++) {
      notes.addAll(ties.add(bars.get(i).start(), reader.bars.get(i).slices()));
    }
    notes.addAll(ties.finish());
    return notes;
  }

  private static List<Lyric> lyrics(VoiceReader reader, List<Bar> bars) {
    return reader.lyrics.stream().map(sung -> new Lyric(
        bars.get(sung.bar()).start() + sung.lyric().onset(), sung.lyric().verse(), sung.lyric().text(), sung.lyric().goesOn())).toList();
  }

  private static List<ChordSymbol> chords(VoiceReader reader, List<Bar> bars) {
    List<ChordSymbol> chords = new ArrayList<>();
    for (int i = 0; i < reader.bars.size(); i++) {
      for (ChordSymbol chord : reader.bars.get(i).chords()) {
        chords.add(new ChordSymbol(bars.get(i).start() + chord.onset(), chord.text()));
      }
    }
    return chords;
  }
}
