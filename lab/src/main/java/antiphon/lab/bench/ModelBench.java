package antiphon.lab.bench;

import antiphon.memory.PageMemory;
import antiphon.model.Decoder;
import antiphon.model.Manifest;
import antiphon.model.Sampler;
import antiphon.model.Sampling;
import antiphon.patch.Patch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How long a model takes for each kind of step, beside what its weights' bytes allow, and how long the memory of a page
 * of {@value #REMEMBERED} bars. A bar is 4 patches of 10 characters.
 */
public final class ModelBench {
  /** Patches of a bar. */
  public static final int BAR_PATCHES = 4;
  private static final int CHARS = 10;
  private static final int REMEMBERED = 256;
  private static final String LINE = "[V:1]d2 cB A2 d2|[V:2]D4 F4|\n";
  private static final int[] GUESSED = {1, 3, 8};
  private static final Patch TEXT = Patch.of("[V:1]d2 cB A2 d2");
  private static final Patch SHORT = Patch.of("[V:1]d2 c");

  private final Decoder decoder;
  private final Manifest manifest;
  private final int context;
  private final double seconds;
  private final Sampler sampler = new Sampler(Sampler.random(1));
  private final PageMemory memory;
  private final float[] even = new float[Patch.VOCABULARY];
  private final List<String> lines = new ArrayList<>();
  private double barCpuMs;

  /**
   * Of a model.
   *
   * @param context patches before those that are timed
   * @param seconds for each row of the table, about
   */
  public ModelBench(Decoder decoder, Manifest manifest, int context, double seconds) {
    if (context < 1 || context + BAR_PATCHES > decoder.capacity()) {
      throw new IllegalArgumentException(
          "context of " + context + " patches: expected 1 to " + (decoder.capacity() - BAR_PATCHES));
    }
    this.decoder = decoder;
    this.manifest = manifest;
    this.context = context;
    this.seconds = seconds;
    memory = new PageMemory(decoder.memory());
    SplittableRandom random = new SplittableRandom(1);
    for (int bar = 0; bar < REMEMBERED; bar++) {
      // Each line like the others but for a note or two.
      memory.add(LINE.replace('c', "abcdefg".charAt(random.nextInt(7))).replace('F', "EFGA".charAt(random.nextInt(4))));
    }
  }

  /** Measures; the table's lines. */
  public List<String> run() {
    long patchBytes = stepBytes(manifest.patchLayers(), context, 0);
    double patchMs = 1e-6 * patchBytes / ReadSpeed.of(patchBytes);
    long charBytes = stepBytes(manifest.charLayers(), CHARS, 1);
    double charMs = 1e-6 * charBytes / ReadSpeed.of(charBytes);
    lines.add(String.format(Locale.ROOT, "%-34s %9s %9s %9s %9s %8s %9s",
        "at " + context + " patches", "median-ms", "least-ms", "cpu-ms", "floor-ms", "x-floor", "heap-B"));
    List<Patch> before = new ArrayList<>(Collections.nCopies(context, TEXT));
    before.set(0, Patch.FIRST);
    row("prefill, a patch", Timing.of(seconds, () -> decoder.rewind(0), () -> decoder.feed(before)).each(context), 0);
    decoder.align(before);
    row("patch", Timing.of(seconds, this::back, () -> decoder.feed(List.of(TEXT))), patchMs);
    row("bar heard, 4 patches at once", Timing.of(seconds, this::back, () -> decoder.feed(Collections.nCopies(BAR_PATCHES, TEXT))), 0);
    row("character", Timing.of(seconds, this::begin, this::characters).each(CHARS), charMs);
    for (int guessed : GUESSED) {
      row(guessed + 1 + " characters at once", Timing.of(seconds, this::begin, () -> guessed(guessed)), 0);
    }
    row("memory, a character", Timing.of(seconds, () -> memory.begin(1), this::remembered).each(LINE.length()), 0);
    Timing bar = Timing.of(seconds, this::back, this::bar);
    row("bar, 4 patches, 40 characters", bar, BAR_PATCHES * (patchMs + CHARS * charMs));
    row("the same with memory", Timing.of(seconds, this::back, this::rememberedBar), 0);
    barCpuMs = bar.cpuMs();
    lines.add(String.format(Locale.ROOT, "floor: one core reads %.1f GB/s (a patch's %.1f MB) and %.1f GB/s (a character's %.1f MB)",
        1e-6 * patchBytes / patchMs, 1e-6 * patchBytes,
        1e-6 * charBytes / charMs, 1e-6 * charBytes));
    return List.copyOf(lines);
  }

  /** After {@link #run}: the same bar by the reference without caches, and how much longer that takes. */
  public String against(Path training, String python, Path checkpoint) throws IOException, InterruptedException {
    double ms = ReferenceRun.barMs(training, python, checkpoint, context, BAR_PATCHES);
    return String.format(Locale.ROOT, "reference in PyTorch, no caches: %.0f ms a bar (cpu); ratio %.1f", ms, ms / barCpuMs);
  }

  /** What a step cannot but read: the blocks' weights, the caches, and the character table that gives the logits. */
  private long stepBytes(int layers, int positions, int heads) {
    long width = manifest.hiddenSize();
    long weights = 12L * layers * width * width;
    return (long) (weights * bytesPerWeight(manifest.precision())) + 2L * Float.BYTES * layers * width * positions
        + heads * (long) Patch.VOCABULARY * width * Float.BYTES;
  }

  private static double bytesPerWeight(String precision) {
    return switch (precision) {
      case "int8" -> 1;
      case "q8" -> 1 + 4 / 128.0;
      // A quarter of the weights, those of queries, keys and values, is in eight bits.
      case "q4" -> 0.75 * 0.5 + 0.25 + 4 / 128.0;
      default -> Float.BYTES;
    };
  }

  private void back() {
    decoder.rewind(context);
  }

  private void begin() {
    back();
    decoder.beginPatch();
  }

  private void characters() {
    for (int i = 0; i < CHARS; i++) {
      sampler.sample(decoder.logits(), -1L, -1L, Sampling.NOTAGEN);
      decoder.push(SHORT.symbol(i));
    }
  }

  private void remembered() {
    for (int i = 0; i < LINE.length(); i++) {
      memory.mix(even);
      memory.push(LINE.charAt(i));
    }
  }

  private void guessed(int count) {
    for (int i = 0; i < count; i++) {
      decoder.push(SHORT.symbol(i));
    }
    decoder.logits();
  }

  private void bar() {
    for (int n = 0; n < BAR_PATCHES; n++) {
      decoder.beginPatch();
      characters();
      decoder.endPatch();
    }
  }

  private void rememberedBar() {
    memory.begin(1);
    for (int n = 0; n < BAR_PATCHES; n++) {
      decoder.beginPatch();
      for (int i = 0; i < CHARS; i++) {
        sampler.sample(memory.mix(decoder.logits()), -1L, -1L, Sampling.NOTAGEN);
        decoder.push(SHORT.symbol(i));
        memory.push(SHORT.symbol(i));
      }
      decoder.endPatch();
    }
  }

  private void row(String what, Timing t, double floorMs) {
    String floor = floorMs == 0 ? String.format("%9s %8s", "", "") : String.format(Locale.ROOT, "%9.3f %8.1f", floorMs, t.cpuMs() / floorMs);
    lines.add(String.format(
        Locale.ROOT, "%-34s %9.3f %9.3f %9.3f %s %9d", what, t.medianMs(), t.leastMs(), t.cpuMs(), floor, t.heapBytes()));
  }
}
