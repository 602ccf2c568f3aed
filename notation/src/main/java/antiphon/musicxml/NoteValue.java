package antiphon.musicxml;

import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A note as it looks: its head, stem and flags, and its dots.
 *
 * @param place in the table of types, 0 (maxima) to 13 (1024th)
 * @param dots 0 or more
 */
record NoteValue(int place, int dots) {
  private static final List<String> TYPES = List.of(
      "maxima", "long", "breve", "whole", "half", "quarter", "eighth",
      "16th", "32nd", "64th", "128th", "256th", "512th", "1024th");
  private static final int QUARTER = TYPES.indexOf("quarter");
  private static final int LONGEST = TYPES.indexOf("long");
  private static final int SHORTEST = TYPES.indexOf("128th");
  private static final int MOST_DOTS = 2;

  /** What is written, the longest first. */
  private static final List<NoteValue> WRITTEN = written();

  private static List<NoteValue> written() {
    List<NoteValue> values = new ArrayList<>();
    for (int place = LONGEST; place <= SHORTEST; place++) {
      for (int dots = 0; dots <= MOST_DOTS; dots++) {
        NoteValue value = new NoteValue(place, dots);
        if (value.exact() && value.ticks() % new NoteValue(SHORTEST, 0).ticks() == 0) {
          values.add(value);
        }
      }
    }
    values.sort(Comparator.comparingLong(NoteValue::ticks).reversed());
    return List.copyOf(values);
  }

  /** The value of a MusicXML type; nothing if there is no such type. */
  static Optional<NoteValue> of(String type, int dots) {
    int place = TYPES.indexOf(type);
    return place < 0 ? Optional.empty() : Optional.of(new NoteValue(place, dots));
  }

  /** The MusicXML type. */
  String type() {
    return TYPES.get(place);
  }

  /** How many beams or flags. */
  int flags() {
    return Math.max(0, place - QUARTER);
  }

  /** Whether the length is a whole number of ticks. */
  boolean exact() {
    return 8L * Ticks.PER_WHOLE % (1L << (place + dots)) == 0;
  }

  /** Length in ticks, rounded down. */
  long ticks() {
    long plain = (8L * Ticks.PER_WHOLE) >> place;
    return 2 * plain - ((8L * Ticks.PER_WHOLE) >> (place + dots));
  }

  /** Length in quarters. */
  double quarters() {
    return Math.pow(2, QUARTER - place) * (2 - Math.pow(2, -dots));
  }

  /**
   * The values, in order, that are tied to make up a length.
   *
   * @param onset ticks from where a bar of this kind of note would begin; the longer values stand where they fit best
   * @param dotted whether dots may be written
   * @return empty if no values make up the length
   */
  static List<NoteValue> split(long ticks, long onset, boolean dotted) {
    List<NoteValue> values = new ArrayList<>();
    long left = ticks;
    for (NoteValue value : WRITTEN) {
      while (value.ticks() <= left && (dotted || value.dots == 0)) {
        values.add(value);
        left -= value.ticks();
      }
    }
    if (left > 0) {
      return List.of();
    }
    // A long value is best read where its own grid begins.
    boolean late = values.size() > 1 && onset % new NoteValue(values.getFirst().place, 0).ticks() != 0;
    return late ? values.reversed() : values;
  }
}
