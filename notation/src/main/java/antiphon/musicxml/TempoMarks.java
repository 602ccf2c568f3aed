package antiphon.musicxml;

import antiphon.time.Tempo;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the tempo at which a piece begins: the first mark of its first two bars, in any part. One thread. */
final class TempoMarks {
  private static final int LAST_BAR = 1;
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  private long place = Long.MAX_VALUE;
  private Optional<Tempo> tempo = Optional.empty();

  /** Takes a {@code direction} or {@code sound} element that stands {@code tick} ticks into a bar (from 0). */
  void read(XmlElement element, int bar, long tick) {
    long found = bar == 0 ? tick : tick + (1L << 40);
    if (bar > LAST_BAR || found >= place) {
      return;
    }
    XmlElement sound = element.name().equals("sound") ? element : element.child("sound");
    double quarters = sound == null ? 0 : number(sound.attribute("tempo"));
    if (quarters == 0) {
      quarters = element.children().stream()
          .map(type -> type.child("metronome")).filter(mark -> mark != null).findFirst().map(TempoMarks::metronome)
          .orElse(0.0);
    }
    if (quarters >= 5 && quarters <= 1000) {
      place = found;
      tempo = Optional.of(Tempo.ofQuartersPerMinute(quarters));
    }
  }

  /** The tempo, if there is a mark. */
  Optional<Tempo> tempo() {
    return tempo;
  }

  private static double metronome(XmlElement mark) {
    int dots = mark.has("beat-unit-dot") ? 1 : 0;
    double beat = NoteValue.of(mark.text("beat-unit"), dots).map(NoteValue::quarters).orElse(0.0);
    return number(mark.text("per-minute")) * beat;
  }

  /** The first number in a text such as {@code c. 96}, 0 if there is none. */
  private static double number(String text) {
    Matcher matcher = NUMBER.matcher(text);
    return matcher.find() ? Double.parseDouble(matcher.group()) : 0;
  }
}
