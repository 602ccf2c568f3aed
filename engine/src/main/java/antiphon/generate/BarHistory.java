package antiphon.generate;

import antiphon.abc.AbcWriter;
import antiphon.patch.Patch;
import antiphon.patch.Patchilizer;
import antiphon.score.Bar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bars of a piece one after the other, and each with its countdown as the model is shown it. Mutable. [engine] */
final class BarHistory {
  private final LineWriter lines;
  private final List<WrittenBar> bars = new ArrayList<>();
  /** For each bar how many before it the model is shown. */
  private final List<Integer> shownBefore = new ArrayList<>();

  BarHistory(LineWriter lines) {
    this.lines = lines;
  }

  int size() {
    return bars.size();
  }

  WrittenBar get(int index) {
    return bars.get(index);
  }

  List<WrittenBar> bars() {
    return Collections.unmodifiableList(bars);
  }

  /** The last bar's place, null where there is none. */
  @Nullable Bar last() {
    return bars.isEmpty() ? null : bars.getLast().bar();
  }

  /**
   * Adds a bar.
   *
   * @return whether the model is shown it
   * @throws IllegalArgumentException if it does not follow the last one
   */
  boolean add(WrittenBar written) {
    Bar last = last();
    if (last != null && written.bar().start() != last.end()) {
      throw new IllegalArgumentException("bar at tick " + written.bar().start() + ": expected it at " + last.end());
    }
    shownBefore.add(shownBefore(bars.size()));
    bars.add(written);
    return lines.shown(written);
  }

  /** Takes back all bars from {@code size} on. */
  void rewind(int size) {
    bars.subList(size, bars.size()).clear();
    shownBefore.subList(size, shownBefore.size()).clear();
  }

  /** How many bars before bar {@code index} the model is shown. */
  int shownBefore(int index) {
    if (index < bars.size()) {
      return shownBefore.get(index);
    }
    return bars.isEmpty() ? 0 : shownBefore.getLast() + (lines.shown(bars.getLast()) ? 1 : 0);
  }

  /** The mark before bar {@code index} of a piece of {@code total} bars. */
  String countdown(int index, int total) {
    return AbcWriter.countdown(shownBefore(index), Math.max(0, total - 1 - index));
  }

  /** All that the model is shown of a piece of {@code total} bars. */
  String text(int total) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < bars.size(); index++) {
      text.append(text(index, total));
    }
    return text.toString();
  }

  /** What the model is shown of bar {@code index}: nothing, or its countdown and its line. */
  private String text(int index, int total) {
    WrittenBar bar = bars.get(index);
    return lines.shown(bar) ? countdown(index, total) + lines.shownLine(bar) : "";
  }

  /** The same as patches. */
  List<Patch> patches(int index, int total) {
    String text = text(index, total);
    return text.isEmpty() ? List.of() : Patchilizer.patches(text);
  }
}
