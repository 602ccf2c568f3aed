package antiphon.app.evaluate;

import antiphon.abc.AbcReader;
import antiphon.score.Score;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The pieces of the validation split of a file of encoded scores. Stateless. */
final class HeldOut {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HeldOut() {}

  /**
   * Hands on at most {@code most} of the pieces that are wanted, spread over the file, which is in order of corpora.
   *
   * @throws IOException if the file cannot be read
   */
  static void read(Path file, int most, Predicate<Score> wanted, Consumer<Score> pieces) throws IOException {
    List<String> held = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("\"split\":\"valid\"") && wanted.test(score(line))) {
          held.add(line);
        }
      }
    }
    int count = Math.min(most, held.size());
    for (int i = 0; i < count; i++) {
      pieces.accept(score(held.get((int) ((long) i * held.size() / count))));
    }
  }

  private static Score score(String line) throws IOException {
    return AbcReader.read(JSON.readTree(line).path("text").asText());
  }
}
