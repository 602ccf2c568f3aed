package antiphon.web;

import antiphon.library.Found;
import antiphon.library.LibraryBusyException;
import antiphon.library.LibraryException;
import antiphon.library.Listed;
import antiphon.library.MelodyQuery;
import antiphon.library.TakeLibrary;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be asked for below {@code /api/takes}; each request on a thread of its own. */
final class TakesApi {
  /** A body that imports a file may be so long; others are as short as elsewhere. */
  static final int MOST_BYTES = 3 * 1024 * 1024;

  private static final String PATH = "takes";
  private static final int MOST_FOUND = 30;
  private static final int LONGEST_TEXT = 2_000;
  private static final Map<String, String> TYPES = Map.of(
      "mid", "audio/midi", "abc", "text/vnd.abc; charset=utf-8", "musicxml", "application/vnd.recordare.musicxml+xml",
      "wav", "audio/wav", "png", "image/png", "svg", "image/svg+xml");
  private static final String EXPECTED =
      "expected takes, takes/practice, takes/ID, takes/ID.KIND, or a POST to takes/find, star, name, delete, undo, branch, import or finish";

  private final Studio studio;
  private final @Nullable Takes takes;

  /** @param takes null where none are kept */
  TakesApi(Studio studio, @Nullable Takes takes) {
    this.studio = studio;
    this.takes = takes;
  }

  /** Whether a path behind {@code /api/} is answered here. */
  static boolean has(String path) {
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  /** Whether a body may be long. */
  static boolean isImport(String path) {
    return path.equals(PATH + "/import");
  }

  /** The answer to a request, as {@link Api} does it. */
  Answer answer(String path, byte @Nullable [] body) {
    Takes shelf = takes;
    if (shelf == null) {
      return Answer.error(409, "takes: none are kept, as the program was started with --no-take");
    }
    try {
      if (path.equals(PATH)) {
        return body == null ? list(shelf) : Answer.error(405, "method: expected GET");
      }
      String word = path.substring(PATH.length() + 1);
      if (word.equals("practice") && body == null) {
        return practice(shelf);
      }
      return body == null ? one(shelf, word) : post(shelf, word, Json.object(body));
    } catch (IllegalStateException e) {
      return Answer.error(409, String.valueOf(e.getMessage()));
    } catch (LibraryBusyException e) {
      return Answer.error(503, String.valueOf(e.getMessage()));
    } catch (LibraryException e) {
      return Answer.error(404, String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      // Of the readers of files: each says in one line what is wrong.
      return Answer.error(400, String.valueOf(e.getMessage()));
    }
  }

  private static Answer list(Takes shelf) {
    List<String> problems = shelf.sync();
    return Answer.json(Map.of(
        "takes", shelf.library().list("", false), "deleted", shelf.library().deleted(), "problems", problems));
  }

  /** What was measured of the player in the takes that are over. */
  private static Answer practice(Takes shelf) {
    List<String> problems = shelf.sync();
    return Answer.json(Map.of("practised", shelf.library().practice(), "problems", problems));
  }

  private static Answer one(Takes shelf, String word) throws IOException {
    TakeLibrary library = shelf.library();
    var whole = library.find(word);
    if (whole.isPresent()) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("take", whole.get());
      all.put("analysis", library.analysis(word));
      all.put("notes", library.notes(word));
      all.put("bars", library.barStartsMs(word));
      all.put("abc", shelf.abc(whole.get()));
      return Answer.json(all);
    }
    int dot = word.lastIndexOf('.');
    String kind = word.substring(dot + 1);
    var take = dot < 0 ? whole : library.find(word.substring(0, dot));
    String type = TYPES.get(kind);
    if (take.isEmpty() || type == null) {
      return Answer.error(404, "/api/takes/" + word + ": " + EXPECTED);
    }
    return new Answer(200, type, shelf.export(take.get(), kind));
  }

  private Answer post(Takes shelf, String word, JsonNode body) throws IOException {
    TakeLibrary library = shelf.library();
    return switch (word) {
      case "find" -> find(library, body);
      case "star" -> {
        library.star(id(library, body), body.path("on").asBoolean(true));
        yield Answer.json(take(library, body));
      }
      case "name" -> {
        library.name(id(library, body), text(body, "name"));
        yield Answer.json(take(library, body));
      }
      case "delete" -> {
        String id = id(library, body);
        library.delete(id, System.currentTimeMillis());
        yield Answer.json(Map.of("deleted", id));
      }
      case "undo" -> Answer.json(library.undo().orElseThrow(() -> new IllegalStateException("undo: nothing is deleted")));
      case "branch" -> {
        Listed take = take(library, body);
        int bar = body.path("bar").asInt(take.bars());
        studio.open(shelf.branch(take, bar, studio.settings()));
        yield Answer.json(Map.of("branched", take.id(), "bar", bar));
      }
      case "finish" -> {
        studio.open(Wish.NOTHING);
        yield Answer.json(Map.of("finished", true));
      }
      case "import" -> {
        byte[] bytes = Base64.getDecoder().decode(body.path("data").asText(""));
        yield Answer.json(library.named(shelf.take(text(body, "file"), bytes)));
      }
      default -> Answer.error(404, "/api/takes/" + word + ": " + EXPECTED);
    };
  }

  private static Answer find(TakeLibrary library, JsonNode body) {
    if (body.has("like")) {
      return found(library.like(library.named(text(body, "like")).id(), MOST_FOUND));
    }
    if (body.has("melody")) {
      return found(library.byMelody(MelodyQuery.parse(text(body, "melody")), MOST_FOUND));
    }
    if (body.has("notes")) {
      return found(library.byMelody(played(body.path("notes")), MOST_FOUND));
    }
    return found(library.list(text(body, "text"), body.path("starred").asBoolean()).stream()
        .map(take -> new Found(take, 1, 0)).toList());
  }

  private static Answer found(List<Found> found) {
    return Answer.json(Map.of("found", found));
  }

  /** Each note is {@code [milliseconds, pitch]}. */
  private static MelodyQuery played(JsonNode notes) {
    if (!notes.isArray() || notes.size() > MelodyQuery.MOST) {
      throw new IllegalArgumentException("notes: expected " + MelodyQuery.FEWEST + " to " + MelodyQuery.MOST + " of [milliseconds, pitch]");
    }
    List<long[]> played = new ArrayList<>();
    for (JsonNode note : notes) {
      if (!note.isArray() || note.size() != 2 || !note.get(0).isNumber() || !note.get(1).isInt()
          || note.get(1).asInt() < 0 || note.get(1).asInt() > 127 || note.get(0).asDouble() < 0) {
        throw new IllegalArgumentException("note " + note + ": expected [milliseconds, pitch]");
      }
      played.add(new long[] {Math.round(note.get(0).asDouble()), note.get(1).asInt()});
    }
    return MelodyQuery.played(played);
  }

  private static Listed take(TakeLibrary library, JsonNode body) {
    return library.named(text(body, "take"));
  }

  private static String id(TakeLibrary library, JsonNode body) {
    return take(library, body).id();
  }

  private static String text(JsonNode body, String key) {
    JsonNode value = body.path(key);
    if (!value.isTextual() || value.asText().length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(key + " " + (value.isMissingNode() ? "is missing" : "is no text or too long") + ": expected text");
    }
    return value.asText();
  }
}
