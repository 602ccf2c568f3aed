package antiphon.abc;

import antiphon.score.Bar;
import antiphon.score.ChordSymbol;
import antiphon.score.Note;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes what one voice plays in one bar, without voice mark and bar lines: {@code d2 cB A2 d2}. Stateless. */
public final class BarWriter {
  private BarWriter() {}

  /**
   * The text of one bar of a voice.
   *
   * @param bar the bar
   * @param notes the voice's notes, sorted; those outside the bar are ignored, those reaching into or out
   *     of it are tied
   * @param chords the voice's chord symbols; those outside the bar are ignored
   */
  public static String write(Bar bar, List<Note> notes, List<ChordSymbol> chords) {
    return write(bar, notes, chords, false);
  }

  /** @param plain whether to say an accidental again where a reader could hold it good for all octaves, or not */
  static String write(Bar bar, List<Note> notes, List<ChordSymbol> chords, boolean plain) {
    return new Line(bar, inside(bar, chords), plain).write(cut(bar, notes, chords));
  }

  private static List<ChordSymbol> inside(Bar bar, List<ChordSymbol> chords) {
    return chords.stream().filter(c -> c.onset() >= bar.start() && c.onset() < bar.end()).toList();
  }

  private static List<Element> cut(Bar bar, List<Note> notes, List<ChordSymbol> chords) {
    List<ChordSymbol> inside = inside(bar, chords);
    return cutRests(Element.of(notes, bar, inside.stream().map(ChordSymbol::onset).toList()), bar, inside);
  }

  /** Where the notes and chords begin that {@link #write} writes, in ticks of the score, also those that a tie brings. */
  static List<Long> onsets(Bar bar, List<Note> notes, List<ChordSymbol> chords) {
    return TupletGroup.of(cut(bar, notes, chords)).stream().flatMap(group -> group.elements().stream())
        .filter(element -> !element.rest()).map(element -> bar.start() + element.onset()).toList();
  }

  /**
   * The text of a bar's beginning, up to {@code until}: notes that go on there are tied.
   *
   * @param until ticks from the bar's start, more than 0 and at most the bar's length; best where a beat begins
   */
  public static String beginning(Bar bar, List<Note> notes, long until) {
    Bar part = new Bar(bar.start(), until, bar.meter(), bar.key(), bar.left(), bar.right());
    return new Line(bar, List.of(), false).write(Element.of(notes, part, List.of()));
  }

  /** Whether a voice says anything in a bar; silent voices are left out of its line. */
  public static boolean silent(Bar bar, List<Note> notes, List<ChordSymbol> chords) {
    return notes.stream().noneMatch(n -> n.onset() < bar.end() && n.end() > bar.start())
        && chords.stream().noneMatch(c -> c.onset() >= bar.start() && c.onset() < bar.end());
  }

  private static List<Element> cutRests(List<Element> elements, Bar bar, List<ChordSymbol> chords) {
    List<Element> cut = new java.util.ArrayList<>(elements);
    for (ChordSymbol chord : chords) {
      long offset = chord.onset() - bar.start();
      for (int i = 0; i < cut.size(); i++) {
        if (cut.get(i).onset() < offset && offset < cut.get(i).end()) {
          List<Element> halves = cut.get(i).cut(offset);
          cut.set(i, halves.getFirst());
          cut.add(i + 1, halves.getLast());
        }
      }
    }
    return cut;
  }

  /** The text of one bar as it grows. */
  private static final class Line {
    private final Bar bar;
    private final List<ChordSymbol> chords;
    private final StringBuilder text = new StringBuilder();
    private final AccidentalMemory accidentals = new AccidentalMemory();
    private final boolean plain;

    /** The last sign of each letter in this bar, whatever its octave. */
    private final Map<Integer, Integer> anywhere = new HashMap<>();

    Line(Bar bar, List<ChordSymbol> chords, boolean plain) {
      this.bar = bar;
      this.chords = chords;
      this.plain = plain;
      accidentals.startBar(bar.key());
    }

    String write(List<Element> elements) {
      for (TupletGroup group : TupletGroup.of(elements)) {
        boolean first = true;
        for (Element element : group.elements()) {
          if (element.onset() > 0 && Beams.breakAt(bar, element.onset())) {
            text.append(' ');
          }
          for (ChordSymbol chord : chords) {
            if (chord.onset() - bar.start() == element.onset()) {
              text.append('"').append(chord.text()).append('"');
            }
          }
          if (first) {
            text.append(group.mark());
            first = false;
          }
          element(element, group.nominal(element.duration()));
        }
      }
      return text.toString();
    }

    private void element(Element element, long nominal) {
      List<Tone> tones = element.tones();
      if (element.rest()) {
        text.append('z').append(Durations.write(nominal));
      } else if (tones.size() == 1) {
        tone(element, tones.getFirst());
        text.append(Durations.write(nominal));
        if (tones.getFirst().tied()) {
          text.append('-');
        }
      } else {
        boolean all = tones.stream().allMatch(Tone::tied);
        text.append('[');
        for (Tone tone : tones) {
          tone(element, tone);
          if (tone.tied() && !all) {
            text.append('-');
          }
        }
        text.append(']').append(Durations.write(nominal));
        if (all) {
          text.append('-');
        }
      }
    }

    private void tone(Element element, Tone tone) {
      Spelling spelling = Spelling.of(tone.pitch(), bar.key());
      // Two alterations of one letter in a chord: a tie could be read as meaning either, so say both.
      boolean twice = element.tones().stream().filter(t -> sameLetter(spelling, t)).count() > 1;
      boolean doubtful =
          plain && anywhere.getOrDefault(spelling.step(), spelling.alteration()) != spelling.alteration();
      if (twice || doubtful
          || accidentals.alteration(spelling.step(), spelling.octave()) != spelling.alteration()) {
        text.append(Spelling.accidental(spelling.alteration()));
        accidentals.remember(spelling);
        anywhere.put(spelling.step(), spelling.alteration());
      }
      text.append(spelling.letter());
    }

    private boolean sameLetter(Spelling spelling, Tone other) {
      Spelling spelled = Spelling.of(other.pitch(), bar.key());
      return spelled.step() == spelling.step() && spelled.octave() == spelling.octave();
    }
  }
}
