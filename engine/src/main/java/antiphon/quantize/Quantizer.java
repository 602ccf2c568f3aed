package antiphon.quantize;

import antiphon.capture.PerformedNote;
import antiphon.score.Note;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes performed notes on the grid that the player most likely meant; used by one thread.
 *
 * <p>Rhythms are found pulse by pulse in a search that weighs timing errors in milliseconds against how
 * usual a rhythm is; how much an error weighs is learnt from the player ({@link Timing}), as is a
 * constant lateness. Then ends are written. No note is lost or invented.
 */
public final class Quantizer {
  /** A player not known well may be tighter or looser, so the search starts there too: parts of the known spread. */
  private static final double[] OTHER_STARTS = {0.4, 2};

  private static final int PASSES = 3;

  /** More notes a bar than this are an arm on the keys, which is written down in one pass, to be in time. */
  private static final int FLOOD = 200;

  /** Spreads outside are not believed: machines are exact, and nobody is this loose. In milliseconds. */
  private static final double LEAST_SPREAD_MS = 7;

  private static final double MOST_SPREAD_MS = 42;

  /** A greater lateness is a wrong latency setting, and moving by it would move to the wrong beat. */
  private static final double MOST_OFFSET_MS = 35;

  /** Onsets that the memory of a player's timing amounts to. */
  private static final double MEMORY = 64;

  /** How slowly lateness is believed, in onsets: more slowly than spread, as it can be mistaken for a rhythm. */
  private static final double OFFSET_DOUBT = 24;

  private final QuantizeSettings settings;
  private final Map<Integer, List<Rhythm>> rhythmsByLength = new HashMap<>();

  public Quantizer(QuantizeSettings settings) {
    this.settings = settings;
  }

  /**
   * Quantizes the bars {@code [fromBar, toBar)}.
   *
   * <p>Live, give each call the notes begun since the last one's span ended, what the last one returned
   * as {@code later}, and its timing. What would be written before the span is written at its start. A note whose
   * key is still down is written to the span's last bar line.
   *
   * @param performed in any order; all of them come back, written or as {@code later}
   * @param timeline bars and tempo of the transport that the notes' ticks belong to
   * @param timing the player's, {@link Timing#UNKNOWN} at first
   */
  public Quantized quantize( // [engine]
      List<PerformedNote> performed, Timeline timeline, long fromBar, long toBar, Timing timing) {
    if (toBar <= fromBar) {
      throw new IllegalArgumentException("bars " + fromBar + " to " + toBar + ": expected at least one");
    }
    List<PerformedNote> notes = new ArrayList<>(performed);
    notes.sort(Comparator.comparingLong(PerformedNote::onset).thenComparingInt(PerformedNote::pitch));
    if (notes.isEmpty()) {
      return new Quantized(List.of(), List.of(), List.of(), timing, 1);
    }
    Pulses pulses = new Pulses(timeline, settings, rhythmsByLength);
    List<Pulse> heard = pulsesOf(notes, timeline, pulses);
    OnsetSearch search = new OnsetSearch(heard, notes, timeline);
    boolean flood = notes.size() > FLOOD * (toBar - fromBar);
    Fit best = fit(search, heard, timeline, timing, 1, flood ? 1 : PASSES);
    if (timing.evidence() < MEMORY && !flood) {
      for (double start : OTHER_STARTS) {
        Fit fit = fit(search, heard, timeline, timing, start, PASSES);
        if (fit.surprise < best.surprise) {
          best = fit;
        }
      }
    }
    return write(notes, timeline, fromBar, toBar, pulses, heard, best.path, best.timing, search);
  }

  /** Rhythms and timing that explain each other, and how surprising they are together, in nats. */
  private record Fit(OnsetSearch.Path path, Timing timing, double surprise) {}

  private static Fit fit(
      OnsetSearch search, List<Pulse> heard, Timeline timeline, Timing before, double start, int passes) {
    Timing timing = new Timing(before.offsetMs(), before.spreadMs() * start, before.evidence());
    OnsetSearch.Path path = search.search(bounded(timing));
    for (int pass = 1; pass < passes; pass++) {
      timing = learn(before, search, path, heard, timeline);
      path = search.search(bounded(timing));
    }
    double spread = bounded(timing).spreadMs();
    double ratio = before.spreadMs() / spread;
    double surprise =
        path.cost() + path.onset().length * Math.log(spread)
            + before.evidence() * (Math.log(spread) + ratio * ratio / 2);
    return new Fit(path, timing, surprise);
  }

  /** The pulses of the bars with onsets and of their neighbours, into which early and late onsets may belong. */
  private static List<Pulse> pulsesOf(List<PerformedNote> notes, Timeline timeline, Pulses pulses) {
    Set<Long> bars = new TreeSet<>();
    for (PerformedNote note : notes) {
      long bar = timeline.barAt(note.onset());
      bars.add(bar - 1);
      bars.add(bar);
      bars.add(bar + 1);
    }
    return bars.stream().flatMap(bar -> pulses.ofBar(bar).stream()).toList();
  }

