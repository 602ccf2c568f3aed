package antiphon.abc;

import antiphon.score.BarLine;
import antiphon.score.Key;
import antiphon.score.ReadLimits;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The voices of a piece being read, by the name after {@code V:}, and the fields they start from. */
final class VoiceTable {
  private static final Pattern FRACTION = Pattern.compile("(\\d{1,4})\\s*/\\s*(\\d{1,4})");
  private static final Pattern TEMPO = Pattern.compile("(?:(\\d+)\\s*/\\s*(\\d+)[^=]*=\\s*)?(\\d+)");

  /** Bars of all voices together, as for MusicXML. */
  private static final int MOST_BARS = 500_000;

  private final boolean interleaved;
  private final boolean standard;
  private final Map<String, VoiceReader> readers = new LinkedHashMap<>();
  private final Map<String, VoiceProperties> properties = new LinkedHashMap<>();
  private final Set<String> remarks = new LinkedHashSet<>();
  private VoiceProperties common = VoiceProperties.NONE;
  private Signature signature = Signature.of(Key.C);
  private Meter meter = Meter.COMMON;
  private long unitTicks;
  private Optional<Tempo> tempo = Optional.empty();
  private String partOrder = "";
  private int transpose;
  private int notes;
  private int bars;
  private String current = "";
  /** What is being laid over the current voice. */
  private @Nullable VoiceReader overlay;

  /**
   * @param interleaved whether a line holds a bar of all voices, so that key and meter are theirs together
   * @param standard whether to read as ABC 2.1 says: accidentals hold in all octaves, and much is passed over
   */
  VoiceTable(boolean interleaved, boolean standard) {
    this.interleaved = interleaved;
    this.standard = standard;
  }

  boolean standard() {
    return standard;
  }

  Optional<Tempo> tempo() {
    return tempo;
  }

  /** In which order the parts are played, empty if it was not said. */
  String partOrder() {
    return partOrder;
  }

  /** What was understood only nearly, a sentence each. */
  Set<String> remarks() {
    return remarks;
  }

  /** Everything sounds so many semitones higher, whatever a voice says of itself. */
  void transposeAll(int semitones) {
    transpose = semitones;
  }

  /** The voices that were declared or had music, in order of appearance, without what was laid over them. */
  Map<String, VoiceReader> readers() {
    return readers;
  }

  /** What is known of a voice beside its notes. */
  VoiceProperties properties(String voice) {
    return properties.getOrDefault(voice, VoiceProperties.NONE).or(common);
  }

  /** The voice that music now belongs to; made on first use. */
  VoiceReader current() {
    return overlay == null ? main() : overlay;
  }

  private VoiceReader main() {
    if (standard && current.isEmpty() && !readers.isEmpty()) {
      current = readers.keySet().iterator().next();
    }
    return readers.computeIfAbsent(current, this::reader);
  }

  private VoiceReader reader(String name) {
    ReadLimits.voices(readers.size() + 1);
    VoiceReader reader = new VoiceReader(signature, meter, unit(), standard);
    transpose(name, reader);
    return reader;
  }

  private void transpose(String name, VoiceReader reader) {
    VoiceProperties own = properties.getOrDefault(name, VoiceProperties.NONE);
    reader.transpose(
        own.or(common).octave().orElse(0), own.transpose().orElse(0) + common.transpose().orElse(0) + transpose);
  }

  /** Counts notes as they are read. */
  void count(int more) {
    notes += more;
    ReadLimits.notes(notes);
  }

  /** Counts bars of single voices as they are made. */
  void countBars(int more) {
    bars += more;
    if (bars > MOST_BARS) {
      throw new IllegalArgumentException("more than " + MOST_BARS + " bars of all voices, expected a piece of fewer");
    }
  }

  /** Takes a bar line for the current voice, and for what is laid over it. */
  void barLine(BarLine line) {
    VoiceReader over = overlay;
    if (over == null) {
      main().barLine(line);
    } else {
      over.close(line);
      if (over.bars.size() > main().bars.size()) {
        main().close(line);
        overlay = null;
      }
    }
    countBars(1);
    ReadLimits.bars(current().bars.size());
  }

  /** A line of music begins, for whichever voices. */
  void newLine() {
    readers.values().forEach(VoiceReader::newLine);
  }

  /** Goes back to the start of the bar in hand ({@code bars} 1), or to that of an earlier one, to lay a voice over it. */
  void overlay(int bars) {
    endOverlay();
    VoiceReader main = main();
    int from = Math.max(0, main.bars.size() - (bars - 1));
    VoiceReader over = main.overlays.stream().filter(o -> o.bars.size() <= from).findFirst().orElse(null);
    if (over == null) {
      ReadLimits.voices(readers.size() + main.overlays.size() + 1);
      over = new VoiceReader(signature, meter, unit(), standard);
      main.overlays.add(over);
    }
    countBars(from - over.bars.size());
    over.follow(main, from);
    overlay = over;
  }

