package antiphon.harmony;

import antiphon.time.Meter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One bar of a chart.
 *
 * @param meter its meter
 * @param chords what sounds in it, in ticks from the bar line: from 0 to the end without a gap, beginning on 32nds
 */
public record ChartBar(Meter meter, List<ChordSpan> chords) {
  public ChartBar {
    chords = List.copyOf(chords);
    long at = 0;
    for (ChordSpan span : chords) {
      if (span.start() != at || at % BeatGrid.FINEST != 0) {
        throw new IllegalArgumentException("chart bar of " + meter + ": " + span.chord() + " at tick " + span.start()
            + ", expected it at " + at + " and on a 32nd");
      }
      at = span.end();
    }
    if (at != meter.barTicks()) {
      throw new IllegalArgumentException(
          "chart bar of " + meter + ": chords of " + at + " ticks, expected " + meter.barTicks());
    }
  }

  /** One chord throughout. [any] */
  public static ChartBar of(Meter meter, Chord chord) {
    return new ChartBar(meter, List.of(new ChordSpan(0, meter.barTicks(), chord)));
  }

  /** The chord that sounds {@code tick} ticks from the bar line; before and after the bar its first and last. [any] */
  public Chord chordAt(long tick) {
    for (ChordSpan span : chords) {
      if (tick < span.end()) {
        return span.chord();
      }
    }
    return chords.getLast().chord();
  }

  ChartBar transposed(int semitones) {
    return new ChartBar(meter, chords.stream()
        .map(span -> new ChordSpan(span.start(), span.length(), span.chord().transposed(semitones)))
        .toList());
  }

  @Override
  public String toString() {
    return chords.stream().map(span -> span.chord().text()).collect(Collectors.joining(" ", meter + " ", ""));
  }
}
