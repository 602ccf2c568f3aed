package antiphon.harmony;

import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes charts as text: sections that come again stand once, under a form line. Stateless. */
final class ChartWriter {
  private static final int BARS_A_LINE = 4;

  private ChartWriter() {}

  static String write(ChordChart chart) {
    StringBuilder text = new StringBuilder();
    if (!chart.title().isEmpty()) {
      text.append("title: ").append(chart.title()).append('\n');
    }
    chart.key().ifPresent(key -> text.append("key: ").append(key).append('\n'));
    chart.tempo().ifPresent(tempo -> text.append("tempo: ").append(quarters(tempo)).append('\n'));
    Meter meter = chart.sections().getFirst().bars().getFirst().meter();
    text.append("meter: ").append(meter).append('\n');
    List<ChartSection> sections = once(chart.sections());
    if (sections.size() < chart.sections().size()) {
      text.append("form: ")
          .append(chart.sections().stream().map(ChartSection::name).collect(Collectors.joining(" ")))
          .append('\n');
    }
    for (ChartSection section : sections) {
      text.append('\n');
      if (!section.name().isEmpty()) {
        text.append('[').append(section.name()).append("]\n");
      }
      meter = section(section, meter, chart.spelling(), text);
    }
    return text.toString();
  }

  /** Each section once, if those of one name are all alike and every one has a name; else all of them. */
  private static List<ChartSection> once(List<ChartSection> sections) {
    Map<String, ChartSection> byName = new HashMap<>();
    List<ChartSection> once = new ArrayList<>();
    for (ChartSection section : sections) {
      ChartSection known = byName.putIfAbsent(section.name(), section);
      if (known == null) {
        once.add(section);
      } else if (!known.equals(section)) {
        return sections;
      }
    }
    return byName.containsKey("") ? sections : once;
  }

  private static Meter section(ChartSection section, Meter before, Key key, StringBuilder text) {
    Meter meter = before;
    List<ChartBar> bars = section.bars();
    for (int i = 0; i < bars.size(); i++) {
      ChartBar bar = bars.get(i);
      if (!bar.meter().equals(meter)) {
        text.append('[').append(bar.meter()).append("] ");
        meter = bar.meter();
      }
      boolean again = i > 0 && bar.equals(bars.get(i - 1));
      text.append(again ? "%" : bar(bar, key));
      boolean lineEnds = i % BARS_A_LINE == BARS_A_LINE - 1 || i == bars.size() - 1;
      text.append(lineEnds ? " |\n" : " | ");
    }
    return meter;
  }

  private static String bar(ChartBar bar, Key key) {
    List<ChordSpan> chords = bar.chords();
    int[] shared = BeatGrid.shared(bar.meter(), chords.size()).orElse(new int[0]);
    boolean plain = shared.length == chords.size();
    for (int i = 0; plain && i < shared.length; i++) {
      plain = chords.get(i).length() == shared[i];
    }
    if (plain) {
      return chords.stream().map(span -> span.chord().text(key)).collect(Collectors.joining(" "));
    }
    BeatGrid grid = BeatGrid.of(bar.meter()).stream()
        .filter(g -> chords.stream().allMatch(span -> g.holds(span.start())))
        .findFirst()
        .orElseThrow();
    List<String> slots = new ArrayList<>();
    for (long start : grid.starts()) {
      slots.add(chords.stream()
          .filter(span -> span.start() == start)
          .findFirst()
          .map(span -> span.chord().text(key))
          .orElse("."));
    }
    return String.join(" ", slots);
  }

  /** Quarters a minute with the fewest decimals that give the same tempo. */
  private static String quarters(Tempo tempo) {
    BigDecimal exact = new BigDecimal(tempo.quartersPerMinute());
    for (int decimals = 0; decimals < 10; decimals++) {
      BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_UP);
      double value = rounded.doubleValue();
      if (value >= 5 && value <= 1000 && Tempo.ofQuartersPerMinute(value).equals(tempo)) {
        return rounded.toPlainString();
      }
    }
    return exact.toPlainString();
  }
}
