package antiphon.lab.ways;

import antiphon.abc.VoiceLimits;
import antiphon.critic.measure.Harmony;
import antiphon.harmony.Chord;
import antiphon.harmony.ChordFinder;
import antiphon.harmony.ChordSpan;
import antiphon.harmony.CompedBar;
import antiphon.harmony.Comping;
import antiphon.harmony.CompingPart;
import antiphon.harmony.CompingPart.Role;
import antiphon.harmony.CompingPart.Style;
import antiphon.harmony.HeardChord;
import antiphon.harmony.Voicing;
import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chords and a bass by rule: over what is heard in the given voices, or else over the chords of the eight bars
 * before, once more. Stateless.
 */
public final class RuleComping implements Way {
  private static final int BACK = 8;
  private static final int MOST_CHORD = 4;

  @Override
  public List<List<Note>> write(Stretch stretch, long seed) {
    List<List<ChordSpan>> chords = chords(stretch);
    int lowest = stretch.written().stream().min(Comparator.comparingInt(v -> stretch.limits(v).lowest())).orElseThrow();
    List<List<Note>> voices = new ArrayList<>();
    for (int voice : stretch.written()) {
      VoiceLimits limits = stretch.limits(voice);
      Role role = voice == lowest && stretch.written().size() > 1 ? Role.BASS : Role.CHORDS;
      CompingPart part = new CompingPart(
          role, Style.FOLK, limits.lowest(), limits.highest(), Math.min(MOST_CHORD, limits.chordNotes()));
      voices.add(stretch.before(voice).isEmpty() ? List.of() : play(stretch, chords, part, seed));
    }
    return voices;
  }

  private static List<Note> play(Stretch stretch, List<List<ChordSpan>> chords, CompingPart part, long seed) {
    List<Note> notes = new ArrayList<>();
    Voicing voicing = Voicing.NONE;
    for (int i = 0; i < chords.size(); i++) {
      Chord next = i + 1 < chords.size() ? chords.get(i + 1).getFirst().chord() : Chord.NONE;
      CompedBar bar = Comping.bar(stretch.bars().get(i), chords.get(i), part, next, voicing, seed);
      notes.addAll(bar.notes());
      voicing = bar.voicing();
    }
    return notes;
  }

  /** Bar by bar, in ticks of the stretch. */
  private static List<List<ChordSpan>> chords(Stretch stretch) {
    List<List<ChordSpan>> chords = new ArrayList<>();
    boolean melody = !stretch.given().isEmpty();
    List<Integer> voices = melody ? stretch.given() : stretch.written();
    List<Note> notes = voices.stream().flatMap(v -> stretch.score().voices().get(v).notes().stream()).toList();
    Chord before = Chord.NONE;
    for (int i = stretch.from(); i < stretch.to(); i++) {
      Bar bar = stretch.score().bars().get(i);
      // A past of a single bar is heard again and again.
      int back = Math.min(BACK, stretch.from());
      int heard = melody ? i : stretch.from() - back + (i - stretch.from()) % back;
      Bar source = stretch.score().bars().get(heard);
      List<ChordSpan> spans = ChordFinder.hear(source, notes, source.key(), before).stream().map(HeardChord::span).toList();
      before = spans.getLast().chord();
      chords.add(spans.stream().map(span -> span.shifted(bar.start() - source.start())).toList());
    }
    return chords;
  }

  /** Share of the time of the notes that lies on the chords. */
  @Override
  public double fit(Stretch stretch) {
    List<Harmony.Span> spans = chords(stretch).stream().flatMap(List::stream)
        .map(span -> new Harmony.Span(
            span.start(), span.end(), span.chord().isNone() ? 0 : span.chord().tones().mask()))
        .toList();
    List<Note> notes = stretch.writtenNotes(stretch.score()).stream().flatMap(List::stream).toList();
    return new Harmony(spans).noteInChord(notes);
  }
}
