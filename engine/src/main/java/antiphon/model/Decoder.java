package antiphon.model;

import antiphon.memory.MemoryWeights;
import antiphon.patch.Patch;
import java.util.List;

/**
 * A model in memory with what it has read: the patches of a context, and the symbols of the patch that
 * it is writing. Mutable; one thread at a time.
 *
 * <p>Upper level: {@link #feed} appends patches, {@link #rewind} forgets the last ones at no cost. Lower
 * level: {@link #beginPatch}, then {@link #logits()} and {@link #push} in turn, then {@link #endPatch}.
 * Pushing costs nothing; the symbols pushed since the last look are run together when the next
 * distribution is looked at, so a forced text of ten characters costs one run, and so does checking a
 * guess of ten characters.
 *
 * <pre>{@code
 * decoder.feed(patches);                        // begins with Patch.FIRST
 * decoder.beginPatch();
 * while (!complete) {
 *   int symbol = sampler.sample(decoder.logits(), allowedLow, allowedHigh);
 *   decoder.push(symbol);
 *   complete = line.push(symbol);
 * }
 * decoder.endPatch();
 * }</pre>
 */
public interface Decoder extends AutoCloseable {
  /** Of a model of whose training nothing is known. */
  byte[] NO_FINGERPRINTS = new byte[0];

  /** Patches that fit into the context. [any] */
  int capacity();

  /** What the training set was like, as {@code critic} reads it; empty where nobody knows. Not to be changed. [any] */
  default byte[] fingerprints() {
    return NO_FINGERPRINTS;
  }

  /** Whether it is asked as NotaGen-X is: by period, composer and instrumentation. [any] */
  default boolean notagen() {
    return false;
  }

  /** How much a memory of the page counts beside it; {@link MemoryWeights#NONE} where it is asked alone. [any] */
  MemoryWeights memory();

  /** Patches in the context. [engine] */
  int length();

  /** The patch at {@code index} of the context. [engine] */
  Patch patch(int index);

  /**
   * Appends patches to the context in a single run; gives up a patch that is being written. [engine]
   *
   * @param patches closed ones; the first of all is {@link Patch#FIRST}
   * @throws IllegalArgumentException if a patch is open
   * @throws IllegalStateException if they do not fit; the context is as it was
   */
  void feed(List<Patch> patches);

  /**
   * Keeps the first {@code length} patches, 0 to {@link #length()}; 0 forgets what was prepared, too. Gives up a patch
   * that is being written. [engine]
   */
  void rewind(int length);

  /**
   * Reads a part of a context that will be needed later, beside the current one, so that a long text need not be read
   * at once; gives up a patch that is being written. Does nothing where reading costs nothing. [engine]
   *
   * @param next as it is known now; where it differs from what was prepared before, that is read again
   * @param most patches to read now
   */
  void prepare(List<Patch> next, int most);

  /** Goes over to the context that was prepared, if one was, as far as it was read. [engine] */
  void turn();

  /**
   * Makes the context equal to {@code context}: rewinds to where they differ and feeds the rest. [engine]
   *
   * @return how many patches were kept
   */
  default int align(List<Patch> context) {
    int same = 0;
    while (same < length() && same < context.size() && patch(same).equals(context.get(same))) {
      same++;
    }
    rewind(same);
    feed(context.subList(same, context.size()));
    return same;
  }

  /** Begins to write the patch after the context, which is not empty. [engine] */
  void beginPatch();

  /** Symbols pushed since {@link #beginPatch}, 0 to 16. [engine] */
  int symbols();

  /** Writes a symbol, 0 to 127. [engine] */
  void push(int symbol);

  /**
   * Keeps the first {@code symbols} of those pushed; needs no run, nor does pushing the same ones again that were looked
   * at. So a guess is pushed, looked at from its beginning, and taken back. [engine]
   */
  void rewindSymbols(int symbols);

  /** The distribution of the symbol after those pushed; see {@link #logits(int)}. [engine] */
  default float[] logits() {
    return logits(symbols());
  }

  /**
   * The distribution of the symbol at {@code index} given those before it. [engine]
   *
   * @param index 0 to {@link #symbols()}, at most 15
   * @return 128 unnormalised log-probabilities; owned by the decoder, valid until a symbol before {@code
   *     index} or the context changes
   */
  float[] logits(int index);

  /**
   * Appends the patch that was written to the context. [engine]
   *
   * @return it
   * @throws IllegalStateException if it is neither full nor ended
   */
  Patch endPatch();

  /** Runs every path once, so that the first bar is not slower than the others; empties the context. [engine] */
  void warmUp();

  /** Gives the memory back; closing twice is harmless. */
  @Override
  void close();
}
