package antiphon.model;

import antiphon.patch.Patch;
import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.List;

/** Patches that the upper level has read, with its caches and the states that predict what follows. Mutable; one thread at a time. */
final class PatchContext {
  private final PatchLevel level;
  private final FloatBuffer hidden;
  private final Patch[] patches;
  private int length;
  /** Patches whose keys and values are there, also behind {@link #length}. */
  private int there;

  // The state after each patch, where a run ended at it.
  private final float[][] states;
  private final BitSet known = new BitSet();
  /** Patches that were read in runs of their own, which would give the same numbers again. */
  private final BitSet alone = new BitSet();

  /**
   * Begins with nothing read.
   *
   * @param capacity in patches
   * @param hidden where {@code level} leaves its state
   */
  PatchContext(PatchLevel level, int capacity, FloatBuffer hidden) {
    this.level = level;
    this.hidden = hidden;
    patches = new Patch[capacity];
    states = new float[capacity][];
  }

  int capacity() {
    return patches.length;
  }

  int length() {
    return length;
  }

  Patch patch(int index) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException("patch " + index + " of " + length);
    }
    return patches[index];
  }

  /** Reads more, in a single run; one patch that was read behind these before, and given up, at no cost. */
  void feed(List<Patch> more) {
    int count = more.size();
    if (count == 1 && length < there && alone.get(length) && patches[length].equals(more.getFirst())) {
      length++;
      return;
    }
    if (length + count > patches.length) {
      throw new IllegalStateException(
          "context of " + patches.length + " patches: " + length + " there and " + count + " more do not fit");
    }
    for (int i = 0; i < count; i++) {
      if (more.get(i).open()) {
        throw new IllegalArgumentException("patch " + more.get(i) + " is open: expected a full or ended one");
      }
      patches[length + i] = more.get(i);
    }
    if (count > 0) {
      there = length;
      level.run(patches, length, count);
      known.clear(length, length + count);
      alone.clear(length, length + count);
      alone.set(length, count == 1);
      length += count;
      there = length;
      remember();
    }
  }

  /** Keeps the first {@code length}. */
  void rewind(int length) {
    if (length < 0 || length > this.length) {
      throw new IllegalArgumentException("rewind to " + length + " patches: expected 0 to " + this.length);
    }
    this.length = length;
    if (length == 0) {
      there = 0;
    }
  }

  /** Brings the state after the last patch to {@code hidden}; reads the patch again if no run ended there. */
  void recall() {
    if (known.get(length - 1)) {
      hidden.put(0, states[length - 1]);
    } else {
      there = length;
      level.run(patches, length - 1, 1);
      remember();
    }
  }

  /** The state after the last patch. */
  float[] state() {
    recall();
    return states[length - 1].clone();
  }

  /** Fails if the graph has fewer positions than the context; better here than in the middle of a piece. */
  void requireLastPosition(Manifest manifest) {
    int last = patches.length - 1;
    patches[last] = Patch.FIRST;
    try {
      level.run(patches, last, 1);
    } catch (ModelException e) {
      throw new ModelException(
          manifest.patchGraph() + ": does not run at position " + last + ", expected " + manifest.maxPatches()
              + " positions by the manifest", e);
    }
  }

  /** Keeps the state that a run left in {@code hidden}. */
  private void remember() {
    int last = length - 1;
    float[] state = states[last];
    if (state == null) {
      state = new float[hidden.capacity()];
      states[last] = state;
    }
    hidden.get(0, state);
    known.set(last);
  }
}
