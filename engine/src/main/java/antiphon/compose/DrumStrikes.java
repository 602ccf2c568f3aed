package antiphon.compose;

import antiphon.band.DrumHit;
import antiphon.pipeline.BandSounds;
import antiphon.schedule.Strike;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import java.util.List;

/** Drums as they are sent. Stateless. */
final class DrumStrikes {
  /** No stroke comes earlier before its bar: it would not be sealed yet. */
  private static final long EARLIEST_NS = 10_000_000;

  private static final int LENGTH = Ticks.PER_QUARTER / 8;

  private DrumStrikes() {}

  /** Each stroke belongs to the pulse in which it sounds. */
  static List<Strike> of(List<DrumHit> hits, long barTicks, Tempo tempo) {
    return hits.stream().map(hit -> {
      long onset = Math.clamp((long) hit.place() + hit.late(), -tempo.ticks(EARLIEST_NS), barTicks - 2);
      long end = Math.min(onset + LENGTH, barTicks);
      return new Strike(Math.max(0, onset), onset, end, BandSounds.DRUMS_CHANNEL, hit.key(), hit.velocity(), false, false);
    }).toList();
  }
}
