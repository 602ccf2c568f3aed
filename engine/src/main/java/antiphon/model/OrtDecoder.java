package antiphon.model;

import ai.onnxruntime.OnnxTensor;
import antiphon.memory.MemoryWeights;
import antiphon.patch.Patch;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A decoder on ONNX Runtime. The caches lie in native memory, are written in place and are never copied
 * or computed again; a run costs about 1 KB of Java heap.
 *
 * <p>With int8 weights the numbers depend slightly on how patches were grouped into runs, as activations
 * are rounded by the run; the same calls always give the same numbers.
 */
public final class OrtDecoder implements Decoder {
  private static final int WARM_PATCHES = 8;
  private static final long LONGEST_RUN_S = 3;

  private final NativeMemory memory = new NativeMemory();
  private final Supplier<PatchContext> contexts;
  private final CharLevel charLevel;
  private final byte[] fingerprints;
  private final MemoryWeights memoryWeights;
  private final boolean notagen;
  private PatchContext context;
  /** The one that is being prepared, or was current before; made when it is first needed. */
  private @Nullable PatchContext spare;

  private final byte[] written = new byte[Patch.SIZE];
  private final float[][] logits = new float[Patch.SIZE][Patch.VOCABULARY];
  private boolean writing;
  private int symbols;
  // Positions of the patch whose logits are there.
  private int looked;
  /** Held while native code runs, so that nothing is freed under it. */
  private final ReentrantLock inUse = new ReentrantLock();
  private volatile boolean closed;

  /**
   * Loads a model and checks it against its manifest.
   *
   * @throws ModelException if it does not fit, or the device is not there
   */
  public OrtDecoder(Bundle bundle, DecoderOptions options) {
    this(new LoadedModel(bundle, options), true);
  }

  /** Of a model that outlives it. */
  OrtDecoder(LoadedModel model) {
    this(model, false);
  }

