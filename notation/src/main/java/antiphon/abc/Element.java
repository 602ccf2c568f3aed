package antiphon.abc;

import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.List;

/**
 * A note, chord or rest on its way to paper.
 *
 * @param onset ticks from the bar's start
 * @param duration ticks
 * @param tones empty for a rest
 */
public record Element(long onset, long duration, List<Tone> tones) {
  /** The first tick after the element, from the bar's start. */
  public long end() {
    return onset + duration;
  }

  /** Whether nothing sounds. */
  public boolean rest() {
    return tones.isEmpty();
  }

  /**
   * What one voice plays in one bar, cut wherever a note begins or ends, with rests in the gaps.
   *
   * @param notes the voice's notes, sorted; those outside the bar are ignored, those reaching into or out
   *     of it are tied
   * @param cuts further ticks (from the score's start) at which notes are cut, such as chord symbols
   */
  public static List<Element> of(List<Note> notes, Bar bar, List<Long> cuts) {
    List<Slice> slices = Slicer.slice(notes, bar, cuts);
    long barTicks = bar.length();
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
