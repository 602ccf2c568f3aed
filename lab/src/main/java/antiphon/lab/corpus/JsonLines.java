package antiphon.lab.corpus;

import antiphon.abc.AbcException;
import antiphon.abc.AbcReader;
import antiphon.score.Score;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.tukaani.xz.XZInputStream;

/** Reads {@code *.iabc.jsonl.xz}: one piece a line, with its ABC in {@code text}. */
final class JsonLines {
  static final String SUFFIX = ".iabc.jsonl.xz";
  /** The corpus whose pieces have each their own licence; the others have one for all. */
  private static final String LICENSED_BY_PIECE = "mutopia";

  private static final Pattern SHARE_ALIKE = Pattern.compile("(?i)share-?alike|by-sa");
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonLines() {}

  /**
   * Hands on each piece that can be read; the rest is counted with its reason.
   *
   * @throws IOException if the file cannot be read at all
   */
  static void read(Path file, EncodeCounts counts, Consumer<Piece> pieces) throws IOException {
    String name = String.valueOf(file.getFileName());
    String corpus = name.substring(0, name.length() - SUFFIX.length());
    try (BufferedReader lines = new BufferedReader(
        new InputStreamReader(new XZInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode json = JSON.readTree(line);
        String licence = json.path("licence").asText("");
        boolean stated = !licence.isBlank() || !LICENSED_BY_PIECE.equals(corpus);
        if (!stated || SHARE_ALIKE.matcher(licence).find()) {
          // Weights that we publish must not carry a share-alike condition, nor rest on what nobody allowed.
          counts.skipped(corpus, stated ? "licence is share-alike" : "licence is not stated");
          continue;
        }
        try {
          Score score = AbcReader.read(json.path("text").asText());
          pieces.accept(new Piece(json.path("id").asText(), corpus, work(json), score));
        } catch (AbcException e) {
          counts.skipped(corpus, "not readable: " + reason(e));
        }
      }
    }
  }

  /** Composer and title without numbers: movements and settings of one work fall together. */
  private static String work(JsonNode json) {
    String composer = json.path("composer").asText("");
    String title = json.path("title").asText("");
    String key = (composer + "|" + title).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}|]+", " ").strip();
    return key.length() > 3 ? key : json.path("id").asText();
  }

  /** The message without the place, so that equal reasons are counted together. */
  static String reason(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    return message.replaceFirst("^line \\d+, column \\d+: ", "").replaceAll("\\d+", "#");
  }
}
