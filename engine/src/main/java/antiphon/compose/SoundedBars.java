package antiphon.compose;

import antiphon.schedule.Plan;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The companion's last bars as they sounded, by their numbers. Mutable. [compose] */
final class SoundedBars {
  private final int voices;
  private final NavigableMap<Long, SoundedBar> bars = new TreeMap<>();

  /** @param voices of the preset */
  SoundedBars(int voices) {
    this.voices = voices;
  }

  void clear() {
    bars.clear();
  }

  /** Forgets the bars before one. */
  void prune(long before) {
    bars.headMap(before).clear();
  }

  /** How bar {@code number} sounded so far, null if nothing of it is sealed. */
  @Nullable SoundedBar of(long number) {
    return bars.get(number);
  }

  /**
   * A part of a bar is final.
   *
   * @param from ticks from the bar's start
   * @param to the same
   * @param plan null for silence
   * @param playing the voices of which it is a part
   */
  void sealed(long number, long from, long to, @Nullable Plan plan, List<Integer> playing) {
    at(number).add(from, to, plan, playing);
  }

  /** The rest of bar {@code number} is played as it was written before the player's last beats were heard. */
  void stale(long number) {
    at(number).stale();
  }

  private SoundedBar at(long number) {
    return bars.computeIfAbsent(number, n -> new SoundedBar(voices));
  }
}
