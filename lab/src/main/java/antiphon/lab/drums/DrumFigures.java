package antiphon.lab.drums;

import antiphon.band.DrumHit;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a phrase of drums is like, in numbers: a row for a classifier. Stateless. */
final class DrumFigures {
  private static final int GHOST = 35;
  private static final double MS_PER_MINUTE = 60_000;

  private DrumFigures() {}

  /**
   * Strokes a quarter by limb (kick, snare, hi-hat, its foot, ride, toms, crashes), ghost notes a quarter, shares of strokes on
   * off-beat eighths and between eighths, deviation of velocities of all and of the snare, accent of quarters, deviation and
   * skew of time in milliseconds, how alike a bar and the one before are, and how much fuller of drums the last bar is.
   */
  static double[] of(List<List<DrumHit>> bars, Meter meter, double tempo) {
    double quarters = (double) bars.size() * meter.barTicks() / Ticks.PER_QUARTER;
    List<DrumHit> all = bars.stream().flatMap(List::stream).toList();
    double hits = Math.max(1, all.size());
    double[] limbs = new double[7];
    double ghosts = 0;
    double offBeat = 0;
    double between = 0;
    List<Double> velocities = new ArrayList<>();
    List<Double> snares = new ArrayList<>();
    List<Double> onBeat = new ArrayList<>();
    List<Double> elsewhere = new ArrayList<>();
    List<Double> lateMs = new ArrayList<>();
    for (DrumHit hit : all) {
      limbs[limb(hit.key())] += 1 / quarters;
      boolean snare = limb(hit.key()) == 1;
      ghosts += snare && hit.velocity() < GHOST ? 1 / quarters : 0;
      int inBeat = hit.place() % Ticks.PER_QUARTER;
      offBeat += inBeat == Ticks.PER_EIGHTH ? 1 / hits : 0;
      between += inBeat % Ticks.PER_EIGHTH == 0 ? 0 : 1 / hits;
      double velocity = hit.velocity();
      velocities.add(velocity);
      (inBeat == 0 ? onBeat : elsewhere).add(velocity);
      if (snare) {
        snares.add(velocity);
      }
      lateMs.add(hit.late() * MS_PER_MINUTE / tempo / Ticks.PER_QUARTER);
    }
    double alike = 0;
    for (int bar = 1; bar < bars.size(); bar++) {
      alike += alike(bars.get(bar - 1), bars.get(bar)) / (bars.size() - 1);
    }
    double drumsBefore = bars.subList(0, bars.size() - 1).stream().mapToDouble(DrumFigures::drums).average().orElse(0);
    return new double[] {
      limbs[0], limbs[1], limbs[2], limbs[3], limbs[4], limbs[5], limbs[6], ghosts, offBeat, between, deviation(velocities), deviation(snares),
      mean(onBeat) - mean(elsewhere), deviation(lateMs), mean(lateMs), alike, drums(bars.getLast()) - drumsBefore
    };
  }

  private static int limb(int key) {
    return switch (key) {
      case 36 -> 0;
      case 37, 38 -> 1;
      case 42, 46 -> 2;
      case 44 -> 3;
      case 51, 53 -> 4;
      case 49, 57 -> 6;
      default -> 5;
    };
  }

  private static double drums(List<DrumHit> bar) {
    return bar.stream().filter(hit -> limb(hit.key()) == 1 || limb(hit.key()) == 5).count();
  }

  private static double alike(List<DrumHit> one, List<DrumHit> other) {
    Set<Integer> first = strokes(one);
    Set<Integer> both = strokes(other);
    int size = first.size() + both.size();
    both.retainAll(first);
    return size == 0 ? 1 : (double) both.size() / (size - both.size());
  }

  private static Set<Integer> strokes(List<DrumHit> bar) {
    Set<Integer> strokes = new HashSet<>();
    bar.forEach(hit -> strokes.add(hit.place() * 128 + hit.key()));
    return strokes;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  private static double deviation(List<Double> values) {
    double mean = mean(values);
    return Math.sqrt(values.stream().mapToDouble(value -> (value - mean) * (value - mean)).average().orElse(0));
  }
}
