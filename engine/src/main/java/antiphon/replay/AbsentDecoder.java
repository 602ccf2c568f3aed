package antiphon.replay;

import antiphon.memory.MemoryWeights;
import antiphon.model.Decoder;
import antiphon.patch.Patch;
import java.util.List;

/** Stands where a model would: in a replay that writes nothing anew, and where there is none. Stateless. */
public final class AbsentDecoder implements Decoder {
  private static final int CAPACITY = 1 << 20;

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
    return 0;
  }

  @Override
  public void rewind(int length) {
    // Nothing was read.
  }

  @Override
  public void warmUp() {
    // There is nothing to warm.
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  @Override
  public Patch patch(int index) {
    throw absent();
  }

  @Override
  public void feed(List<Patch> patches) {
    throw absent();
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
    throw absent();
  }

  @Override
  public int symbols() {
    throw absent();
  }

  @Override
  public void push(int symbol) {
    throw absent();
  }

  @Override
  public void rewindSymbols(int symbols) {
    throw absent();
  }

  @Override
  public float[] logits(int index) {
    throw absent();
  }

  @Override
  public Patch endPatch() {
    throw absent();
  }

  private static IllegalStateException absent() {
    return new IllegalStateException("asked a model that is not there");
  }
}
