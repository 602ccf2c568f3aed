package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.BarGrammar;
import antiphon.abc.LineReader;
import antiphon.abc.SymbolSet;
import antiphon.abc.VoiceLimits;
import antiphon.model.Sampler;
import antiphon.model.Sampling;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.time.Meter;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The law of the grammar: whatever a model wants (its logits are random here), every bar in every meter
 * from 1/4 to 15/16 parses and sums. A million bars.
 */
class GrammarLawTest {
  private static final int BARS = 1_000_000;
  private static final int THREADS = 2;
  /** One vector of random logits serves for a few symbols, read from another place each time. */
  private static final int LOGITS = 4_096;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void shouldMakeEveryBarSumWithRandomLogits() throws Exception {
    long startNs = System.nanoTime();
    try (ExecutorService workers = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<Integer>> work = List.of(() -> write(1, BARS / THREADS), () -> write(2, BARS / THREADS));
      int sound = 0;
      for (var result : workers.invokeAll(work)) {
        sound += result.get();
      }
      assertThat(sound).isEqualTo(BARS);
    }
    System.out.printf("%d bars in %.0f s%n", BARS, (System.nanoTime() - startNs) / 1e9);
  }

  /** Writes bars and counts those that read back as one bar of the right length; the reader throws on any other. */
  private static int write(long seed, int bars) {
    SplittableRandom random = new SplittableRandom(seed);
    Sampler sampler = new Sampler(Sampler.random(seed));
    BarGrammar grammar = new BarGrammar();
    SymbolSet allowed = new SymbolSet();
    float[] noise = new float[LOGITS];
    float[] logits = new float[128];
    for (int i = 0; i < LOGITS; i++) {
      noise[i] = 4 * random.nextFloat();
    }
    StringBuilder line = new StringBuilder();
    int sound = 0;
    for (int i = 0; i < bars; i++) {
      Meter meter = new Meter(1 + random.nextInt(15), 4 << random.nextInt(3));
      Bar bar = Bar.plain(0, meter, new Key(random.nextInt(-7, 8), random.nextBoolean()));
      VoiceLimits limits = new VoiceLimits(random.nextInt(24, 60), random.nextInt(61, 104), random.nextInt(1, 6));
      grammar.start(bar, limits, List.of(), false);
      line.setLength(0);
      line.append("[V:1]");
      boolean ended = false;
      while (!ended) {
        allowed.clear();
        boolean full = grammar.next(allowed);
        if (full) {
          allowed.add('|');
        }
        System.arraycopy(noise, random.nextInt(LOGITS - 128), logits, 0, 128);
        int symbol = allowed.size() == 1
            ? allowed.first()
            : sampler.sample(logits, allowed.low(), allowed.high(), Sampling.PLAIN);
        line.append((char) symbol);
        ended = symbol == '|';
        if (!ended) {
          grammar.push((char) symbol);
        }
      }
      try {
        sound += LineReader.read(bar, line.toString(), 1).size();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", bar " + i + " in " + bar + ": " + line, e);
      }
    }
    return sound;
  }
}