  /** Ends the bar of an overlay at hand, as another voice follows; the bar beneath goes on. */
  void endOverlay() {
    VoiceReader over = overlay;
    overlay = null;
    while (over != null && over.bars.size() <= main().bars.size()) {
      over.endBar(BarLine.NONE);
    }
  }

  /** The unit length: as given, else by the meter (a sixteenth below 3/4, else an eighth). */
  private long unit() {
    if (unitTicks > 0) {
      return unitTicks;
    }
    return meter.barTicks() < 3 * Ticks.PER_QUARTER ? Ticks.PER_EIGHTH / 2 : Ticks.PER_EIGHTH;
  }

  /**
   * Takes a field between or inside lines of music.
   *
   * @throws IllegalArgumentException if its value cannot be read
   */
  void field(char name, String value) {
    switch (name) {
      case 'K' -> key(value);
      case 'M' -> meter(MusicReader.meter(value));
      case 'L' -> unit(value);
      case 'P' -> current().part(value.strip());
      case 'Q' -> tempo(value);
      case 'V' -> voice(value);
      case 'w' -> main().words(value);
      default -> {
        // Titles, remarks, [r:k/n] and the like say nothing about notes.
      }
    }
  }

  /** Takes a field of the header, before any music: it holds for all voices and makes none but V:. */
  void headerField(char name, String value) {
    switch (name) {
      case 'K' -> {
        signature = Signature.parse(value.strip()).orElse(signature);
        common = VoiceProperties.parse(value).or(common);
      }
      case 'M' -> meter = MusicReader.meter(value);
      case 'V' -> declare(value);
      case 'L' -> unitTicks = ticks(value);
      case 'P' -> partOrder = value.strip();
      case 'Q' -> tempo(value);
      default -> {
        // As above.
      }
    }
  }

  private void key(String value) {
    Optional<Signature> changed = Signature.parse(value.strip());
    if (interleaved) {
      signature = changed.orElse(signature);
      readers.values().forEach(reader -> reader.key(signature));
      return;
    }
    VoiceReader reader = current();
    changed.ifPresent(reader::key);
    properties.merge(current, VoiceProperties.parse(value), (before, now) -> now.or(before));
    transpose(current, reader);
  }

  private void meter(Meter changed) {
    if (interleaved) {
      meter = changed;
      readers.values().forEach(reader -> reader.meter(changed));
    } else {
      current().meter(changed);
    }
  }

  private void unit(String value) {
    long ticks = ticks(value);
    if (standard) {
      current().unitTicks(ticks);
    } else {
      unitTicks = ticks;
      readers.values().forEach(reader -> reader.unitTicks(ticks));
    }
  }

  private static long ticks(String value) {
    Matcher matcher = FRACTION.matcher(value.strip().equals("1") ? "1/1" : value);
    if (!matcher.find() || Long.parseLong(matcher.group(1)) == 0 || Long.parseLong(matcher.group(2)) == 0
        || Ticks.PER_WHOLE * Long.parseLong(matcher.group(1)) % Long.parseLong(matcher.group(2)) != 0) {
      throw new IllegalArgumentException("unit length 'L:" + value.strip() + "', expected a fraction such as 1/8");
    }
    return Ticks.PER_WHOLE * Long.parseLong(matcher.group(1)) / Long.parseLong(matcher.group(2));
  }

  private void tempo(String value) {
    Matcher matcher = TEMPO.matcher(value.replaceAll("\"[^\"]*\"", ""));
    if (tempo.isEmpty() && matcher.find() && matcher.group(3).length() <= 4) {
      double perMinute = Double.parseDouble(matcher.group(3));
      if (matcher.group(1) != null && Double.parseDouble(matcher.group(2)) > 0) {
        perMinute *= 4.0 * Double.parseDouble(matcher.group(1)) / Double.parseDouble(matcher.group(2));
      }
      if (perMinute >= 5 && perMinute <= 1000) {
        tempo = Optional.of(Tempo.ofQuartersPerMinute(perMinute));
      }
    }
  }

  private void voice(String value) {
    endOverlay();
    current = declare(value);
  }

  private String declare(String value) {
    String[] words = value.strip().split("\\s+", 2);
    if (words.length > 1 && !words[1].isBlank()) {
      properties.merge(words[0], VoiceProperties.parse(words[1]), (before, now) -> now.or(before));
    }
    transpose(words[0], readers.computeIfAbsent(words[0], this::reader));
    return words[0];
  }

  /** Gives all declared voices the key, meter and unit that the header ended with. */
  void endHeader() {
    readers.replaceAll((name, reader) -> reader(name));
  }
}
