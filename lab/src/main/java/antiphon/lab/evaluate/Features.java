package antiphon.lab.evaluate;

import antiphon.critic.measure.Regularity;
import antiphon.critic.measure.Support;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What a classifier is told of some bars. Stateless. */
final class Features {
  private static final int[] WIDTHS = {0, 2, 4, 7};
  private static final long[] LENGTHS = {
    Ticks.PER_QUARTER / 4, Ticks.PER_QUARTER / 2, Ticks.PER_QUARTER, 2L * Ticks.PER_QUARTER
  };

  private Features() {}

  /** As many numbers for every excerpt; 0 where one cannot be had. */
  static double[] of(Excerpt excerpt) {
    List<Bar> bars = excerpt.bars();
    List<Note> notes = excerpt.notes();
    List<Double> features = new ArrayList<>();
    features.add((double) notes.size() / bars.size());
    features.add(deviation(notes));
    features.add(notes.isEmpty() ? 0 : (double) notes.stream().map(Note::onset).distinct().count() / notes.size());
    features.add(Regularity.groove(bars, notes));
    features.add(Regularity.entropy(bars, notes, 1));
    features.add(Regularity.entropy(bars, notes, 4));
    features.add(Support.of(excerpt.tune(), below(excerpt)).consonant());
    features.add(repeated(bars, notes));
    features.add(empty(bars, notes));
    double[] degrees = new double[12];
    double[] lengths = new double[LENGTHS.length + 1];
    double[] places = new double[4];
    for (Note note : notes) {
      Bar bar = bar(bars, note);
      degrees[Math.floorMod(note.pitch() - bar.key().tonic(), 12)] += 1.0 / notes.size();
      lengths[rank(LENGTHS, note.duration())] += 1.0 / notes.size();
      places[place(bar, note)] += 1.0 / notes.size();
    }
    addAll(features, degrees);
    addAll(features, lengths);
    addAll(features, places);
    addAll(features, steps(excerpt));
    return features.stream().mapToDouble(f -> Double.isNaN(f) ? 0 : f).toArray();
  }

  private static void addAll(List<Double> features, double[] more) {
    for (double feature : more) {
      features.add(feature);
    }
  }

  private static double deviation(List<Note> notes) {
    double mean = notes.stream().mapToInt(Note::pitch).average().orElse(0);
    return Math.sqrt(notes.stream().mapToDouble(n -> (n.pitch() - mean) * (n.pitch() - mean)).average().orElse(0));
  }

  @SuppressWarnings("ReferenceEquality") // The tune itself, not a voice with the same notes.
  private static List<Note> below(Excerpt excerpt) {
    return excerpt.voices().stream().filter(voice -> voice != excerpt.tune()).flatMap(List::stream).toList();
  }

  /** Share of bars whose notes stand in another bar, too. */
  private static double repeated(List<Bar> bars, List<Note> notes) {
    List<List<Note>> contents = new ArrayList<>();
    for (Bar bar : bars) {
      contents.add(notes.stream().filter(n -> n.onset() >= bar.start() && n.onset() < bar.end())
          .map(n -> new Note(n.onset() - bar.start(), n.duration(), n.pitch())).toList());
    }
    return 1 - (double) new HashSet<>(contents).size() / bars.size();
  }

  private static double empty(List<Bar> bars, List<Note> notes) {
    return (double) bars.stream()
        .filter(bar -> notes.stream().noneMatch(n -> n.onset() >= bar.start() && n.onset() < bar.end())).count() / bars.size();
  }

  private static Bar bar(List<Bar> bars, Note note) {
    return bars.stream().filter(bar -> note.onset() < bar.end()).findFirst().orElse(bars.getLast());
  }

  /** On the downbeat, another quarter, another eighth, or elsewhere. */
  private static int place(Bar bar, Note note) {
    long at = note.onset() - bar.start();
    return at == 0 ? 0 : at % Ticks.PER_QUARTER == 0 ? 1 : at % (Ticks.PER_QUARTER / 2) == 0 ? 2 : 3;
  }

  private static int rank(long[] borders, long value) {
    int rank = 0;
    while (rank < borders.length && value > borders[rank]) {
      rank++;
    }
    return rank;
  }

  /** Shares of the tune's steps by width, and of those upwards. */
  private static double[] steps(Excerpt excerpt) {
    double[] steps = new double[WIDTHS.length + 2];
    List<Note> tune = excerpt.tune();
    for (int i = 1; i < tune.size(); i++) {
      int step = tune.get(i).pitch() - tune.get(i - 1).pitch();
      int rank = 0;
      while (rank < WIDTHS.length && Math.abs(step) > WIDTHS[rank]) {
        rank++;
      }
      steps[rank] += 1.0 / (tune.size() - 1);
      steps[WIDTHS.length + 1] += step > 0 ? 1.0 / (tune.size() - 1) : 0;
    }
    return steps;
  }
}
