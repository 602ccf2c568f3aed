package antiphon.lab.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** NotaGen's way of inference without caches, in PyTorch on one thread, in a process of its own. Stateless. */
final class ReferenceRun {
  private ReferenceRun() {}

  /**
   * Processor time of a bar in milliseconds.
   *
   * @param training the folder of that name
   * @throws IOException if Python or PyTorch is missing, or the checkpoint cannot be read
   */
  static double barMs(Path training, String python, Path checkpoint, int context, int patches)
      throws IOException, InterruptedException {
    if (!Files.isDirectory(training)) {
      throw new IOException(training + ": no such folder, expected that of the project, with the reference in it");
    }
    Process process = new ProcessBuilder(List.of(
            python, "-m", "antiphon_training.reference", "--checkpoint", checkpoint.toAbsolutePath().toString(),
            "--context", String.valueOf(context), "--patches", String.valueOf(patches), "--json"))
        .directory(training.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> lines = said.lines().toList();
    if (process.waitFor() != 0 || lines.isEmpty()) {
      throw new IOException("reference: " + (lines.isEmpty() ? "said nothing" : lines.getLast()));
    }
    JsonNode ms = new ObjectMapper().readTree(lines.getLast()).path("bar-ms");
    if (!ms.isNumber()) {
      throw new IOException("reference: '" + lines.getLast() + "' found, expected its figures");
    }
    return ms.doubleValue();
  }
}
