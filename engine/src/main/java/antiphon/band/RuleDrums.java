package antiphon.band;

import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Drums by rule, in meters that no drummer of the table played. Stateless. */
final class RuleDrums {
  private static final int ACCENT = 84;
  private static final int PLAIN = 58;
  private static final int BACK_BEAT = 92;
  private static final int KICK = 86;
  private static final int SPREAD = 6;
  private static final int SHIFT = Ticks.PER_QUARTER / 96;

  private RuleDrums() {}

  /** The hi-hat on every unit, the kick where the bar and its middle begin, the snare on the pulses between. */
  static List<DrumHit> groove(Meter meter, SplittableRandom random) {
    List<Integer> pulses = meter.pulses();
    List<DrumHit> hits = new ArrayList<>();
    int start = 0;
    for (int pulse = 0; pulse < pulses.size(); pulse++) {
      boolean snare = pulses.size() % 2 == 0 ? pulse % 2 == 1 : pulse == pulses.size() - 1 && pulse > 0;
      boolean kick = !snare && pulse % 2 == 0;
      if (snare) {
        hits.add(hit(start, DrumHit.SNARE, BACK_BEAT, random));
      }
      if (kick) {
        hits.add(hit(start, DrumHit.KICK, KICK, random));
      }
      int step = Math.min(meter.unitTicks(), Ticks.PER_EIGHTH);
      for (int at = 0; at < pulses.get(pulse); at += step) {
        hits.add(hit(start + at, DrumHit.HAT, at == 0 ? ACCENT : PLAIN, random));
      }
      start += pulses.get(pulse);
    }
    return hits;
  }

  /** From the bar's half on, snare and toms down, louder and louder. */
  static List<DrumHit> fill(Meter meter, SplittableRandom random) {
    List<DrumHit> hits = new ArrayList<>();
    int length = meter.barTicks();
    int step = Math.min(meter.unitTicks(), Ticks.PER_EIGHTH) / (meter.unit() >= 8 ? 1 : 2);
    int strokes = length / step;
    for (int i = 0; i < strokes; i++) {
      int drum = 5 * i / strokes;
      hits.add(hit(i * step, drum == 0 ? DrumHit.SNARE : DrumHit.TOMS[drum - 1], PLAIN + 40 * i / strokes, random));
    }
    hits.add(hit(0, DrumHit.KICK, KICK, random));
    return hits;
  }

  private static DrumHit hit(int place, int key, int velocity, SplittableRandom random) {
    return new DrumHit(place, key, velocity + random.nextInt(2 * SPREAD + 1) - SPREAD, random.nextInt(2 * SHIFT + 1) - SHIFT);
  }
}
