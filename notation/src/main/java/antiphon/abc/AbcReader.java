package antiphon.abc;

import antiphon.abc.VoiceReader.ReadBar;
import antiphon.score.Bar;
import antiphon.score.BarLine;
import antiphon.score.ChordSymbol;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads ABC: our interleaved dialect with all its marks, and plain ABC as people write it (voices one
 * after the other, any unit length, repeats kept as signs, not played out). Stateless.
 */
public final class AbcReader {
  private AbcReader() {}

  /** The tunes of a file, each from its {@code X:} on; a file without {@code X:} is one tune. */
  public static List<String> tunes(String file) {
    List<String> tunes = new ArrayList<>();
    StringBuilder tune = new StringBuilder();
    for (String line : file.lines().toList()) {
      if (line.startsWith("X:") && !tune.toString().isBlank()) {
        if (tune.toString().contains("K:")) {
          tunes.add(tune.toString());
        }
        tune.setLength(0);
      }
      tune.append(line).append('\n');
    }
    if (!tune.toString().isBlank()) {
      tunes.add(tune.toString());
    }
    return tunes;
  }

  /**
   * Reads one tune.
   *
   * @throws AbcException with line and column if the text is not ABC, or has no music
   */
  public static Score read(String text) {
    return read(text, new ArrayList<>());
  }

  /**
   * Reads one tune and says what is odd about it.
   *
   * @param warnings receives one line for each bar in which voices differ in length
   * @throws AbcException with line and column if the text is not ABC, or has no music
   */
  public static Score read(String text, List<String> warnings) {
    List<String> lines = text.lines().toList();
    boolean interleaved = lines.stream().filter(AbcReader::interleavedBody).count() > 0;
    VoiceTable voices = new VoiceTable(interleaved);
    List<String> tags = new ArrayList<>();
    String layout = "";
    boolean header = true;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank()) {
        continue;
      }
      if (line.startsWith("%%score") || line.startsWith("%%staves")) {
        layout = line.substring(line.indexOf(' ') + 1).strip();
      } else if (line.startsWith("%")) {
        if (header && !line.startsWith("%%") && !line.equals("%end") && line.length() > 1) {
          tags.add(line.substring(1).strip());
        }
      } else if (!interleavedBody(line) && field(line)) {
        headerOrField(line, i + 1, header, voices);
        if (line.startsWith("K:") && header && !interleaved) {
          voices.endHeader();
          header = false;
        }
      } else {
        if (header) {
          voices.endHeader();
          header = false;
        }
        new MusicReader(line, i + 1, voices).read();
        if (interleaved) {
          endLine(voices);
        }
      }
    }
    return assemble(voices, tags, layout, warnings);
  }

  private static boolean interleavedBody(String line) {
    return line.startsWith("[V:") || line.startsWith("[r:");
  }

  private static boolean field(String line) {
    return line.length() > 1 && line.charAt(1) == ':' && Character.isLetter(line.charAt(0));
  }

  private static void headerOrField(String line, int number, boolean header, VoiceTable voices) {
    int comment = line.indexOf('%');
    String value = comment > 0 ? line.substring(2, comment) : line.substring(2);
    try {
      if (header) {
        voices.headerField(line.charAt(0), value);
      } else {
        voices.field(line.charAt(0), value);
      }
    } catch (IllegalArgumentException e) {
      throw new AbcException(number, 3, String.valueOf(e.getMessage()));
    }
  }

  /** A line is a bar: voices that said nothing rested. */
  private static void endLine(VoiceTable voices) {
    int most = 0;
    for (VoiceReader reader : voices.readers().values()) {
      if (!reader.barEmpty()) {
        reader.endBar(BarLine.SINGLE);
      }
      most = Math.max(most, reader.bars.size());
    }
    for (VoiceReader reader : voices.readers().values()) {
      while (reader.bars.size() < most) {
        reader.endBar(BarLine.NONE);
      }
    }
  }

  private static Score assemble(VoiceTable table, List<String> tags, String layout, List<String> warnings) {
    Map<String, VoiceReader> readers = table.readers();
    readers.values().forEach(reader -> {
      if (!reader.barEmpty()) {
        reader.endBar(BarLine.NONE);
      }
    });
    int count = readers.values().stream().mapToInt(reader -> reader.bars.size()).max().orElse(0);
    List<Bar> bars = new ArrayList<>();
    long start = 0;
    for (int i = 0; i < count; i++) {
      Bar bar = bar(readers, i, start, warnings);
      bars.add(bar);
      start = bar.end();
    }
    if (bars.isEmpty()) {
      throw new AbcException("no bars of music found; expected notes after the K: field");
    }
    List<Voice> voices = new ArrayList<>();
    readers.forEach((name, reader) -> {
      VoiceTable.Declaration declared = table.declaration(name);
      voices.add(new Voice(declared.clef(), declared.name(), notes(reader, bars), chords(reader, bars)));
    });
    return new Score(tags, layout, table.tempo(), bars, voices);
  }

  /** What the voices together say of bar {@code i}: the longest voice gives its length. */
  private static Bar bar(Map<String, VoiceReader> readers, int i, long start, List<String> warnings) {
    List<ReadBar> present =
        readers.values().stream().filter(r -> i < r.bars.size()).map(r -> r.bars.get(i)).toList();
    ReadBar first = present.stream().filter(b -> b.length() > 0).findFirst().orElse(present.getFirst());
    long longest = present.stream().mapToLong(ReadBar::length).max().orElse(0);
    if (present.stream().anyMatch(b -> b.length() > 0 && b.length() != longest)) {
      warnings.add("bar " + (i + 1) + ": voices of "
          + present.stream().map(ReadBar::length).distinct().toList() + " ticks, expected one length");
    }
    BarLine left = present.stream().map(ReadBar::left).filter(l -> l != BarLine.NONE).findFirst().orElse(BarLine.NONE);
    BarLine right = present.stream().map(ReadBar::right).filter(l -> l != BarLine.NONE).findFirst().orElse(BarLine.SINGLE);
    long length = longest > 0 ? longest : first.meter().barTicks();
    return new Bar(start, length, first.meter(), first.key(), left, right);
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
