package antiphon.musicxml;

import antiphon.score.BarLine;
import antiphon.score.Clef;
import antiphon.score.Endings;
import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.List;
import java.util.Optional;

/** Reads the signs that hold for a bar or a staff: meter, key, clef, bar lines. Stateless. */
final class Signs {
  private Signs() {}

  static Meter meter(XmlElement element, Meter before) {
    long ticks = 0;
    int unit = 1;
    int beats = 0;
    for (XmlElement child : element.children()) {
      if (child.name().equals("beats")) {
        beats = 0;
        for (String part : child.text().split("\\+")) {
          beats += number(part.strip());
        }
      } else if (child.name().equals("beat-type")) {
        int lower = number(child.text());
        if (lower < 1 || Ticks.PER_WHOLE % lower != 0) {
          throw new MusicXmlException("meter " + beats + "/" + lower + ", expected one such as 6/8");
        }
        ticks += (long) beats * Ticks.PER_WHOLE / lower;
        unit = Math.max(unit, lower);
      }
    }
    if (ticks == 0) {
      return before;
    }
    long upper = ticks * unit / Ticks.PER_WHOLE;
    while (unit > 32 && upper % 2 == 0) {
      unit /= 2;
      upper /= 2;
    }
    try {
      return new Meter(Math.toIntExact(upper), unit);
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new MusicXmlException("meter " + upper + "/" + unit + ", expected one such as 6/8", e);
    }
  }

  static Key key(XmlElement element, int transpose) {
    int fifths = element.whole("fifths", 0);
    if (fifths < -7 || fifths > 7) {
      throw new MusicXmlException("key of " + fifths + " fifths, expected -7 to 7");
    }
    boolean minor = List.of("minor", "aeolian", "dorian", "phrygian", "locrian").contains(element.text("mode"));
    Key written = new Key(fifths, minor);
    return transpose % 12 == 0 ? written : written.transpose(transpose);
  }

  static Optional<Clef> clef(XmlElement element) {
    return switch (element.text("sign")) {
      case "G" -> Optional.of(Clef.TREBLE);
      case "F" -> Optional.of(Clef.BASS);
      case "C" -> Optional.of(element.whole("line", 3) >= 4 ? Clef.TENOR : Clef.ALTO);
      default -> Optional.empty();
    };
  }

  /** The numbers of the ending that starts at a bar line; none as a rule. */
  static List<Integer> ending(XmlElement element) {
    XmlElement ending = element.child("ending");
    return ending != null && ending.attribute("type").equals("start") ? Endings.parse(ending.attribute("number")) : List.of();
  }

  static BarLine left(XmlElement element) {
    XmlElement repeat = element.child("repeat");
    if (repeat != null) {
      return repeat.attribute("direction").equals("forward") ? BarLine.REPEAT_START : BarLine.NONE;
    }
    return element.text("bar-style").equals("heavy-light") ? BarLine.OPENING : BarLine.NONE;
  }

  static BarLine right(XmlElement element) {
    if (element.has("repeat")) {
      return BarLine.REPEAT_END;
    }
    return switch (element.text("bar-style")) {
      case "light-light", "heavy-heavy" -> BarLine.DOUBLE;
      case "light-heavy" -> BarLine.FINAL;
      default -> BarLine.SINGLE;
    };
  }

  static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new MusicXmlException("'" + text + "', expected a whole number", e);
    }
  }
}
