package antiphon.web;

import antiphon.harmony.ChordChart;
import antiphon.pipeline.HeardBar;
import antiphon.time.Timeline;
import antiphon.web.Chorus.Key;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Measures the player chorus by chorus, or every eight bars where there are no changes. Mutable. [feed] */
final class Practice {
  private static final int BARS = 8;
  private static final int MOST_KEYS = 4_096;

  private final Optional<ChordChart> chart;
  private final int length;
  private final NavigableMap<Long, HeardBar> heard = new TreeMap<>();
  private final Deque<Key> keys = new ArrayDeque<>();
  /** Bars before this one are measured. */
  private long measured;

  /**
   * @param chart the changes, in all the keys through which they go
   * @param chorus bars of a chorus, if there are changes
   */
  Practice(Optional<ChordChart> chart, Optional<Integer> chorus) {
    this.chart = chart;
    this.length = chorus.orElse(BARS);
  }

  /** The music begins again. */
  void clear() {
    heard.clear();
    // The key that began it is the first downbeat.
    keys.clear();
    measured = 0;
  }

  void played(int pitch, long tick) {
    keys.add(new Key(pitch, tick));
    if (keys.size() > MOST_KEYS) {
      keys.remove();
    }
  }

  void heard(HeardBar bar) {
    if (bar.number() >= measured) {
      heard.put(bar.number(), bar);
    }
  }

  /** What a chorus came to, once the bar after it is over and nothing of it is heard otherwise any more. */
  Optional<Chorus> reached(long bar, Timeline timeline) {
    long end = measured + length;
    if (bar < end + 1) {
      return Optional.empty();
    }
    long from = measured;
    List<HeardBar> bars = List.copyOf(heard.subMap(from, end).values());
    List<Key> own = keys.stream().filter(key -> timeline.barAt(key.tick()) >= from - 1 && timeline.barAt(key.tick()) <= end).toList();
    heard.headMap(end).clear();
    keys.removeIf(key -> timeline.barAt(key.tick()) < end - 1);
    measured = end;
    return Chorus.of(from, end, bars, own, timeline, chart);
  }
}
