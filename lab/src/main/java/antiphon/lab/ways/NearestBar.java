package antiphon.lab.ways;

import antiphon.lab.corpus.Staves;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.time.Meter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Looks up the bar of other pieces whose past, and whose melody where one is given, is nearest, and plays it in the
 * stretch's key; bar by bar. Immutable; any thread.
 */
public final class NearestBar implements Way {
  /** A melody says more than the bar before. */
  private static final double MELODY = 2;

  /** Pieces alike enough that their bars fit each other. */
  private record Kind(Meter meter, int voices) {}

  /**
   * A bar that may be played.
   *
   * @param before the shape of all voices in the bar before
   * @param melody the shape of the first staff in this bar
   */
  private record Entry(Score score, int bar, BarShape before, BarShape melody) {}

  private final Map<Kind, List<Entry>> entries = new HashMap<>();
  private final LastBar otherwise = new LastBar();

  /** @param scores to look up bars in */
  public NearestBar(List<Score> scores) {
    for (Score score : scores) {
      List<Integer> melody = Staves.of(score).places().getFirst();
      List<Integer> all = IntStream.range(0, score.voices().size()).boxed().toList();
      List<BarShape> shapes = shapes(score, all);
      List<BarShape> melodies = shapes(score, melody);
      for (int bar = 1; bar < score.bars().size(); bar++) {
        if (score.bars().get(bar).full()) {
          entries.computeIfAbsent(new Kind(score.bars().get(bar).meter(), all.size()), kind -> new ArrayList<>())
              .add(new Entry(score, bar, shapes.get(bar - 1), melodies.get(bar)));
        }
      }
    }
  }

  /** All bars of some voices in one pass. */
  private static List<BarShape> shapes(Score score, List<Integer> voices) {
    List<Note> notes = voices.stream().flatMap(v -> score.voices().get(v).notes().stream()).sorted().toList();
    List<BarShape> shapes = new ArrayList<>();
    int at = 0;
    for (Bar bar : score.bars()) {
      int from = at;
      while (at < notes.size() && notes.get(at).onset() < bar.end()) {
        at++;
      }
      shapes.add(BarShape.of(bar, notes.subList(from, at)));
    }
    return shapes;
  }

  @Override
  public List<List<Note>> write(Stretch stretch, long seed) {
    List<Entry> candidates = entries.getOrDefault(
        new Kind(stretch.bars().getFirst().meter(), stretch.score().voices().size()), List.of());
    if (candidates.isEmpty()) {
      return otherwise.write(stretch, seed);
    }
    List<List<Note>> voices = new ArrayList<>();
    stretch.written().forEach(voice -> voices.add(new ArrayList<>()));
    List<Integer> all = IntStream.range(0, stretch.score().voices().size()).boxed().toList();
    BarShape before = BarShape.of(stretch.score(), stretch.from() - 1, all);
    for (int i = stretch.from(); i < stretch.to(); i++) {
      Bar bar = stretch.score().bars().get(i);
      BarShape melody = BarShape.of(stretch.score(), i, stretch.given());
      Entry nearest = nearest(candidates, before, melody, !stretch.given().isEmpty());
      List<Note> sounding = new ArrayList<>(stretch.givenNotes());
      for (int open = 0; open < voices.size(); open++) {
        voices.get(open).addAll(played(nearest, stretch, stretch.written().get(open), bar));
        sounding.addAll(voices.get(open));
      }
      before = BarShape.of(bar, sounding);
    }
    return voices.stream().map(stretch::inside).toList();
  }

  private static Entry nearest(List<Entry> candidates, BarShape before, BarShape melody, boolean given) {
    Entry nearest = candidates.getFirst();
    double most = -1;
    for (Entry entry : candidates) {
      double likeness = entry.before().likeness(before) + (given ? MELODY * entry.melody().likeness(melody) : 0);
      if (likeness > most) {
        nearest = entry;
        most = likeness;
      }
    }
    return nearest;
  }

  /** The notes of one voice of the found bar, at this place, in this key, in the octave of the voice. */
  private static List<Note> played(Entry found, Stretch stretch, int voice, Bar bar) {
    Bar source = found.score().bars().get(found.bar());
    List<Note> notes = found.score().voices().get(voice).notes().stream()
        .filter(n -> n.onset() >= source.start() && n.onset() < source.end()).toList();
    return Transfer.of(notes, bar.start() - source.start(), source.key(), bar.key(), Transfer.mean(stretch.before(voice)));
  }

  /** How like the bars that it would have played the bars are. */
  @Override
  public double fit(Stretch stretch) {
    Stretch own = stretch.with(write(stretch, 0));
    double sum = 0;
    for (int bar = stretch.from(); bar < stretch.to(); bar++) {
      sum += BarShape.of(own.score(), bar, own.written()).likeness(BarShape.of(stretch.score(), bar, stretch.written()));
    }
    return sum / stretch.bars().size();
  }
}
