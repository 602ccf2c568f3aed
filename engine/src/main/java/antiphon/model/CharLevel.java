package antiphon.model;

import ai.onnxruntime.OnnxTensor;
import antiphon.patch.Patch;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The lower level: from the state in {@code hidden} and the symbols so far to the next symbol's distribution. */
final class CharLevel {
  private final Level level;
  private final LongBuffer symbols;
  private final LongBuffer positions;
  private final FloatBuffer logits;
  // Tensors of a run are fixed in shape: one set for each number of positions, at index number - 1.
  private final List<Map<String, OnnxTensor>> inputs = new ArrayList<>();
  private final List<Map<String, OnnxTensor>> outputs = new ArrayList<>();

  CharLevel(Graph graph, NativeMemory memory, Manifest manifest, OnnxTensor hidden) {
    graph.requireInput("hidden", 1, 1, manifest.hiddenSize());
    graph.requireInput("chars", 1, -1);
    graph.requireInput("pos", -1);
    graph.requireOutput("logits", 1, -1, Patch.VOCABULARY);
    level = new Level(graph, memory, manifest.charLayers(), manifest.heads(), Patch.SIZE, 3);
    symbols = memory.longs(Patch.SIZE);
    positions = memory.longs(Patch.SIZE);
    logits = memory.floats(Patch.SIZE * Patch.VOCABULARY);
    for (int count = 1; count <= Patch.SIZE; count++) {
      inputs.add(
          level.inputs(
              Map.of(
                  "hidden", hidden,
                  "chars", memory.tensor(symbols, 1, count),
                  "pos", memory.tensor(positions, count))));
      outputs.add(level.outputs(Map.of("logits", memory.tensor(logits, 1, count, Patch.VOCABULARY))));
    }
  }

  /**
   * Runs positions of the patch: position 0 is the state, position p the symbol p - 1.
   *
   * @param written symbols of the patch
   * @param from the first position to run; those before it are in the caches
   * @param count how many, at least 1
   * @param into row p becomes the logits of symbol p
   */
  void run(byte[] written, int from, int count, float[][] into) {
    for (int i = 0; i < count; i++) {
      symbols.put(i, from + i == 0 ? 0 : written[from + i - 1]);
      positions.put(i, from + i);
    }
    level.run(from, count, inputs.get(count - 1), outputs.get(count - 1));
    for (int i = 0; i < count; i++) {
      logits.get(i * Patch.VOCABULARY, into[from + i]);
    }
  }
}
