package antiphon.quantize;

import antiphon.score.Note;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.List;

/**
 * A short score declared as text, for tests.
 *
 * <p>A voice is words of pitches and a length in quarters: {@code c4:1}, {@code c4+e4:3/2}, {@code r:1/2};
 * {@code *3} at the end of a voice plays it three times.
 */
record TestScore(String name, Meter meter, List<List<Note>> voices) {
  static TestScore of(String name, String meter, String... voices) {
    List<List<Note>> parsed = new ArrayList<>();
    for (String voice : voices) {
      parsed.add(parse(voice));
    }
    return new TestScore(name, Meter.parse(meter), parsed);
  }

  List<Note> notes() {
    return voices.stream().flatMap(List::stream).sorted().toList();
  }

  /** Bars that the notes fill. */
  long bars() {
    long end = voices.stream().flatMap(List::stream).mapToLong(Note::end).max().orElseThrow();
    return Math.ceilDiv(end, meter.barTicks());
  }

  private static List<Note> parse(String voice) {
    String[] halves = voice.split("\\*");
    int times = halves.length == 2 ? Integer.parseInt(halves[1].strip()) : 1;
    List<Note> notes = new ArrayList<>();
    long at = 0;
    for (int i = 0; i < times; i++) {
      for (String word : halves[0].strip().split("\\s+")) {
        String[] parts = word.split(":");
        String[] fraction = parts[1].split("/");
        long ticks =
            (long) Ticks.PER_QUARTER * Integer.parseInt(fraction[0])
                / (fraction.length == 2 ? Integer.parseInt(fraction[1]) : 1);
        if (!parts[0].equals("r")) {
          for (String pitch : parts[0].split("\\+")) {
            notes.add(new Note(at, ticks, pitch(pitch)));
          }
        }
        at += ticks;
      }
    }
    return notes;
  }

  private static int pitch(String name) {
    int step = switch (name.charAt(0)) {
      case 'c' -> 0;
      case 'd' -> 2;
      case 'e' -> 4;
      case 'f' -> 5;
      case 'g' -> 7;
      case 'a' -> 9;
      case 'b' -> 11;
      default -> throw new IllegalArgumentException(name);
    };
    int accidental = name.charAt(1) == '#' ? 1 : name.charAt(1) == 'b' ? -1 : 0;
    int octave = Integer.parseInt(name.substring(accidental == 0 ? 1 : 2));
    return 12 * (octave + 1) + step + accidental;
  }
}
