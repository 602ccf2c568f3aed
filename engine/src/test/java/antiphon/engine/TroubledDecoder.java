package antiphon.engine;

import antiphon.memory.MemoryWeights;
import antiphon.model.Decoder;
import antiphon.patch.Patch;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A model that can be made to stand still, or to throw, and to come back. */
final class TroubledDecoder implements Decoder {
  enum Trouble { NONE, STALLS, THROWS }

  private final Decoder sound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Trouble trouble = Trouble.NONE;

  TroubledDecoder(Decoder sound) {
    this.sound = sound;
  }

  void trouble(Trouble now) {
    lock.lock();
    try {
      trouble = now;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void live() {
    lock.lock();
    try {
      while (trouble == Trouble.STALLS) {
        changed.awaitUninterruptibly();
      }
      if (trouble == Trouble.THROWS) {
        throw new IllegalStateException("the model is gone");
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public MemoryWeights memory() {
    return sound.memory();
  }

  @Override
  public int capacity() {
    return sound.capacity();
  }

  @Override
  public int length() {
    return sound.length();
  }

  @Override
  public Patch patch(int index) {
    return sound.patch(index);
  }

  @Override
  public void feed(List<Patch> patches) {
    live();
    sound.feed(patches);
  }

  @Override
  public void rewind(int length) {
    sound.rewind(length);
  }

  @Override
  public void prepare(List<Patch> next, int most) {
    live();
    sound.prepare(next, most);
  }

  @Override
  public void turn() {
    sound.turn();
  }

  @Override
  public void beginPatch() {
    live();
    sound.beginPatch();
  }

  @Override
  public int symbols() {
    return sound.symbols();
  }

  @Override
  public void push(int symbol) {
    sound.push(symbol);
  }

  @Override
  public void rewindSymbols(int symbols) {
    sound.rewindSymbols(symbols);
  }

  @Override
  public float[] logits(int index) {
    live();
    return sound.logits(index);
  }

  @Override
  public Patch endPatch() {
    return sound.endPatch();
  }

  @Override
  public void warmUp() {
    sound.warmUp();
  }

  @Override
  public void close() {
    sound.close();
  }
}