  private static Timing bounded(Timing timing) {
    return new Timing(
        Math.clamp(timing.offsetMs(), -MOST_OFFSET_MS, MOST_OFFSET_MS),
        Math.clamp(timing.spreadMs(), LEAST_SPREAD_MS, MOST_SPREAD_MS),
        timing.evidence());
  }

  private static Timing learn(
      Timing before, OnsetSearch search, OnsetSearch.Path path, List<Pulse> pulses, Timeline timeline) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int p = 0; p < pulses.size(); p++) {
      for (int n = path.firstNote()[p]; n < path.firstNote()[p + 1]; n++) {
        Rhythm rhythm = pulses.get(p).rhythms().get(path.rhythms()[p]);
        long slot = pulses.get(p).start() + rhythm.played()[path.onset()[n]];
        double late = search.timeMs(n) - timeline.nanosAt(slot) / 1e6;
        sum += late;
        squares += late * late;
        count++;
      }
    }
    double kept = before.evidence();
    double offset = (sum + before.offsetMs() * (kept + OFFSET_DOUBT)) / (count + kept + OFFSET_DOUBT);
    double aroundOffset = squares - 2 * offset * sum + count * offset * offset;
    double variance = (aroundOffset + kept * before.spreadMs() * before.spreadMs()) / (count + kept);
    return new Timing(offset, Math.sqrt(Math.max(1, variance)), Math.min(MEMORY, kept + count));
  }

  private record Matched(Note written, PerformedNote performed) {}

  private Quantized write(
      List<PerformedNote> notes, Timeline timeline, long fromBar, long toBar,
      Pulses pulses, List<Pulse> heard, OnsetSearch.Path path, Timing timing, OnsetSearch search) {
    long start = timeline.barStart(fromBar);
    long end = timeline.barStart(toBar);
    long[] onsets = new long[notes.size()];
    long[] slots = new long[notes.size()];
    Map<Long, Rhythm> rhythms = new HashMap<>();
    for (int p = 0; p < heard.size(); p++) {
      Rhythm rhythm = heard.get(p).rhythms().get(path.rhythms()[p]);
      rhythms.put(heard.get(p).start(), rhythm);
      for (int n = path.firstNote()[p]; n < path.firstNote()[p + 1]; n++) {
        slots[n] = heard.get(p).start() + rhythm.played()[path.onset()[n]];
        onsets[n] = Math.max(start, heard.get(p).start() + rhythm.written()[path.onset()[n]]);
      }
    }
    part(notes, onsets);
    Durations durations = new Durations(pulses, timeline, notes, onsets, slots, rhythms, bounded(timing));
    List<Matched> written = new ArrayList<>();
    List<PerformedNote> later = new ArrayList<>();
    for (int n = 0; n < onsets.length; n++) {
      PerformedNote note = notes.get(n);
      if (onsets[n] >= end) {
        later.add(note);
      } else {
        written.add(new Matched(new Note(onsets[n], durations.end(n, end) - onsets[n], note.pitch()), note));
      }
    }
    written.sort(Comparator.comparing(Matched::written));
    return new Quantized(
        written.stream().map(Matched::written).toList(), written.stream().map(Matched::performed).toList(),
        later, timing, swingRatio(heard, path, search, timeline));
  }

  /** Moves apart what was struck twice on one key and fell on one onset. */
  private static void part(List<PerformedNote> notes, long[] onsets) {
    Set<Long> taken = new HashSet<>();
    for (int n = 0; n < onsets.length; n++) {
      int key = notes.get(n).channel() << 7 | notes.get(n).pitch();
      while (!taken.add(onsets[n] << 11 | key)) {
        onsets[n] += Ticks.PER_QUARTER / 8;
      }
    }
  }

  private static double swingRatio(
      List<Pulse> pulses, OnsetSearch.Path path, OnsetSearch search, Timeline timeline) {
    double share = 0;
    int count = 0;
    for (int p = 0; p < pulses.size(); p++) {
      Pulse pulse = pulses.get(p);
      if (pulse.ticks() == Ticks.PER_QUARTER && pulse.rhythms().get(path.rhythms()[p]).twoParts()) {
        double[] sums = new double[2];
        int[] counts = new int[2];
        for (int n = path.firstNote()[p]; n < path.firstNote()[p + 1]; n++) {
          sums[path.onset()[n]] += search.timeMs(n);
          counts[path.onset()[n]]++;
        }
        double lengthMs = (timeline.nanosAt(pulse.end()) - timeline.nanosAt(pulse.start())) / 1e6;
        share += (sums[1] / counts[1] - sums[0] / counts[0]) / lengthMs;
        count++;
      }
    }
    double mean = count == 0 ? 0.5 : Math.clamp(share / count, 0.1, 0.9);
    return mean / (1 - mean);
  }
}
