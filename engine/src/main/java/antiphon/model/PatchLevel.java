package antiphon.model;

import ai.onnxruntime.OnnxTensor;
import antiphon.patch.Patch;
import java.nio.LongBuffer;
import java.util.Map;

/** The upper level: reads patches and leaves the state that predicts the next one in {@code hidden}. */
final class PatchLevel {
  private final Level level;
  private final LongBuffer symbols;
  private final LongBuffer positions;
  private final Map<String, OnnxTensor> stepInputs;
  private final Map<String, OnnxTensor> outputs;

  PatchLevel(Graph graph, NativeMemory memory, Manifest manifest, int capacity, OnnxTensor hidden) {
    graph.requireInput("chars", 1, -1, Patch.SIZE);
    graph.requireInput("pos", -1);
    graph.requireOutput("hidden", 1, 1, manifest.hiddenSize());
    level = new Level(graph, memory, manifest.patchLayers(), manifest.heads(), capacity, 2);
    symbols = memory.longs(capacity * Patch.SIZE);
    positions = memory.longs(capacity);
    stepInputs =
        level.inputs(
            Map.of("chars", memory.tensor(symbols, 1, 1, Patch.SIZE), "pos", memory.tensor(positions, 1)));
    outputs = level.outputs(Map.of("hidden", hidden));
  }

  /**
   * Reads patches of a context.
   *
   * @param context by position
   * @param from the first to read; those before it are in the caches
   * @param count how many, at least 1
   */
  void run(Patch[] context, int from, int count) {
    for (int i = 0; i < count; i++) {
      Patch patch = context[from + i];
      for (int j = 0; j < Patch.SIZE; j++) {
        symbols.put(i * Patch.SIZE + j, patch.symbol(j));
      }
      positions.put(i, from + i);
    }
    if (count == 1) {
      level.run(from, 1, stepInputs, outputs);
      return;
    }
    try (OnnxTensor chars = NativeMemory.passing(symbols, 1, count, Patch.SIZE);
        OnnxTensor pos = NativeMemory.passing(positions, count)) {
      level.run(from, count, level.inputs(Map.of("chars", chars, "pos", pos)), outputs);
    }
  }
}