  private OrtDecoder(LoadedModel model, boolean owns) {
    Manifest manifest = model.manifest();
    fingerprints = model.fingerprints();
    memoryWeights = model.memory();
    notagen = manifest.notagen();
    DecoderOptions options = model.options();
    if (owns) {
      memory.keep(model);
    }
    if (options.patches() > manifest.maxPatches()) {
      memory.close();
      throw new ModelException(
          "context of " + options.patches() + " patches, expected at most the model's " + manifest.maxPatches());
    }
    int capacity = options.patches() == 0 ? manifest.maxPatches() : options.patches();
    FloatBuffer hidden = memory.floats(manifest.hiddenSize());
    OnnxTensor hiddenTensor = memory.tensor(hidden, 1, 1, manifest.hiddenSize());
    contexts = () -> new PatchContext(
        new PatchLevel(model.patchGraph(), memory, manifest, capacity, hiddenTensor), capacity, hidden);
    try {
      context = contexts.get();
      charLevel = new CharLevel(model.charGraph(), memory, manifest, hiddenTensor);
      context.requireLastPosition(manifest);
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  @Override
  public byte[] fingerprints() {
    return fingerprints;
  }

  @Override
  public MemoryWeights memory() {
    return memoryWeights;
  }

  @Override
  public boolean notagen() {
    return notagen;
  }

  @Override
  public int capacity() {
    return context.capacity();
  }

  @Override
  public int length() {
    return context.length();
  }

  @Override
  public Patch patch(int index) {
    return context.patch(index);
  }

  @Override
  public void feed(List<Patch> patches) {
    inUse.lock();
    try {
      requireOpen();
      context.feed(patches);
      writing = false;
    } finally {
      inUse.unlock();
    }
  }

  @Override
  public void rewind(int length) {
    requireOpen();
    context.rewind(length);
    writing = false;
    if (length == 0 && spare != null) {
      spare.rewind(0);
    }
  }

  @Override
  public void prepare(List<Patch> next, int most) {
    inUse.lock();
    try {
      requireOpen();
      writing = false;
      PatchContext aside = spare;
      if (aside == null) {
        aside = contexts.get();
        spare = aside;
      }
      int same = 0;
      while (same < aside.length() && same < next.size() && aside.patch(same).equals(next.get(same))) {
        same++;
      }
      aside.rewind(same);
      aside.feed(next.subList(same, Math.min(next.size(), same + most)));
    } finally {
      inUse.unlock();
    }
  }

  @Override
  public void turn() {
    requireOpen();
    PatchContext prepared = spare;
    if (prepared != null) {
      spare = context;
      context = prepared;
      spare.rewind(0);
      writing = false;
    }
  }

  @Override
  public void beginPatch() {
    inUse.lock();
    try {
      requireOpen();
      if (context.length() == 0) {
        throw new IllegalStateException("nothing to go on from: feed Patch.FIRST at least");
      }
      context.recall();
      writing = true;
      symbols = 0;
      looked = 0;
    } finally {
      inUse.unlock();
    }
  }

  @Override
  public int symbols() {
    requireWriting();
    return symbols;
  }

  @Override
  public void push(int symbol) {
    requireWriting();
    if (symbol < 0 || symbol >= Patch.VOCABULARY) {
      throw new IllegalArgumentException("symbol " + symbol + ": expected 0 to 127");
    }
    if (symbols == Patch.SIZE) {
      throw new IllegalStateException("the patch is full: end it");
    }
    if (written[symbols] != symbol) {
      looked = Math.min(looked, symbols + 1);
      written[symbols] = (byte) symbol;
    }
    symbols++;
  }

  @Override
  public void rewindSymbols(int symbols) {
    requireWriting();
    if (symbols < 0 || symbols > this.symbols) {
      throw new IllegalArgumentException("rewind to " + symbols + " symbols: expected 0 to " + this.symbols);
    }
    this.symbols = symbols;
  }

  @Override
  public float[] logits(int index) {
    inUse.lock();
    try {
      requireWriting();
      if (index < 0 || index > symbols || index >= Patch.SIZE) {
        throw new IllegalArgumentException(
            "logits of symbol " + index + ": expected 0 to " + Math.min(symbols, Patch.SIZE - 1));
      }
      if (index >= looked) {
        int positions = Math.min(symbols + 1, Patch.SIZE);
        charLevel.run(written, looked, positions - looked, logits);
        looked = positions;
      }
      return logits[index];
    } finally {
      inUse.unlock();
    }
  }

  @Override
  public Patch endPatch() {
    requireWriting();
    if (symbols < Patch.SIZE && (symbols == 0 || written[symbols - 1] != Patch.END)) {
      throw new IllegalStateException("patch of " + symbols + " symbols: expected 16, or an end");
    }
    Patch patch = Patch.ofSymbols(written, symbols);
    feed(Collections.singletonList(patch));
    return patch;
  }

  @Override
  public void warmUp() {
    rewind(0);
    int count = Math.min(WARM_PATCHES, capacity() - 1);
    feed(Collections.nCopies(count, Patch.FIRST));
    feed(List.of(Patch.FIRST));
    beginPatch();
    for (int i = 0; i < Patch.SIZE; i++) {
      logits();
      push('z');
    }
    beginPatch();
    for (int i = 0; i < Patch.SIZE; i++) {
      push('z');
    }
    logits(Patch.SIZE - 1);
    rewind(0);
  }

  /** [any] Waits for a run under way; where that does not return, its memory is lost rather than taken away under it. */
  @Override
  public void close() {
    boolean free = false;
    try {
      free = inUse.tryLock(LONGEST_RUN_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    boolean first = !closed;
    closed = true;
    if (free) {
      try {
        if (first) {
          memory.close();
        }
      } finally {
        inUse.unlock();
      }
    }
  }

  /** The state after the last patch, which predicts the next. */
  float[] state() {
    return context.state();
  }

  private void requireWriting() {
    requireOpen();
    if (!writing) {
      throw new IllegalStateException("no patch is being written: begin one");
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the decoder is closed");
    }
  }
}
