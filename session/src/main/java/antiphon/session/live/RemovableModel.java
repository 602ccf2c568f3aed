package antiphon.session.live;

import antiphon.memory.MemoryWeights;
import antiphon.model.Decoder;
import antiphon.model.ModelException;
import antiphon.patch.Patch;
import java.util.List;

/**
 * A model that can be taken away while it plays, and given back: without it the engine's fallbacks play. As {@link
 * Decoder}, one thread at a time; taken away and given back from any.
 */
public final class RemovableModel implements Decoder {
  private final Decoder model;
  private volatile boolean away;

  RemovableModel(Decoder model) {
    this.model = model;
  }

  /** Takes the model away, or gives it back. [any] */
  public void take(boolean taken) {
    away = taken;
  }

  private Decoder there() {
    if (away) {
      throw new ModelException("the model was taken away: expected it back");
    }
    return model;
  }

  @Override
  public MemoryWeights memory() {
    return model.memory();
  }

  @Override
  public int capacity() {
    return model.capacity();
  }

  @Override
  public byte[] fingerprints() {
    return model.fingerprints();
  }

  @Override
  public boolean notagen() {
    return model.notagen();
  }

  @Override
  public int length() {
    return model.length();
  }

  @Override
  public Patch patch(int index) {
    return model.patch(index);
  }

  @Override
  public void feed(List<Patch> patches) {
    there().feed(patches);
  }

  @Override
  public void rewind(int length) {
    there().rewind(length);
  }

  @Override
  public void prepare(List<Patch> next, int most) {
    there().prepare(next, most);
  }

  @Override
  public void turn() {
    there().turn();
  }

  @Override
  public void beginPatch() {
    there().beginPatch();
  }

  @Override
  public int symbols() {
    return model.symbols();
  }

  @Override
  public void push(int symbol) {
    there().push(symbol);
  }

  @Override
  public void rewindSymbols(int symbols) {
    there().rewindSymbols(symbols);
  }

  @Override
  public float[] logits(int index) {
    return there().logits(index);
  }

  @Override
  public Patch endPatch() {
    return there().endPatch();
  }

  @Override
  public void warmUp() {
    there().warmUp();
  }

  @Override
  public void close() {
    model.close();
  }
}
