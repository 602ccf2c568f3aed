package antiphon.take;

import antiphon.band.Band;
import antiphon.band.BandStyle;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.generate.Preset;
import antiphon.harmony.ChartException;
import antiphon.harmony.ChordChart;
import antiphon.harmony.CompingPart.Style;
import antiphon.model.RecordKeys;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Opening;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a take: all that was known before the first note.
 *
 * @param antiphon {@link #FORMAT}
 * @param origin of the program and its model
 * @param seed of all chances
 * @param preset all of it
 * @param chart the changes as text; left out if there are none
 * @param backing how a band plays over them, as an object in JSON; left out if there is none
 * @param controls for each its value, then that of each voice if one has its own
 * @param opening what went before as text; left out if nothing did
 * @param startOnFirstNote see {@link EngineSettings}, as the rest
 */
record TakeHeader(
    int antiphon, TakeOrigin origin, long seed, Preset preset, @Nullable String chart, @Nullable String backing,
    Map<String, List<Double>> controls, @Nullable String opening,
    boolean startOnFirstNote, long sealAheadNs, long leadNs, int rounds, boolean clockOut) {
  /** The version of takes that this program writes and reads. */
  static final int FORMAT = 1;

  private static final String FORMAT_KEY = "antiphon";

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();

  static TakeHeader of(EngineSettings settings, TakeOrigin origin) {
    return new TakeHeader(
        FORMAT, origin, settings.seed(), settings.preset(), settings.chart().map(ChordChart::text).orElse(null),
        settings.backing().map(TakeHeader::text).orElse(null),
        values(settings.controls()), settings.opening().map(Opening::text).orElse(null), settings.startOnFirstNote(), settings.sealAheadNs(), settings.leadNs(),
        settings.rounds(), settings.clockOut());
  }

  private static String text(Band band) {
    try {
      return JSON.writeValueAsString(band);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a band that cannot be written down: " + e.getOriginalMessage(), e);
    }
  }

  /** Older takes have one style, the oldest only the name of a rule. */
  private static Band band(String text) {
    try {
      if (!text.startsWith("{")) {
        return Band.of(BandStyle.of(Style.valueOf(text)));
      }
      JsonNode tree = JSON.readTree(text);
      return tree.has("styles") ? JSON.treeToValue(tree, Band.class) : Band.of(JSON.treeToValue(tree, BandStyle.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("backing: " + e.getOriginalMessage(), e);
    }
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings that cannot be written down: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads a first line.
   *
   * @param place where it was found, for messages
   * @throws TakeException if it is none
   */
  static TakeHeader read(String line, String place) {
    try {
      JsonNode tree = JSON.readTree(line);
      JsonNode format = tree.isObject() ? tree.get(FORMAT_KEY) : null;
      if (format == null) {
        throw new TakeException(place + ", line 1: not the header of a take, expected an object with '" + FORMAT_KEY + "'");
      }
      if (!format.isInt() || format.intValue() != FORMAT) {
        throw new TakeException(
            place + ": a take of version " + format + ", expected " + FORMAT + "; a newer program may read it");
      }
      RecordKeys.complaint(tree, TakeHeader.class).ifPresent(complaint -> {
        throw new TakeException(place + ", line 1: " + complaint);
      });
      return JSON.treeToValue(tree, TakeHeader.class);
    } catch (JsonProcessingException e) {
      throw new TakeException(
          place + ", line 1: not the header of a take (" + e.getOriginalMessage().lines().findFirst().orElse("") + ")", e);
    }
  }

  /**
   * The settings that were played with.
   *
   * @throws TakeException if there are no such
   */
  EngineSettings settings(String place) {
    try {
      Optional<ChordChart> changes = Optional.ofNullable(chart).map(ChordChart::parse);
      return new EngineSettings(
          preset, changes, Optional.ofNullable(backing).map(TakeHeader::band), wanted(), seed, startOnFirstNote, sealAheadNs, leadNs, rounds, clockOut,
          Optional.ofNullable(opening).map(Opening::new));
    } catch (IllegalArgumentException | ChartException e) {
      throw new TakeException(place + ", line 1: " + e.getMessage(), e);
    }
  }

  private static Map<String, List<Double>> values(Controls controls) {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    for (Control control : Control.values()) {
      List<Double> own = new ArrayList<>();
      own.add(controls.value(control));
      for (int voice = 1; voice <= Controls.VOICES; voice++) {
        own.add(controls.value(control, voice));
      }
      values.put(control.word(), own.stream().distinct().count() == 1 ? own.subList(0, 1) : own);
    }
    return values;
  }

  private Controls wanted() {
    Controls read = Controls.USUAL;
    for (Map.Entry<String, List<Double>> entry : controls.entrySet()) {
      Control control = control(entry.getKey());
      List<Double> values = entry.getValue();
      if (values.size() != 1 && values.size() != 1 + Controls.VOICES) {
        throw new IllegalArgumentException(
            entry.getKey() + " with " + values.size() + " values: expected 1 or " + (1 + Controls.VOICES));
      }
      for (int voice = 0; voice < values.size(); voice++) {
        if (voice == 0 || !values.get(voice).equals(values.getFirst())) {
          read = read.with(control, voice, values.get(voice));
        }
      }
    }
    return read;
  }

  /** The control of that name. */
  static Control control(String word) {
    return Control.of(word).orElseThrow(() -> new IllegalArgumentException(
        "control '" + word + "': expected one of "
            + Arrays.stream(Control.values()).map(Control::word).collect(Collectors.joining(", "))));
  }
}
