package antiphon.model;

import ai.onnxruntime.OnnxTensor;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * What both levels of a model share: a graph and its attention caches.
 *
 * <p>Each cache is one tensor that the graph reads as {@code past} and writes as {@code present}: a run
 * adds its keys and values behind those that count, and to forget some is to count fewer.
 */
final class Level {
  private final Graph graph;
  private final IntBuffer lastIndex;
  private final IntBuffer total;
  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private final Map<String, OnnxTensor> outputs = new HashMap<>();

  /**
   * Lays out the caches.
   *
   * @param layers of attention
   * @param heads of each
   * @param positions that the caches hold
   * @param ownInputs inputs that the graph has besides the caches and their two lengths
   */
  Level(Graph graph, NativeMemory memory, int layers, int heads, int positions, int ownInputs) {
    this.graph = graph;
    lastIndex = memory.ints(1);
    total = memory.ints(1);
    graph.requireInputs(ownInputs + 2 + 2 * layers);
    graph.requireInput("seqlens_k", 1);
    boolean scalar = graph.inputShape("total").length == 0;
    inputs.put("seqlens_k", memory.tensor(lastIndex, 1));
    inputs.put("total", scalar ? memory.tensor(total) : memory.tensor(total, 1));
    for (int i = 0; i < layers; i++) {
      for (String kind : new String[] {"key_", "value_"}) {
        long[] shape = {1, heads, positions, Manifest.HEAD_SIZE};
        graph.requireInput("past_" + kind + i, shape);
        graph.requireOutput("present_" + kind + i, shape);
        OnnxTensor cache = memory.tensor(memory.floats(heads * positions * Manifest.HEAD_SIZE), shape);
        inputs.put("past_" + kind + i, cache);
        outputs.put("present_" + kind + i, cache);
      }
    }
  }

  /** The inputs of a run: the caches and lengths, and those of its own. */
  Map<String, OnnxTensor> inputs(Map<String, OnnxTensor> own) {
    return joined(inputs, own);
  }

  /** The outputs of a run: the caches, and those of its own. */
  Map<String, OnnxTensor> outputs(Map<String, OnnxTensor> own) {
    return joined(outputs, own);
  }

  /**
   * Runs the graph.
   *
   * @param past positions of the caches that count
   * @param count positions that the run adds
   */
  void run(int past, int count, Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
    lastIndex.put(0, past + count - 1);
    total.put(0, past + count);
    graph.run(inputs, outputs);
  }

  private static Map<String, OnnxTensor> joined(Map<String, OnnxTensor> shared, Map<String, OnnxTensor> own) {
    Map<String, OnnxTensor> all = new HashMap<>(shared);
    all.putAll(own);
    return all;
  }
}
