package antiphon.model;

import antiphon.patch.Patch;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the trainer computed for the tiny model of the test resources (written by
 * {@code python3 -m antiphon_training.fixtures}).
 */
record DecoderCases(
    List<Patch> patches, float[][] states, int keep, List<Patch> branch, float[][] branchStates, List<Chars> chars) {
  static final DecoderCases READ = read();

  /** The symbols of a patch after the first {@code context} patches, and each one's logits. */
  record Chars(int context, byte[] symbols, float[][] logits) {}

  static Bundle bundle(String precision) {
    return Bundle.resources("/antiphon/model/" + precision + "/");
  }

  private static DecoderCases read() {
    try (InputStream in = DecoderCases.class.getResourceAsStream("/antiphon/model/decoder.json")) {
      JsonNode tree = new ObjectMapper().readTree(in);
      JsonNode branch = tree.get("branch");
      List<Chars> chars = new ArrayList<>();
      for (JsonNode node : tree.get("chars")) {
        chars.add(new Chars(node.get("patch").intValue() + 1, symbols(node.get("chars")), rows(node.get("logits"))));
      }
      return new DecoderCases(
          patches(tree.get("patches")), rows(tree.get("hidden")), branch.get("keep").intValue(),
          patches(branch.get("patches")), rows(branch.get("hidden")), chars);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Patch> patches(JsonNode array) {
    List<Patch> patches = new ArrayList<>();
    array.forEach(node -> patches.add(Patch.ofSymbols(symbols(node), Patch.SIZE)));
    return patches;
  }

  private static byte[] symbols(JsonNode array) {
    byte[] symbols = new byte[array.size()];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = (byte) array.get(i).intValue();
    }
    return symbols;
  }

  private static float[][] rows(JsonNode array) {
    float[][] rows = new float[array.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[array.get(i).size()];
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = array.get(i).get(j).floatValue();
      }
    }
    return rows;
  }
}
