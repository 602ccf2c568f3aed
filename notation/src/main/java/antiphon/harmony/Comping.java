package antiphon.harmony;

import antiphon.harmony.Hit.Stroke;
import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/**
 * Plays over chords by rule: a bass, or chords, in any meter. For practice, and when the model has nothing. Stateless:
 * the same arguments give the same bar.
 */
public final class Comping {
  private Comping() {}

  /**
   * One bar of one voice. [any]
   *
   * <p>Every note begins and ends inside its chord, in the part's range, and belongs to the chord; but for the last
   * pulse of a walking bass, which may lead to {@code next}. Every chord is heard if the range holds a note of it.
   *
   * @param chords in ticks of the piece, in order, without overlap; where there is none, or no chord, the voice rests
   * @param next the first chord of the bar after, {@link Chord#NONE} if it is not known
   * @param previous what the voice played last
   * @param seed for what chance decides; give each bar its own, or the same to all
   */
  public static CompedBar bar(
      Bar bar, List<ChordSpan> chords, CompingPart part, Chord next, Voicing previous, long seed) {
    return bar(bar, chords, part, next, previous, seed, Optional.empty());
  }

  /** The same in a rhythm of its own, where {@code pattern} has one; its notes lie in the part's range and in their chords as well. [any] */
  public static CompedBar bar(
      Bar bar, List<ChordSpan> chords, CompingPart part, Chord next, Voicing previous, long seed, Optional<CompingPattern> pattern) {
    List<Beat> beats = Beat.of(bar);
    SplittableRandom random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + bar.start());
    List<ChordSpan> spans = sounding(bar, chords);
    List<Stroke> strokes = pattern.map(own -> own.strokes(bar)).orElseGet(() -> CompingRhythm.hits(beats, spans, part, random));
    List<Hit> hits = Hit.fitted(strokes, spans);
    return switch (part.role()) {
      case BASS -> new BassLine(part, next, beats.getLast().start(), random, previous)
          .play(hits, pattern.map(own -> (ToIntFunction<Hit>) hit -> own.symbol(bar, hit.start())));
      case CHORDS -> chords(part, hits, previous);
    };
  }

  /** What of the chords sounds in the bar. */
  private static List<ChordSpan> sounding(Bar bar, List<ChordSpan> chords) {
    List<ChordSpan> spans = new ArrayList<>();
    for (ChordSpan span : chords) {
      long start = Math.max(span.start(), bar.start());
      long end = Math.min(span.end(), bar.end());
      if (start < end && !span.chord().isNone()) {
        spans.add(new ChordSpan(start, end - start, span.chord()));
      }
    }
    return spans;
  }

  private static CompedBar chords(CompingPart part, List<Hit> hits, Voicing previous) {
    ChordVoicer voicer = new ChordVoicer(part);
    List<Note> notes = new ArrayList<>();
    Voicing voicing = previous;
    Chord voiced = Chord.NONE;
    for (Hit hit : hits) {
      Chord chord = hit.span().chord();
      if (!chord.equals(voiced)) {
        Voicing found = voicer.voice(chord, voicing);
        if (found.pitches().isEmpty()) {
          continue;
        }
        voicing = found;
        voiced = chord;
      }
      for (int pitch : voicing.pitches()) {
        notes.add(new Note(hit.start(), hit.length(), pitch));
      }
    }
    return new CompedBar(notes, voicing);
  }
}
