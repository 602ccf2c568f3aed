package antiphon.harmony;

import antiphon.harmony.Quality.Top;
import antiphon.harmony.Quality.Triad;
import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Chords and charts by chance: any quality, any meter, chords anywhere on 32nds, sections that come again. */
final class RandomCharts {
  private final Random random;

  RandomCharts(long seed) {
    random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  Key key() {
    return new Key(below(15) - 7, random.nextBoolean());
  }

  Meter meter() {
    int[] units = {1, 2, 4, 8, 16, 32};
    return new Meter(1 + below(15), units[below(units.length)]);
  }

  Chord chord() {
    if (below(12) == 0) {
      return Chord.NONE;
    }
    int root = below(12);
    return new Chord(root, below(4) == 0 ? below(12) : root, quality());
  }

  /** Drawn again until it makes sense and fits. */
  private Quality quality() {
    while (true) {
      Triad triad = Triad.values()[1 + below(Triad.values().length - 1)];
      Top top = Top.values()[below(Top.values().length)];
      int extension = switch (top) {
        case NONE -> 0;
        case SIXTH -> below(2) * 9;
        case DIMINISHED_SEVENTH -> 7;
        case SEVENTH, MAJOR_SEVENTH -> List.of(7, 7, 9, 11, 13).get(below(5));
      };
      Set<Alteration> alterations = EnumSet.noneOf(Alteration.class);
      for (int i = below(4); i > 0; i--) {
        alterations.add(Alteration.values()[below(Alteration.values().length)]);
      }
      try {
        return new Quality(triad, top, extension, alterations);
      } catch (IllegalArgumentException e) {
        // Too long a name, or one that is not the usual.
        continue;
      }
    }
  }

  ChartBar bar(Meter meter) {
    List<ChordSpan> spans = new ArrayList<>();
    int[] even = BeatGrid.shared(meter, 1 + below(4)).orElse(new int[] {meter.barTicks()});
    int finest = meter.barTicks() / BeatGrid.FINEST;
    long start = 0;
    for (int i = 0; start < meter.barTicks(); i++) {
      long length = below(5) == 0 || i >= even.length ? (1 + below(finest)) * (long) BeatGrid.FINEST : even[i];
      length = Math.min(length, meter.barTicks() - start);
      spans.add(new ChordSpan(start, length, chord()));
      start += length;
    }
    return new ChartBar(meter, spans);
  }

  ChordChart chart() {
    List<ChartSection> written = new ArrayList<>();
    Meter meter = meter();
    int count = 1 + below(3);
    for (int i = 0; i < count; i++) {
      List<ChartBar> bars = new ArrayList<>();
      for (int j = 1 + below(9); j > 0; j--) {
        meter = below(4) == 0 ? meter() : meter;
        boolean again = below(4) == 0 && !bars.isEmpty();
        bars.add(again ? bars.getLast() : bar(meter));
      }
      String name = i == 0 && random.nextBoolean() ? "" : List.of("A", "B", "Chorus-2").get(below(3));
      written.add(new ChartSection(name, bars));
    }
    List<ChartSection> form = new ArrayList<>(written);
    for (int i = below(4); i > 0; i--) {
      ChartSection again = written.get(below(count));
      if (!again.name().isEmpty()) {
        form.add(again);
      }
    }
    return new ChordChart(
        random.nextBoolean() ? "" : "Blues in F # 2",
        random.nextBoolean() ? Optional.empty() : Optional.of(key()),
        random.nextBoolean() ? Optional.empty() : Optional.of(new Tempo(60_000_000L + random.nextInt(2_000_000_000))),
        form);
  }
}
