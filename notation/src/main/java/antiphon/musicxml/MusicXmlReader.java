package antiphon.musicxml;

import antiphon.musicxml.PartReader.ReadBar;
import antiphon.score.Bar;
import antiphon.score.BarLine;
import antiphon.score.ReadLimits;
import antiphon.score.Score;
import antiphon.score.Voice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads MusicXML, plain or packed, by parts or by time. Parts, staves and voices become voices; each
 * sounds at its pitch, ties joined. Grace notes, cue notes and unpitched percussion are left out; repeats
 * stay signs. Stateless.
 */
public final class MusicXmlReader {
  /** The largest document that is read, packed or not: 64 MiB. */
  public static final int MAX_BYTES = 64 << 20;

  /** Measures of all parts together: a hundred parts in a symphony have some 250,000. */
  private static final int MOST_MEASURES = 500_000;

  private MusicXmlReader() {}

  /**
   * Reads a file. [any]
   *
   * @throws IOException if the file cannot be read
   * @throws MusicXmlException if it is not MusicXML: file, part and bar, what was found, what was expected
   */
  public static Sheet read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, String.valueOf(file.getFileName()));
    }
  }

  /** The same from a stream, which is read to its end but not closed; {@code name} is for messages. [any] */
  public static Sheet read(InputStream in, String name) throws IOException {
    return read(in.readNBytes(MAX_BYTES + 1), name);
  }

  /** The same from memory. [any] */
  public static Sheet read(byte[] bytes, String name) {
    if (bytes.length > MAX_BYTES) {
      throw new MusicXmlException(name + ": more than " + MAX_BYTES + " bytes, expected a smaller score");
    }
    Reading reading = new Reading(name);
    ScoreXml.read(PackedFile.packed(bytes) ? PackedFile.unpack(bytes, name) : bytes, name, reading);
    try {
      return reading.sheet();
    } catch (IllegalArgumentException e) {
      throw new MusicXmlException(name + ": " + e.getMessage(), e);
    }
  }

  /** A document as far as it is read. */
  private static final class Reading implements ScoreXml.Content {
    private final String name;
    private final TempoMarks tempos = new TempoMarks();
    private final Map<String, PartReader> parts = new LinkedHashMap<>();
    private final Map<String, XmlElement> declared = new LinkedHashMap<>();
    private String workTitle = "";
    private String movementTitle = "";
    private int measures;
    private int notes;

    Reading(String name) {
      this.name = name;
    }

    @Override
    public void header(XmlElement element) {
      switch (element.name()) {
        case "work" -> workTitle = element.text("work-title");
        case "movement-title" -> movementTitle = element.text();
        case "part-list" -> element.children().stream()
            .filter(child -> child.name().equals("score-part"))
            .forEach(part -> declared.put(part.attribute("id"), part));
        default -> {
          // Page layout, credits and the like.
        }
      }
    }

    @Override
    public void measure(String id, XmlElement measure) {
      PartReader part = parts.computeIfAbsent(id, key -> new PartReader(tempos));
      try {
        ReadLimits.voices(parts.size());
        ReadLimits.bars(part.bars.size() + 1L);
        measures++;
        if (measures > MOST_MEASURES) {
          throw new MusicXmlException("more than " + MOST_MEASURES + " measures of all parts, expected a piece of fewer");
        }
        int before = part.notes.size();
        part.measure(measure);
        notes += part.notes.size() - before;
        ReadLimits.notes(notes);
      } catch (MusicXmlException | IllegalArgumentException e) {
        String number = measure.attribute("number");
        String bar = number.isEmpty() ? Integer.toString(part.bars.size() + 1) : number;
        throw new MusicXmlException(name + ": part " + id + ", bar " + bar + ": " + e.getMessage(), e);
      }
    }

    Sheet sheet() {
      Map<String, PartReader> pitched = new LinkedHashMap<>(parts);
      pitched.values().removeIf(PartReader::unpitched);
      List<Bar> bars = bars(List.copyOf(pitched.values()));
      if (bars.isEmpty()) {
        throw new MusicXmlException(
            name + ": " + parts.size() + " parts without a bar of pitched music, expected at least one bar");
      }
      List<Long> starts = bars.stream().map(Bar::start).toList();
      List<Voice> voices = new ArrayList<>();
      List<Integer> programs = new ArrayList<>();
      List<PartLayout.Part> layout = new ArrayList<>();
      pitched.forEach((id, part) -> {
        List<List<Integer>> staves = new ArrayList<>();
        for (List<Voice> staff : PartVoices.of(part, starts, partName(id))) {
          List<Integer> places = new ArrayList<>();
          for (Voice voice : staff) {
            places.add(voices.size());
            voices.add(voice);
            programs.add(program(id));
          }
          staves.add(places);
        }
        layout.add(new PartLayout.Part(staves));
      });
      Score score = new Score(List.of(), new PartLayout(layout).toString(), tempos.tempo(), bars, voices);
      return new Sheet(workTitle.isEmpty() ? movementTitle : workTitle, score, programs);
    }

    private String partName(String id) {
      XmlElement part = declared.get(id);
      return part == null ? "" : Names.plain(part.text("part-name"));
    }

    private int program(String id) {
      XmlElement part = declared.get(id);
      XmlElement instrument = part == null ? null : part.child("midi-instrument");
      return instrument == null ? 0 : Math.clamp(instrument.whole("midi-program", 1) - 1L, 0, 127);
    }

    /** What the parts together say of each bar: the longest gives its length, the first its key and meter. */
    private static List<Bar> bars(List<PartReader> parts) {
      int count = parts.stream().mapToInt(part -> part.bars.size()).max().orElse(0);
      List<Bar> bars = new ArrayList<>();
      long start = 0;
      for (int i = 0; i < count; i++) {
        int number = i;
        List<ReadBar> present =
            parts.stream().filter(part -> number < part.bars.size()).map(part -> part.bars.get(number)).toList();
        ReadBar first = present.getFirst();
        long longest = present.stream().mapToLong(ReadBar::length).max().orElse(0);
        BarLine left = present.stream().map(ReadBar::left).filter(line -> line != BarLine.NONE)
            .findFirst().orElse(BarLine.NONE);
        BarLine right = present.stream().map(ReadBar::right).filter(line -> line != BarLine.SINGLE)
            .findFirst().orElse(BarLine.SINGLE);
        long length = longest > 0 ? longest : first.meter().barTicks();
        List<Integer> ending =
            present.stream().map(ReadBar::ending).filter(times -> !times.isEmpty()).findFirst().orElse(List.of());
        bars.add(new Bar(start, length, first.meter(), first.key(), left, right, ending, ""));
        start += length;
      }
      return bars;
    }
  }
}
