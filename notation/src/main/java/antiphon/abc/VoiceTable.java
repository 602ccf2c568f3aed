package antiphon.abc;

import antiphon.score.Clef;
import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The voices of a piece being read, by the name after {@code V:}, and the fields they start from. */
final class VoiceTable {
  /** What a {@code V:} line says of a voice. */
  record Declaration(Clef clef, String name) {}

  private static final Pattern NAME = Pattern.compile("\\b(?:nm|name)=\"([^\"]*)\"");
  private static final Pattern FRACTION = Pattern.compile("(\\d+)\\s*/\\s*(\\d+)");
  private static final Pattern TEMPO = Pattern.compile("(?:(\\d+)\\s*/\\s*(\\d+)[^=]*=\\s*)?(\\d+)");

  private final boolean interleaved;
  private final Map<String, VoiceReader> readers = new LinkedHashMap<>();
  private final Map<String, Declaration> declarations = new LinkedHashMap<>();
  private Key key = Key.C;
  private Meter meter = Meter.COMMON;
  private long unitTicks;
  private Optional<Tempo> tempo = Optional.empty();
  private String current = "";

  /** @param interleaved whether a line holds a bar of all voices, so that key and meter are theirs together */
  VoiceTable(boolean interleaved) {
    this.interleaved = interleaved;
  }

  Optional<Tempo> tempo() {
    return tempo;
  }

  /** The voices that were declared or had music, in order of appearance. */
  Map<String, VoiceReader> readers() {
    return readers;
  }

  Declaration declaration(String voice) {
    return declarations.getOrDefault(voice, new Declaration(Clef.TREBLE, ""));
  }

  /** The voice that music now belongs to; made on first use. */
  VoiceReader current() {
    return readers.computeIfAbsent(current, name -> new VoiceReader(key, meter, unit()));
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
      case 'K' -> key(MusicReader.key(value));
      case 'M' -> meter(MusicReader.meter(value));
      case 'L' -> unit(value);
      case 'Q' -> tempo(value);
      case 'V' -> voice(value);
      default -> {
        // Titles, remarks, [r:k/n] and the like say nothing about notes.
      }
    }
  }

  /** Takes a field of the header, before any music: it holds for all voices and makes none but V:. */
  void headerField(char name, String value) {
    switch (name) {
      case 'K' -> key = MusicReader.key(value);
      case 'M' -> meter = MusicReader.meter(value);
      case 'V' -> declare(value);
      case 'L' -> unit(value);
      case 'Q' -> tempo(value);
      default -> {
        // As above.
      }
    }
  }

  private void key(Key changed) {
    if (interleaved) {
      key = changed;
      readers.values().forEach(reader -> reader.key(changed));
    } else {
      current().key(changed);
    }
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
    Matcher matcher = FRACTION.matcher(value);
    if (!matcher.find() || Long.parseLong(matcher.group(2)) == 0
        || Ticks.PER_WHOLE * Long.parseLong(matcher.group(1)) % Long.parseLong(matcher.group(2)) != 0) {
      throw new IllegalArgumentException("unit length 'L:" + value.strip() + "', expected a fraction such as 1/8");
    }
    unitTicks = Ticks.PER_WHOLE * Long.parseLong(matcher.group(1)) / Long.parseLong(matcher.group(2));
    readers.values().forEach(reader -> reader.unitTicks(unitTicks));
  }

  private void tempo(String value) {
    Matcher matcher = TEMPO.matcher(value.replaceAll("\"[^\"]*\"", ""));
    if (tempo.isEmpty() && matcher.find() && matcher.group(3).length() <= 4) {
      double perMinute = Double.parseDouble(matcher.group(3));
      if (matcher.group(1) != null && Long.parseLong(matcher.group(2)) > 0) {
        perMinute *= 4.0 * Long.parseLong(matcher.group(1)) / Long.parseLong(matcher.group(2));
      }
      if (perMinute >= 5 && perMinute <= 1000) {
        tempo = Optional.of(Tempo.ofQuartersPerMinute(perMinute));
      }
    }
  }

  private void voice(String value) {
    current = declare(value);
  }

  private String declare(String value) {
    String[] words = value.strip().split("\\s+", 2);
    String rest = words.length > 1 ? words[1] : "";
    if (!readers.containsKey(words[0])) {
      readers.put(words[0], new VoiceReader(key, meter, unit()));
    }
    if (!rest.isBlank()) {
      Matcher matcher = NAME.matcher(rest);
      declarations.put(words[0], new Declaration(clef(rest), matcher.find() ? matcher.group(1) : ""));
    }
    return words[0];
  }

  private static Clef clef(String text) {
    String lower = text.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"", "");
    for (Clef clef : Clef.values()) {
      if (lower.contains(clef.abcName())) {
        return clef;
      }
    }
    return Clef.TREBLE;
  }

  /** Gives all declared voices the key, meter and unit that the header ended with. */
  void endHeader() {
    readers.replaceAll((name, reader) -> new VoiceReader(key, meter, unit()));
  }
}
