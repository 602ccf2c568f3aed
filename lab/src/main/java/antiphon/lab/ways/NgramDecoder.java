package antiphon.lab.ways;

import antiphon.memory.MemoryWeights;
import antiphon.model.Decoder;
import antiphon.patch.Patch;
import java.util.ArrayList;
import java.util.List;

/** {@link Ngrams} in the place of a model, so that both are asked, masked and measured the same way. Mutable; one thread. */
public final class NgramDecoder implements Decoder {
  private static final int CAPACITY = 256;

  private final Ngrams ngrams;
  private final List<Patch> patches = new ArrayList<>();
  private final byte[] symbols = new byte[Patch.SIZE];
  private final double[] probabilities = new double[Patch.VOCABULARY];
  private final float[] logits = new float[Patch.VOCABULARY];
  private int written;

  public NgramDecoder(Ngrams ngrams) {
    this.ngrams = ngrams;
  }

  @Override
  public MemoryWeights memory() {
    return MemoryWeights.NONE;
  }

  @Override
  public int capacity() {
    return CAPACITY;
  }

  @Override
  public int length() {
    return patches.size();
  }

  @Override
  public Patch patch(int index) {
    return patches.get(index);
  }

  @Override
  public void feed(List<Patch> more) {
    if (patches.size() + more.size() > CAPACITY) {
      throw new IllegalStateException(patches.size() + " and " + more.size() + " patches: expected " + CAPACITY + " at most");
    }
    patches.addAll(more);
    written = 0;
  }

  @Override
  public void rewind(int length) {
    patches.subList(length, patches.size()).clear();
    written = 0;
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
    written = 0;
  }

  @Override
  public int symbols() {
    return written;
  }

  @Override
  public void push(int symbol) {
    symbols[written++] = (byte) symbol;
  }

  @Override
  public void rewindSymbols(int count) {
    written = count;
  }

  @Override
  public float[] logits(int index) {
    long past = 0;
    int known = 0;
    // As many patches as hold six symbols for sure, the newest last.
    for (Patch patch : patches.subList(Math.max(0, patches.size() - Ngrams.ORDER), patches.size())) {
      for (int i = 0; patch.length() > 0 && i < Math.min(Patch.SIZE, patch.length() + 1); i++) {
        past = Ngrams.push(past, patch.symbol(i));
        known++;
      }
    }
    for (int i = 0; i < index; i++) {
      past = Ngrams.push(past, symbols[i]);
      known++;
    }
    ngrams.probabilities(past, known, probabilities);
    for (int symbol = 0; symbol < logits.length; symbol++) {
      logits[symbol] = (float) Math.log(probabilities[symbol]);
    }
    return logits;
  }

  @Override
  public Patch endPatch() {
    Patch patch = Patch.ofSymbols(symbols, written);
    if (patch.open()) {
      throw new IllegalStateException("a patch of " + written + " symbols: expected 16, or an end");
    }
    patches.add(patch);
    written = 0;
    return patch;
  }

  @Override
  public void warmUp() {
    rewind(0);
  }

  @Override
  public void close() {
    // Nothing is held outside of the heap.
  }
}
