package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;

/**
 * A law that is held over many sequences of events, dealt out to two threads: blocks of them go through one run,
 * each beginning with what the one before left behind. A failure names the run's seed.
 *
 * @param sequences in all
 * @param block so many of them go through one run
 */
record SequenceLaw(int sequences, int block) {
  private static final int THREADS = 2;

  /** What the sequences of a block go through. */
  interface Run extends AutoCloseable {
    void sequence() throws Exception;

    /** Notes begun so far. */
    long notes();

    @Override
    default void close() {}
  }

  /** So many sequences, or as many times as many as {@code -Dantiphon.law=TIMES} says for a long run. */
  static int many(int usual) {
    return usual * Math.max(1, Integer.getInteger("antiphon.law", 1));
  }

  /** Holds the law, with seeds from 0; fails, too, if there was less than a note a sequence. */
  void hold(LongFunction<Run> runOfSeed) throws Exception {
    long startNs = System.nanoTime();
    long notes = 0;
    try (ExecutorService workers = Executors.newFixedThreadPool(THREADS)) {
      int blocks = sequences / block / THREADS;
      List<Callable<Long>> work =
          List.of(() -> play(runOfSeed, 0, blocks), () -> play(runOfSeed, blocks, 2 * blocks));
      for (var result : workers.invokeAll(work)) {
        notes += result.get();
      }
    }
    assertThat(notes).isGreaterThan(sequences);
    System.out.printf("%d sequences, %d notes in %.0f s%n", sequences, notes, (System.nanoTime() - startNs) / 1e9);
  }

  private long play(LongFunction<Run> runOfSeed, int fromSeed, int toSeed) {
    long notes = 0;
    for (int seed = fromSeed; seed < toSeed; seed++) {
      int sequence = 0;
      try (Run run = runOfSeed.apply(seed)) {
        for (; sequence < block; sequence++) {
          run.sequence();
        }
        notes += run.notes();
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed + ", sequence " + sequence + ": " + e, e);
      }
    }
    return notes;
  }
}
