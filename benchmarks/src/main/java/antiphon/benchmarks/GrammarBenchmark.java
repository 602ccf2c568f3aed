package antiphon.benchmarks;

import antiphon.abc.BarGrammar;
import antiphon.abc.SymbolSet;
import antiphon.abc.VoiceLimits;
import antiphon.model.Sampler;
import antiphon.model.Sampling;
import antiphon.patch.Patch;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.time.Meter;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a character costs beside the model: one draw without a mask, and whole bars under the grammar's mask, drawn by chance. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GrammarBenchmark {
  private static final int BARS = 64;
  private static final int LONGEST = 64;

  /** Of the bars. */
  @Param({"4/4", "7/8"})
  public String meter;

  private final BarGrammar grammar = new BarGrammar();
  private final SymbolSet allowed = new SymbolSet();
  private final float[][] logits = new float[LONGEST][Patch.VOCABULARY];
  private final VoiceLimits limits = new VoiceLimits(55, 84, 1);
  private Sampler sampler;
  private Bar bar;

  /** Draws the distributions. */
  @Setup
  public void draw() {
    Random random = new Random(1);
    for (float[] row : logits) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (3 * random.nextGaussian());
      }
    }
    sampler = new Sampler(Sampler.random(1));
    bar = Bar.plain(0, Meter.parse(meter), Key.C);
  }

  @Benchmark
  public int drawWithoutMask() {
    return sampler.sample(logits[0], -1, -1, Sampling.PLAIN);
  }

  /** A bar, over {@value #BARS} of them. */
  @Benchmark
  @OperationsPerInvocation(BARS)
  public int barUnderTheMask() {
    int symbols = 0;
    for (int i = 0; i < BARS; i++) {
      grammar.start(bar, limits, List.of(), false);
      allowed.clear();
      for (int at = 0; !grammar.next(allowed) && at < LONGEST; at++) {
        int symbol = allowed.size() == 1
            ? allowed.first() : sampler.sample(logits[at], allowed.low(), allowed.high(), Sampling.PLAIN);
        grammar.push((char) symbol);
        symbols++;
        allowed.clear();
      }
    }
    return symbols;
  }
}
