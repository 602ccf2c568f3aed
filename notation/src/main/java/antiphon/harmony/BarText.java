package antiphon.harmony;

import antiphon.time.Meter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a chart's bar says, word by word, until its meter is known; filled by one reader. */
final class BarText {
  private static final String REPEAT = "%";

  /** A chord and the beats that were written for it, the chord's own among them. */
  private static final class Entry {
    final Chord chord;
    int beats = 1;

    Entry(Chord chord) {
      this.chord = chord;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private boolean dots;
  private boolean repeat;

  boolean isEmpty() {
    return entries.isEmpty() && !repeat;
  }

  boolean isRepeat() {
    return repeat;
  }

  void add(String word) {
    if (repeat || (word.equals(REPEAT) && !entries.isEmpty())) {
      throw new IllegalArgumentException("'" + word + "' in a bar with %, expected % alone");
    }
    if (word.equals(REPEAT)) {
      repeat = true;
    } else if (word.equals(".") || word.equals("/")) {
      if (entries.isEmpty()) {
        throw new IllegalArgumentException("'" + word + "' at the start of a bar, expected a chord, % or N.C.");
      }
      entries.getLast().beats++;
      dots = true;
    } else {
      entries.add(new Entry(Chord.parse(word)));
    }
  }

  /**
   * The bar.
   *
   * @param before the last bar that was not a repeat itself, for {@code %}
   */
  ChartBar read(Meter meter, @Nullable BarText before) {
    if (!repeat) {
      return lay(meter);
    }
    if (before == null) {
      throw new IllegalArgumentException("% in a section's first bar, expected a chord or N.C.");
    }
    return before.lay(meter);
  }

  private ChartBar lay(Meter meter) {
    int[] lengths = dots ? counted(meter) : BeatGrid.shared(meter, entries.size()).orElseThrow(() ->
        new IllegalArgumentException(entries.size() + " chords in a bar of " + meter + ", expected at most a 32nd each"));
    List<ChordSpan> spans = new ArrayList<>();
    long start = 0;
    for (int i = 0; i < lengths.length; i++) {
      spans.add(new ChordSpan(start, lengths[i], entries.get(i).chord));
      start += lengths[i];
    }
    return new ChartBar(meter, spans);
  }

  private int[] counted(Meter meter) {
    int beats = entries.stream().mapToInt(entry -> entry.beats).sum();
    BeatGrid grid = BeatGrid.withSlots(meter, beats).orElseThrow(() -> new IllegalArgumentException(
        beats + " beats in a bar of " + meter + ", expected " + BeatGrid.of(meter).stream()
            .map(g -> String.valueOf(g.slots().size()))
            .collect(Collectors.joining(" or "))));
    int[] lengths = new int[entries.size()];
    int slot = 0;
    for (int i = 0; i < lengths.length; i++) {
      int to = slot + entries.get(i).beats;
      lengths[i] = grid.slots().subList(slot, to).stream().mapToInt(Integer::intValue).sum();
      slot = to;
    }
    return lengths;
  }

  @Override
  public String toString() {
    return repeat ? REPEAT : Arrays.toString(entries.stream().map(entry -> entry.chord).toArray());
  }
}
