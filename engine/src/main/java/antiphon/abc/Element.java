package antiphon.abc;

import java.util.ArrayList;
import java.util.List;

/**
 * A note, chord or rest on its way to text.
 *
 * @param onset ticks from the bar's start
 * @param duration ticks
 * @param tones empty for a rest
 */
record Element(long onset, long duration, List<Tone> tones) {
  long end() {
    return onset + duration;
  }

  boolean rest() {
    return tones.isEmpty();
  }

  /** The slices of a bar with rests in the gaps. */
  static List<Element> of(List<Slice> slices, long barTicks) {
    List<Element> elements = new ArrayList<>();
    long at = 0;
    for (Slice slice : slices) {
      if (slice.onset() > at) {
        elements.add(new Element(at, slice.onset() - at, List.of()));
      }
      elements.add(new Element(slice.onset(), slice.duration(), slice.tones()));
      at = slice.end();
    }
    if (at < barTicks) {
      elements.add(new Element(at, barTicks - at, List.of()));
    }
    return elements;
  }

  /** This element cut at {@code offset}, which lies inside it; the notes are tied over the cut. */
  List<Element> cut(long offset) {
    List<Tone> tied = tones.stream().map(tone -> new Tone(tone.pitch(), true)).toList();
    return List.of(
        new Element(onset, offset - onset, tied), new Element(offset, end() - offset, tones));
  }
}
