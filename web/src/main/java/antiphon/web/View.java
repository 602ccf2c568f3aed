package antiphon.web;

import antiphon.control.Control;
import antiphon.control.Control.Kind;
import antiphon.control.Controls;
import antiphon.engine.EngineFigures;
import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.harmony.ChordChart;
import antiphon.pipeline.Fault;
import antiphon.pipeline.Faults;
import antiphon.presets.Charts;
import antiphon.presets.Presets;
import antiphon.presets.Uses;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the page is shown, as plain maps for JSON. Stateless. */
final class View {
  private View() {}

  /** The table of controls: kinds, ranges, units and meanings, for whoever builds something to set them with. */
  static List<Map<String, Object>> controls(Controls now) {
    List<Map<String, Object>> table = new ArrayList<>();
    for (Control control : Control.values()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", control.word());
      row.put("kind", control.kind().name().toLowerCase(Locale.ROOT));
      row.put("lowest", control.lowest());
      row.put("highest", control.highest());
      row.put("perVoice", control.perVoice());
      row.put("unit", control.unit());
      row.put("meaning", control.meaning());
      row.put("choices", control.kind() == Kind.CHOICE ? Choices.of(control) : List.of());
      row.put("value", now.value(control));
      table.add(row);
    }
    return table;
  }

  /** The values of all controls that have one; where voice 2 has its own, it is {@code density.2}. */
  static Map<String, Object> values(Controls now) {
    Map<String, Object> values = new LinkedHashMap<>();
    Arrays.stream(Control.values()).filter(control -> control.kind() != Kind.TRIGGER)
        .forEach(control -> values.put(control.word(), now.value(control)));
    for (Control control : Control.values()) {
      for (int voice = 1; control.perVoice() && voice <= Controls.VOICES; voice++) {
        if (now.value(control, voice) != now.value(control)) {
          values.put(control.word() + "." + voice, now.value(control, voice));
        }
      }
    }
    return values;
  }

  /** Where the music stands. */
  static Map<String, Object> position(Transport.Position position, long nowNs, PageClock clock) {
    Timeline timeline = position.timeline();
    long tick = position.tickAt(nowNs);
    long bar = timeline.barAt(tick);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("rolling", position.rolling());
    view.put("tick", tick);
    view.put("at", clock.ms(nowNs));
    view.put("tempo", Math.round(timeline.tempoAt(tick).quartersPerMinute() * 100) / 100.0);
    view.put("bar", bar);
    view.put("start", timeline.barStart(bar));
    view.put("ticks", timeline.barTicks(bar));
    view.put("meter", timeline.meterOfBar(bar).toString());
    view.put("epoch", position.epoch());
    return view;
  }

  /** The honest meters. */
  static Map<String, Object> figures(Session session, long untold, Margins margins) {
    EngineFigures figures = session.engine().figures();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("heard", figures.heardBars());
    view.put("played", figures.playedBars().values().stream().mapToInt(Integer::intValue).sum());
    view.put("fallbacks", figures.fallbacks());
    view.put("origins", lower(figures));
    if (!Double.isNaN(margins.shortestMs())) {
      view.put("marginMs", margins.shortestMs());
      view.put("marginMsP50", margins.medianMs());
    }
    view.put("answerGapMs", figures.answerGapMs());
    view.put("generationMs", figures.generationMsP50());
    view.put("generationMsP99", figures.generationMsP99());
    view.put("jitterUsP99", figures.jitterUsP99());
    view.put("messages", figures.messages());
    view.put("late", figures.late());
    view.put("sounding", figures.sounding());
    view.put("hanging", session.engine().transport().position().rolling() ? 0 : figures.sounding());
    view.put("failures", figures.failures());
    view.put("lostInput", figures.lostInput());
    view.put("unheard", figures.unheard());
    view.put("lostNews", figures.lostNews());
    view.put("faults", session.engine().faults().total());
    view.put("realTime", session.engine().priority().granted());
    view.put("untold", untold);
    return view;
  }

  /** What went wrong, as the page says it. */
  static Map<String, Object> fault(Fault fault) {
    return Map.of("place", fault.place(), "kind", fault.kind(), "text", fault.line());
  }

  /** The first fault of each kind and place in some ledgers, with how often it came. */
  static List<Map<String, Object>> faults(Faults... ledgers) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Faults.Counted counted : Arrays.stream(ledgers).flatMap(ledger -> ledger.all().stream()).toList()) {
      Map<String, Object> view = new LinkedHashMap<>(fault(counted.fault()));
      view.put("times", counted.times());
      all.add(view);
    }
    return all;
  }

  private static Map<String, Integer> lower(EngineFigures figures) {
    Map<String, Integer> origins = new LinkedHashMap<>();
    figures.playedBars().forEach((origin, bars) -> origins.put(origin.name().toLowerCase(Locale.ROOT), bars));
    return origins;
  }

  /** A preset as the page lists it and engraves it. */
  static Map<String, Object> preset(Preset preset) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", preset.name());
    view.put("title", preset.title());
    view.put("tags", preset.tags());
    view.put("layout", preset.layout());
    view.put("meter", preset.meter().toString());
    view.put("tempo", preset.tempo().quartersPerMinute());
    view.put("listenBars", preset.listenBars());
    view.put("answerBars", preset.answerBars());
    view.put("canAccompany", preset.canAccompany());
    view.put("voices", preset.voices().stream().map(View::voice).toList());
    return view;
  }

  private static Map<String, Object> voice(VoicePart part) {
    return Map.of("clef", part.clef().abcName(), "hears", part.hears(), "plays", part.plays(),
        "channel", part.channel(), "program", part.program());
  }

  /** All presets and charts that come with the program. */
  static Map<String, Object> library() {
    return Map.of(
        "presets", Presets.names().stream().map(name -> preset(Presets.find(name))).toList(),
        "charts", Charts.names().stream().map(name -> chart(name, Charts.chart(name))).toList(),
        "uses", Uses.all(),
        "backings", Choices.BACKINGS);
  }

  private static Map<String, Object> chart(String name, ChordChart chart) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", name);
    view.put("title", chart.title());
    view.put("bars", chart.length());
    chart.key().ifPresent(key -> view.put("key", key.toString()));
    chart.tempo().ifPresent(tempo -> view.put("tempo", tempo.quartersPerMinute()));
    view.put("text", chart.text());
    return view;
  }
}
