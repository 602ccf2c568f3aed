package antiphon.musicxml;

import antiphon.abc.AbcWriter;
import antiphon.abc.Element;
import antiphon.abc.Tone;
import antiphon.abc.TupletGroup;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Voice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One written note, chord or rest of one voice.
 *
 * @param onset ticks from the bar's start
 * @param duration ticks as they sound
 * @param value how it looks; null for a rest that lasts the whole bar and for a length that no value has
 * @param heads from low to high, none for a rest
 * @param p notes in the time of {@code q}; 1 and 1 outside of tuplets
 * @param q as above
 * @param opens whether a tuplet begins here
 * @param closes whether a tuplet ends here
 */
record Piece(
    long onset, long duration, @Nullable NoteValue value, List<Head> heads, int p, int q, boolean opens, boolean closes) {
  /** One pitch, and whether it comes by a tie and leaves by one. */
  record Head(int pitch, boolean tiedFrom, boolean tiedTo) {}

  boolean rest() {
    return heads.isEmpty();
  }

  /** The pieces of each bar of a voice; a single rest in bars where it is silent. */
  static List<List<Piece>> of(Voice voice, List<Bar> bars) {
    List<List<Piece>> pieces = new ArrayList<>();
    List<List<Note>> notes = AbcWriter.byBar(voice.notes(), bars);
    Set<Integer> held = new HashSet<>();
    for (int b = 0; b < bars.size(); b++) {
      Bar bar = bars.get(b);
      if (notes.get(b).isEmpty()) {
        pieces.add(List.of(new Piece(0, bar.length(), null, List.of(), 1, 1, false, false)));
        held.clear();
      } else {
        pieces.add(bar(Element.of(notes.get(b), bar, List.of()), bar, held));
      }
    }
    return pieces;
  }

  private static List<Piece> bar(List<Element> elements, Bar bar, Set<Integer> held) {
    List<Piece> pieces = new ArrayList<>();
    // A pick-up ends where its bar would end.
    long missing = bar.start() == 0 ? Math.max(0, bar.meter().barTicks() - bar.length()) : 0;
    for (TupletGroup group : TupletGroup.of(elements)) {
      int first = pieces.size();
      for (Element element : group.elements()) {
        long onset = group.p() == 1 ? element.onset() + missing : 0;
        boolean dotted = !element.rest() || group.p() > 1 || bar.meter().compound();
        cut(element, group, NoteValue.split(group.nominal(element.duration()), onset, dotted), held, pieces);
      }
      if (group.p() > 1) {
        pieces.set(first, pieces.get(first).marked(true, false));
        pieces.set(pieces.size() - 1, pieces.getLast().marked(pieces.size() - 1 == first, true));
      }
    }
    return pieces;
  }

  private Piece marked(boolean opening, boolean closing) {
    return new Piece(onset, duration, value, heads, p, q, opening, closing);
  }

  /** Writes an element as these values, tied; {@code held} are the pitches that a tie has brought here. */
  private static void cut(
      Element element, TupletGroup group, List<NoteValue> values, Set<Integer> held, List<Piece> pieces) {
    if (values.isEmpty()) {
      pieces.add(new Piece(
          element.onset(), element.duration(), null, heads(element, held, true), group.p(), group.q(), false, false));
      return;
    }
    long at = element.onset();
    for (int i = 0; i < values.size(); i++) {
      long duration = values.get(i).ticks() * group.q() / group.p();
      List<Head> heads = heads(element, held, i == values.size() - 1);
      pieces.add(new Piece(at, duration, values.get(i), heads, group.p(), group.q(), false, false));
      at += duration;
    }
  }

  private static List<Head> heads(Element element, Set<Integer> held, boolean last) {
    List<Head> heads = new ArrayList<>();
    for (Tone tone : element.tones()) {
      heads.add(new Head(tone.pitch(), held.contains(tone.pitch()), !last || tone.tied()));
    }
    held.clear();
    heads.stream().filter(Head::tiedTo).forEach(head -> held.add(head.pitch()));
    return heads;
  }
}
