package antiphon.benchmarks;

import antiphon.model.Bundle;
import antiphon.model.DecoderOptions;
import antiphon.model.OrtDecoder;
import antiphon.patch.Patch;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A model's steps, with {@code context} patches read: a patch, a bar heard (4 patches at once), a character, a bar written
 * (4 patches of 10 characters). Bundles by {@code -p model=NAME,FOLDER}; heap by {@code -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecoderBenchmark {
  private static final int BAR_PATCHES = 4;
  private static final int CHARACTERS = 10;
  private static final Patch TEXT = Patch.of("[V:1]d2 cB A2 d2");

  /** Names or folders of bundles. */
  @Param("antiphon-mini")
  public String model;

  /** Patches before those that are timed. */
  @Param("200")
  public int context;

  private OrtDecoder decoder;
  private List<Patch> patch;
  private List<Patch> bar;

  /** Loads the model and reads the context. */
  @Setup
  public void load() {
    decoder = new OrtDecoder(Bundle.find(model), DecoderOptions.DEFAULT);
    decoder.warmUp();
    decoder.feed(List.of(Patch.FIRST));
    decoder.feed(Collections.nCopies(context - 1, TEXT));
    patch = List.of(TEXT);
    bar = Collections.nCopies(BAR_PATCHES, TEXT);
  }

  /** Gives the model back. */
  @TearDown
  public void unload() {
    decoder.close();
  }

  @Benchmark
  public int patchRead() {
    decoder.rewind(context);
    decoder.feed(patch);
    return decoder.length();
  }

  @Benchmark
  public int barHeard() {
    decoder.rewind(context);
    decoder.feed(bar);
    return decoder.length();
  }

  /** Ten, as one alone would hide that the first of a patch is dearer. */
  @Benchmark
  public float tenCharacters() {
    decoder.rewind(context);
    return characters();
  }

  @Benchmark
  public float barWritten() {
    decoder.rewind(context);
    float last = 0;
    for (int i = 0; i < BAR_PATCHES; i++) {
      last = characters();
      decoder.push(Patch.END);
      decoder.endPatch();
    }
    return last;
  }

  private float characters() {
    decoder.beginPatch();
    float last = 0;
    for (int i = 0; i < CHARACTERS; i++) {
      last = decoder.logits()[TEXT.symbol(i)];
      decoder.push(TEXT.symbol(i));
    }
    return last;
  }
}
