package antiphon.compose;

import antiphon.band.DrumBar.Role;
import antiphon.band.Sections;
import antiphon.control.Control;
import antiphon.harmony.ChordChart;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the band does in which bar: fills before the sections of the chart, or every eight bars, and what the player asks for. Mutable;
 * one thread.
 */
final class BandForm {
  /** Bars that are remembered. */
  private static final int PAST = 4;

  /** A shorter chart is a loop within a section. */
  private static final int SHORTEST = Sections.BARS;

  /** So that a section asked for has another groove than all that the chart has. */
  private static final long APART = 1L << 32;

  private final Optional<ChordChart> chart;
  private final TreeMap<Long, Role> asked = new TreeMap<>();
  /** Where sections begin that were asked for. */
  private final TreeMap<Long, Integer> sections = new TreeMap<>(Map.of(Long.MIN_VALUE, 0));
  private long origin;
  private long silent = Long.MAX_VALUE;

  BandForm(Optional<ChordChart> chart) {
    this.chart = chart.filter(changes -> changes.length() >= SHORTEST);
  }

  /** Without a chart the form begins here; what was asked for is forgotten. */
  void begin(long bar) {
    origin = bar;
    asked.clear();
    sections.clear();
    sections.put(Long.MIN_VALUE, 0);
    silent = Long.MAX_VALUE;
  }

  void forgetBefore(long bar) {
    asked.headMap(bar - PAST).clear();
  }

  /**
   * Takes a wish of the player.
   *
   * @param bar the first of which something is open still
   * @return whether it is one of the band
   */
  boolean ask(Control control, long bar) {
    switch (control) {
      case FILL -> asked.put(bar, Role.FILL);
      case BREAK -> asked.put(bar + 1, Role.BREAK);
      case SECTION -> {
        asked.put(bar, Role.FILL);
        sections.put(bar + 1, sections.lastEntry().getValue() + 1);
        origin = bar + 1;
      }
      case ENDING -> {
        asked.tailMap(bar).clear();
        asked.put(bar, Role.FILL);
        asked.put(bar + 1, Role.ENDING);
        silent = bar + 2;
      }
      case INTRO -> {
        asked.tailMap(bar).clear();
        asked.put(bar + 1, Role.COUNT_IN);
        silent = Long.MAX_VALUE;
        origin = bar + 2;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  Role role(long bar) {
    Role wanted = asked.get(bar);
    if (wanted != null) {
      return wanted;
    }
    if (bar >= silent) {
      return Role.REST;
    }
    return begins(bar + 1) ? chart.isPresent() ? Role.FILL : Role.SHORT_FILL : Role.GROOVE;
  }

  /** Whether the bar before led here. */
  boolean arrives(long bar) {
    Role before = role(bar - 1);
    return bar > 0 && role(bar) == Role.GROOVE && (before == Role.FILL || before == Role.SHORT_FILL || before == Role.COUNT_IN);
  }

  long section(long bar) {
    long first = bar;
    while (first > 0 && !begins(first) && bar - first < chart.map(ChordChart::length).orElse(Sections.BARS)) {
      first--;
    }
    return first + APART * sections.floorEntry(bar).getValue();
  }

  // Two sections may be written alike.
  @SuppressWarnings("ReferenceEquality")
  private boolean begins(long bar) {
    if (bar <= 0) {
      return true;
    }
    return chart.map(changes -> changes.sectionAt(bar) != changes.sectionAt(bar - 1) || Math.floorMod(bar, changes.length()) == 0)
        .orElseGet(() -> Sections.role(bar - origin - 1) != Role.GROOVE);
  }
}
