package antiphon.web;

import antiphon.band.Band;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.control.Mode;
import antiphon.generate.Preset;
import antiphon.harmony.ChordChart;
import antiphon.pipeline.EngineSettings;
import antiphon.presets.BandStyles;
import antiphon.presets.Charts;
import antiphon.presets.Presets;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which session the player wants; what is null is as it was, an empty chart or backing is none.
 *
 * @param preset name of one that comes with the program, or of one's own
 * @param chart name of one that comes with the program, or chords as text
 * @param backing a band over the chart
 * @param mode how to share the time
 * @param meter instead of the preset's
 * @param tempo instead of the preset's, in quarters a minute
 * @param cycle so many semitones higher after each time through the chart; 0 stays
 * @param opening music in ABC from which the session goes on, for this session alone
 */
record Wish(
    @Nullable String preset, @Nullable String chart, @Nullable String backing, @Nullable String mode,
    @Nullable String meter, @Nullable Double tempo, @Nullable Integer cycle, @Nullable String opening) {
  /** Beside these a request may say which controls to set. */
  private static final List<String> KEYS = List.of("preset", "chart", "backing", "mode", "meter", "tempo", "cycle", "opening", "set");

  /** Where nothing is wished for. */
  static final Wish NOTHING = new Wish(null, null, null, null, null, null, null, null);

  /** @throws IllegalArgumentException if the object is no wish */
  static Wish of(JsonNode object) {
    object.fieldNames().forEachRemaining(name -> {
      if (!KEYS.contains(name)) {
        throw new IllegalArgumentException("key '" + name + "': expected " + String.join(", ", KEYS));
      }
    });
    JsonNode tempo = object.path("tempo");
    if (!tempo.isMissingNode() && !tempo.isNull() && !tempo.isNumber()) {
      throw new IllegalArgumentException("tempo " + tempo + ": expected a number, quarters a minute");
    }
    JsonNode cycle = object.path("cycle");
    if (!cycle.isMissingNode() && !cycle.isNull() && !(cycle.isInt() && cycle.asInt() >= 0 && cycle.asInt() < 12)) {
      throw new IllegalArgumentException("cycle " + cycle + ": expected semitones from 0 to 11");
    }
    return new Wish(
        text(object, "preset"), text(object, "chart"), text(object, "backing"), text(object, "mode"),
        text(object, "meter"), tempo.isNumber() ? tempo.asDouble() : null, cycle.isInt() ? cycle.asInt() : null,
        text(object, "opening"));
  }

  private static @Nullable String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException(name + " " + value + ": expected text");
    }
    return value.asText().strip();
  }

  /**
   * The same, with what is null here as it was in {@code before}; the time is the preset's, or the chart's, if that is another,
   * the mode is left to the controls.
   */
  Wish after(Wish before) {
    boolean other = (preset != null && !preset.equals(before.preset)) || (chart != null && !chart.equals(before.chart));
    return new Wish(
        preset == null ? before.preset : preset,
        chart == null ? before.chart : chart,
        backing == null ? before.backing : backing,
        mode,
        meter == null && !other ? before.meter : meter,
        tempo == null && !other ? before.tempo : tempo,
        cycle == null ? before.cycle : cycle,
        opening);
  }

  /**
   * The settings of such a session.
   *
   * @param controls what was set in the session before; null for the preset's own
   * @param presets finds a preset by its name
   * @throws IllegalArgumentException or a PresetException if there is no such thing
   */
  EngineSettings settings(long seed, @Nullable Controls controls, Function<String, Preset> presets) {
    Preset found = presets.apply(preset == null ? Presets.DEFAULT : preset);
    Meter inMeter = meter == null ? found.meter() : Meter.parse(meter);
    Tempo atTempo = tempo == null ? found.tempo() : Tempo.ofQuartersPerMinute(tempo);
    Preset timed = found.withTime(inMeter, atTempo);
    EngineSettings settings = new EngineSettings(timed, seed, true, 0);
    Controls own = settings.controls();
    if (controls != null) {
      for (Control control : Control.values()) {
        own = carried(control) ? own.with(control, controls.value(control)) : own;
      }
    }
    Mode wanted = mode == null ? controls == null ? Mode.CONTINUE : controls.mode() : mode(mode);
    Mode possible = mode == null && wanted == Mode.ACCOMPANY && !timed.canAccompany() ? Mode.CONTINUE : wanted;
    try {
      EngineSettings all = opened(settings).withControls(own.with(Control.MODE, possible.ordinal()));
      EngineSettings over = changes().map(this::cycled).map(all::withChart).orElse(all);
      return backing == null || backing.isEmpty() ? over : over.withBacking(band(backing));
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** What a player sets stays from session to session, but for what belongs to a preset or a moment. */
  private static boolean carried(Control control) {
    return switch (control) {
      case MODE, LISTEN_BARS, ANSWER_BARS, HOLD, MUTE, REGENERATE, UNDO, KEEP, PANIC, INTRO, FILL, BREAK, SECTION, ENDING -> false;
      default -> true;
    };
  }

  private static Mode mode(String word) {
    return Arrays.stream(Mode.values()).filter(mode -> mode.word().equals(word)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "mode '" + word + "': expected " + String.join(", ", Arrays.stream(Mode.values()).map(Mode::word).toList())));
  }

  private EngineSettings opened(EngineSettings settings) {
    return opening == null || opening.isEmpty()
        ? settings : settings.withOpening(Motif.opening(opening, settings.preset()));
  }

  private ChordChart cycled(ChordChart changes) {
    return cycle == null || cycle == 0 ? changes : changes.cycled(cycle);
  }

  /** The changes in their first key, if there are any. */
  Optional<ChordChart> changes() {
    if (chart == null || chart.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Charts.names().contains(chart) ? Charts.chart(chart) : ChordChart.parse(chart));
  }

  private static Band band(String word) {
    if (!Choices.BACKINGS.contains(word)) {
      throw new IllegalArgumentException("backing '" + word + "': expected " + String.join(", ", Choices.BACKINGS));
    }
    return BandStyles.band(word);
  }
}
