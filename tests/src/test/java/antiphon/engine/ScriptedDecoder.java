package antiphon.engine;

import antiphon.memory.MemoryWeights;
import antiphon.model.Decoder;
import antiphon.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A model without weights: it wants something else each time, and while it fails it throws, exceptions and errors. */
final class ScriptedDecoder implements Decoder {
  /** What a killed thread or an exhausted machine throws: no exception that a stage would catch. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed");
    }
  }

  private static final int NOISE = 4_096;
  private static final float REST = 20;
  private static final int ONE_OF_FAILURES_KILLS = 8;

  private final SplittableRandom random;
  private final List<Patch> context = new ArrayList<>();
  private final byte[] symbols = new byte[Patch.SIZE];
  private final float[] noise = new float[NOISE];
  private final float[] logits = new float[Patch.VOCABULARY];
  private int count;
  boolean failing;
  /** Whether it wants rests wherever it may. */
  boolean resting;

  ScriptedDecoder(SplittableRandom random) {
    this.random = random;
    for (int i = 0; i < NOISE; i++) {
      noise[i] = 4 * random.nextFloat();
    }
  }

  private void mayFail() {
    if (failing && random.nextInt(3) == 0) {
      if (random.nextInt(ONE_OF_FAILURES_KILLS) == 0) {
        throw new Killed();
      }
      throw new IllegalStateException("failing as told");
    }
  }

  @Override
  public MemoryWeights memory() {
    return MemoryWeights.NONE;
  }

  @Override
  public int capacity() {
    return 256;
  }

  @Override
  public int length() {
    return context.size();
  }

  @Override
  public Patch patch(int index) {
    return context.get(index);
  }

  @Override
  public void feed(List<Patch> patches) {
    mayFail();
    if (context.size() + patches.size() > capacity()) {
      throw new IllegalStateException("context full");
    }
    context.addAll(patches);
  }

  @Override
  public void rewind(int length) {
    context.subList(length, context.size()).clear();
  }

  @Override
  public void prepare(List<Patch> next, int most) {
    // Reading costs nothing here.
  }

  @Override
  public void turn() {
    // Nothing was prepared.
  }

  @Override
  public void beginPatch() {
    mayFail();
    count = 0;
  }

  @Override
  public int symbols() {
    return count;
  }

  @Override
  public void push(int symbol) {
    symbols[count++] = (byte) symbol;
  }

  @Override
  public void rewindSymbols(int kept) {
    count = kept;
  }

  @Override
  public float[] logits(int index) {
    System.arraycopy(noise, random.nextInt(NOISE - logits.length), logits, 0, logits.length);
    logits['z'] += resting ? REST : 0;
    return logits;
  }

  @Override
  public Patch endPatch() {
    Patch patch = Patch.ofSymbols(symbols, count);
    context.add(patch);
    count = 0;
    return patch;
  }

  @Override
  public void warmUp() {
    context.clear();
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
