package antiphon.web;

import antiphon.harmony.ChartBar;
import antiphon.harmony.ChartSection;
import antiphon.harmony.ChordChart;
import antiphon.harmony.ChordSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A chart as the page shows it, bar by bar. Stateless. */
final class ChartView {
  /** What B flat and E flat instruments read: so many semitones above what sounds. */
  private static final Map<String, Integer> READINGS = Map.of("C", 0, "Bb", 2, "Eb", 9);

  private ChartView() {}

  /**
   * The form as it is played, with the names for each kind of instrument.
   *
   * @param source the chart as it was chosen, in one key
   */
  static Map<String, Object> of(ChordChart chart, ChordChart source) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("title", chart.title());
    view.put("bars", chart.length());
    view.put("key", source.spelling().toString());
    view.put("text", source.text());
    view.put("form", chart.sections().stream().flatMap(section -> bars(chart, section).stream()).toList());
    return view;
  }

  private static List<Map<String, Object>> bars(ChordChart chart, ChartSection section) {
    List<Map<String, Object>> bars = new ArrayList<>();
    for (ChartBar bar : section.bars()) {
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("section", bars.isEmpty() ? section.name() : "");
      view.put("meter", bar.meter().toString());
      view.put("at", bar.chords().stream().map(ChordSpan::start).toList());
      bars.add(view);
    }
    ChordChart alone = new ChordChart("", chart.key(), Optional.empty(), List.of(section));
    READINGS.forEach((reading, up) -> {
      ChordChart read = alone.transposed(up);
      for (int i = 0; i < bars.size(); i++) {
        bars.get(i).put(reading, read.bars().get(i).chords().stream().map(span -> span.chord().text(read.spelling())).toList());
      }
    });
    return bars;
  }
}
