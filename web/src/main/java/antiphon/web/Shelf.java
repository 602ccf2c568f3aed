package antiphon.web;

import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.generate.Preset;
import antiphon.model.Sampling;
import antiphon.pipeline.EngineSettings;
import antiphon.presets.OwnPresets;
import antiphon.presets.Playing;
import antiphon.presets.PresetException;
import antiphon.presets.Presets;
import antiphon.time.Tempo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One's own presets for the page: what plays now is saved, others' files are taken in. [any] */
final class Shelf {
  private static final int LONGEST_TITLE = 80;
  private static final String EXPECTED =
      "expected {\"save\": a title}, {\"toml\": a preset's file}, {\"duplicate\": a name, \"title\": another} or {\"delete\": a name}";

  private final OwnPresets own;

  Shelf(OwnPresets own) {
    this.own = own;
  }

  /** All of them; one that cannot be read says why. */
  List<Map<String, Object>> list() {
    List<Map<String, Object>> list = new ArrayList<>();
    for (String name : own.names()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", name);
      try {
        Preset preset = own.find(name);
        Playing playing = own.playing(name);
        row.putAll(View.preset(preset));
        row.put("play", playing);
      } catch (PresetException e) {
        row.put("title", name);
        row.put("problem", String.valueOf(e.getMessage()));
      }
      list.add(row);
    }
    return list;
  }

  /** The file of one. */
  Map<String, Object> file(String name) {
    return Map.of("file", name + ".toml", "toml", own.text(name));
  }

  /** A preset that comes with the program, or one of one's own. */
  Preset find(String name) {
    if (Presets.names().contains(name)) {
      return Presets.find(name);
    }
    if (!own.names().contains(name)) {
      // Other files are for the command line: a page names none.
      List<String> known = new ArrayList<>(Presets.names());
      known.addAll(own.names());
      throw new IllegalArgumentException("preset '" + name + "': expected one of " + String.join(", ", known));
    }
    return own.find(name);
  }

  /**
   * Does what is asked for.
   *
   * @param now what plays, to be saved
   */
  Map<String, Object> change(JsonNode object, EngineSettings now, Wish wish, Controls controls, Tempo tempo) {
    String name;
    if (object.path("save").isTextual() && object.size() == 1) {
      name = own.save(preset(title(object.path("save")), now.preset(), controls, tempo), playing(wish, controls));
    } else if (object.path("toml").isTextual() && object.size() == 1) {
      name = own.take(object.path("toml").asText());
    } else if (object.path("duplicate").isTextual() && object.path("title").isTextual() && object.size() == 2) {
      name = own.duplicate(object.path("duplicate").asText(), title(object.path("title")));
    } else if (object.path("delete").isTextual() && object.size() == 1) {
      name = object.path("delete").asText();
      own.delete(name);
    } else {
      throw new IllegalArgumentException(EXPECTED);
    }
    return Map.of("name", name, "presets", list());
  }

  private static String title(JsonNode text) {
    String title = text.asText().strip();
    if (title.isEmpty() || title.length() > LONGEST_TITLE || title.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("title: expected 1 to " + LONGEST_TITLE + " characters");
    }
    return title;
  }

  private static Preset preset(String title, Preset preset, Controls controls, Tempo tempo) {
    Sampling sampling = new Sampling(controls.value(Control.TEMPERATURE), preset.sampling().topK(), preset.sampling().topP());
    return new Preset(
        preset.name(), title, preset.tags(), preset.notagen(), preset.layout(), preset.voices(), preset.meter(), tempo,
        bars(controls, Control.LISTEN_BARS, preset.listenBars()), bars(controls, Control.ANSWER_BARS, preset.answerBars()), sampling);
  }

  private static int bars(Controls controls, Control length, int otherwise) {
    int bars = controls.whole(length);
    return bars == 0 ? otherwise : bars;
  }

  private static Playing playing(Wish wish, Controls controls) {
    Map<String, String> set = new LinkedHashMap<>();
    for (Control control : Control.values()) {
      if (saved(control, controls)) {
        set.put(control.word(), control.word(controls.value(control)));
      }
      for (int voice = 1; control.perVoice() && voice <= Controls.VOICES; voice++) {
        if (controls.value(control, voice) != controls.value(control)) {
          set.put(control.word() + "." + voice, control.word(controls.value(control, voice)));
        }
      }
    }
    return new Playing(
        controls.mode().word(), filled(wish.chart()), wish.cycle() == null || wish.cycle() == 0 ? null : wish.cycle(),
        filled(wish.backing()), set.isEmpty() ? null : set);
  }

  private static @Nullable String filled(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  /** What is not as usual, and belongs to no moment. */
  private static boolean saved(Control control, Controls controls) {
    return switch (control) {
      case MODE, TEMPERATURE, CLOCK, HOLD, MUTE, REGENERATE, UNDO, KEEP, PANIC, INTRO, FILL, BREAK, SECTION, ENDING -> false;
      case LISTEN_BARS, ANSWER_BARS -> controls.whole(control) == 0;
      default -> controls.value(control) != Controls.USUAL.value(control);
    };
  }
}
