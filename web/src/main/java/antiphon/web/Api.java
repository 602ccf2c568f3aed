package antiphon.web;

import antiphon.control.Command;
import antiphon.control.CommandReader;
import antiphon.control.Control;
import antiphon.harmony.ChordChart;
import antiphon.presets.PresetException;
import antiphon.web.Studio.Played;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be asked for below {@code /api/}; each request on a thread of its own. */
final class Api {
  private static final int MOST_NOTES = 256;
  private static final int LONGEST_LINE = 200;

  /** Behind it the name of one's own preset, whose file is asked for. */
  private static final String PRESET = "presets/";

  private final Studio studio;

  Api(Studio studio) {
    this.studio = studio;
  }

  /**
   * The answer to a request.
   *
   * @param path behind {@code /api/}
   * @param body of a POST; null for a GET
   */
  Answer answer(String path, byte @Nullable [] body) {
    try {
      return switch (path) {
        case "state" -> body == null ? Answer.json(studio.state()) : method("GET");
        case "clock" -> body == null ? Answer.json(Map.of("now", studio.clock().ms(studio.clock().nowNs()))) : method("GET");
        case "library" -> body == null ? Answer.json(View.library()) : method("GET");
        case "controls" -> body == null ? Answer.json(studio.controls()) : set(Json.object(body));
        case "devices" -> body == null ? Answer.json(studio.devices()) : devices(Json.object(body));
        case "map" -> body == null ? Answer.json(studio.map().state()) : map(Json.object(body));
        case "presets" -> Answer.json(body == null ? studio.shelf().list() : studio.changePresets(Json.object(body)));
        case "command" -> body == null ? method("POST") : command(Json.object(body));
        case "notes" -> body == null ? method("POST") : notes(Json.object(body));
        case "chart" -> body == null ? method("POST") : chart(Json.object(body));
        case "say" -> body == null ? method("POST") : say(Json.object(body));
        case "session" -> body == null ? method("POST") : session(Json.object(body));
        default -> path.startsWith(PRESET) && body == null
            ? Answer.json(studio.shelf().file(path.substring(PRESET.length())))
            : Answer.error(404, "/api/" + path + ": expected state, events, clock, library, controls, devices, map, presets, command, notes, chart, say or session");
      };
    } catch (IllegalArgumentException | PresetException e) {
      return Answer.error(400, String.valueOf(e.getMessage()));
    } catch (antiphon.harmony.ChartException e) {
      return Answer.error(400, "chart: " + e.getMessage());
    } catch (IllegalStateException e) {
      return Answer.error(409, String.valueOf(e.getMessage()));
    }
  }

  private static Answer method(String expected) {
    return Answer.error(405, "method: expected " + expected);
  }

  private Answer command(JsonNode object) {
    String line = object.path("line").asText("");
    if (line.isBlank() || line.length() > LONGEST_LINE || line.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("line: expected what would be typed, such as {\"line\": \"tempo 96 over 8\"}");
    }
    return Answer.json(Map.of("said", studio.command(CommandReader.read(line))));
  }

  /** Sets controls by name; the table says what there is. */
  private Answer set(JsonNode object) {
    Map<String, String> said = new LinkedHashMap<>();
    object.properties().forEach(entry ->
        said.put(entry.getKey(), studio.command(CommandReader.row(entry.getKey(), entry.getValue().asText()))));
    if (said.isEmpty()) {
      throw new IllegalArgumentException("nothing to set: expected such as {\"density\": -0.5}, of " + Control.words());
    }
    return Answer.json(Map.of("said", said));
  }

  /** Hears an input or no more, or sounds elsewhere; sockets are for the command line. */
  private Answer devices(JsonNode object) {
    if (object.path("output").isTextual() && object.size() == 1 && !object.path("output").asText().startsWith("socket:")) {
      studio.sound(object.path("output").asText());
    } else if (object.path("input").isTextual() && object.path("on").isBoolean() && object.size() == 2) {
      studio.listen(object.path("input").asText(), object.path("on").asBoolean());
    } else {
      throw new IllegalArgumentException(
          "expected {\"input\": a device, \"on\": true or false}, or {\"output\": a device, or \"\" for the browser}");
    }
    return Answer.json(studio.devices());
  }

  private Answer map(JsonNode object) {
    if (object.path("learn").isTextual() && object.size() == 1) {
      studio.map().learn(object.path("learn").asText());
    } else if (object.path("forget").isTextual() && object.size() == 1) {
      studio.map().forget(object.path("forget").asText());
    } else {
      throw new IllegalArgumentException("expected {\"learn\": a row of the table, or \"\"}, or {\"forget\": such as \"cc 1 74\"}");
    }
    return Answer.json(studio.map().state());
  }

  /** Each note is {@code [milliseconds of the clock, status, data1, data2]}. */
  private Answer notes(JsonNode object) {
    JsonNode notes = object.path("notes");
    if (!notes.isArray() || notes.isEmpty() || notes.size() > MOST_NOTES) {
      throw new IllegalArgumentException("notes: expected 1 to " + MOST_NOTES + " of [milliseconds, status, data1, data2]");
    }
    List<Played> played = new ArrayList<>();
    for (JsonNode note : notes) {
      if (!note.isArray() || note.size() != 4 || !note.get(0).isNumber()
          || !note.get(1).isInt() || !note.get(2).isInt() || !note.get(3).isInt()) {
        throw new IllegalArgumentException("note " + note + ": expected [milliseconds, status, data1, data2]");
      }
      played.add(new Played(
          note.get(0).asDouble(), Studio.message(note.get(1).asInt(), note.get(2).asInt(), note.get(3).asInt())));
    }
    studio.play(played);
    return Answer.json(Map.of("played", played.size()));
  }

  /** Chords as anybody writes them, or a link or page of iReal Pro, as charts; moved so many semitones up. */
  private static Answer chart(JsonNode object) {
    JsonNode up = object.path("up");
    if (!object.path("text").isTextual() || !(up.isMissingNode() || (up.isInt() && Math.abs(up.asInt()) < 12))) {
      throw new IllegalArgumentException("expected {\"text\": chords, \"up\": semitones from -11 to 11, or nothing}");
    }
    return Answer.json(Map.of("charts", ChordChart.all(object.path("text").asText()).stream().map(chart -> chart.transposed(up.asInt(0)))
        .map(chart -> Map.of("title", chart.title(), "text", chart.text())).toList()));
  }

  /** What a line of words asks for; nothing is done yet. */
  private static Answer say(JsonNode object) {
    Saying saying = Saying.of(object.path("text").asText(""));
    return Answer.json(Map.of("fields", saying.fields(), "unknown", saying.unknown()));
  }

  private Answer session(JsonNode object) {
    Wish wish = Wish.of(object);
    JsonNode set = object.path("set");
    if (!set.isMissingNode() && !set.isObject()) {
      throw new IllegalArgumentException("set " + set + ": expected controls with their values, such as {\"density\": -0.5}");
    }
    List<Command> commands = new ArrayList<>();
    set.properties().forEach(entry -> commands.add(CommandReader.row(entry.getKey(), entry.getValue().asText())));
    studio.open(wish);
    commands.forEach(studio::command);
    return Answer.json(studio.state());
  }
}
