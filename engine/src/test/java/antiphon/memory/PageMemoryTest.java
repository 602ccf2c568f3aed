package antiphon.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import antiphon.patch.Patch;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PageMemoryTest {
  private static final double HALF = 0.5;
  private static final float[] EVEN = new float[Patch.VOCABULARY];

  /** A memory that counts as much as the model, whatever it finds. */
  private static PageMemory memory() {
    double[] weights = new double[MemoryWeights.KINDS];
    Arrays.fill(weights, HALF);
    return new PageMemory(new MemoryWeights(weights));
  }

  private static PageMemory memory(String... lines) {
    PageMemory memory = memory();
    for (String line : lines) {
      memory.add(line);
    }
    return memory;
  }

  private static double[] after(PageMemory memory, String begun, double gain) {
    memory.begin(gain);
    begun.chars().forEach(memory::push);
    return probabilities(memory.mix(EVEN));
  }

  private static double[] probabilities(float[] logits) {
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = Math.exp(logits[i]);
      sum += probabilities[i];
    }
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }

  @Test
  void shouldMixWhatFollowedIntoTheModelsDistribution() {
    double[] next = after(memory("[V:1]C2 E2 G4|\n"), "[V:1]C2 E2 ", 1);
    assertThat(next['G']).isCloseTo(HALF + HALF / Patch.VOCABULARY, within(1e-6));
    assertThat(next['A']).isCloseTo(HALF / Patch.VOCABULARY, within(1e-6));
  }

  @Test
  void shouldCountLongerMatchesMore() {
    double[] next = after(memory("[V:1]C2 D2 E4|\n", "[V:1]A2 D2 F4|\n"), "[V:1]C2 D2 ", 1);
    // Eleven characters against five, each worth twice the one before.
    assertThat((next['E'] - next['G']) / (next['F'] - next['G'])).isCloseTo(64, within(0.1));
  }

  @Test
  void shouldGuessWhatFollowedTheLongestMatchUpToTheBarLine() {
    byte[] guess = new byte[Patch.SIZE];
    PageMemory memory = memory("[V:1]C2 D2 E4|\n", "[V:1]A2 D2 F4|\n");
    memory.begin(1);
    "[V:1]C2 D2".chars().forEach(memory::push);
    assertThat(new String(guess, 0, memory.guess(guess, Patch.SIZE), StandardCharsets.US_ASCII)).isEqualTo(" E4");
    assertThat(memory.guess(guess, 2)).isEqualTo(2);
    "x".chars().forEach(memory::push);
    assertThat(memory.guess(guess, Patch.SIZE)).as("nothing matches").isZero();
    memory.begin(0);
    "[V:1]C2 D2".chars().forEach(memory::push);
    assertThat(memory.guess(guess, Patch.SIZE)).as("left out").isZero();
  }

  @Test
  void shouldSayNothingWhereFewerThanThreeCharactersMatch() {
    PageMemory memory = memory("[V:1]C2 E2 G4|\n");
    memory.begin(1);
    "[V:2]xy".chars().forEach(memory::push);
    assertThat(memory.mix(EVEN)).isSameAs(EVEN);
    assertThat(memory.kind()).isNegative();
  }

  @Test
  void shouldCountByTheGain() {
    String[] lines = {"[V:1]C2 E2 G4|\n"};
    double none = after(memory(lines), "[V:1]C2 E2 ", 0)['G'];
    double half = after(memory(lines), "[V:1]C2 E2 ", 0.5)['G'];
    double whole = after(memory(lines), "[V:1]C2 E2 ", 1)['G'];
    assertThat(none).isCloseTo(1.0 / Patch.VOCABULARY, within(1e-6));
    // Odds of a half: a third.
    assertThat(half).isCloseTo(1.0 / 3 + 2.0 / 3 / Patch.VOCABULARY, within(1e-6));
    assertThat(whole).isGreaterThan(half);
  }

  @Test
  void shouldShareTheBarLineWithTheEndOfThePatchAsTheModelDoes() {
    float[] logits = new float[Patch.VOCABULARY];
    logits[Patch.END] = (float) Math.log(3);
    PageMemory memory = memory("[V:1]C4 E4|[V:2]C,8|\n");
    memory.begin(1);
    "[V:1]C4 E4".chars().forEach(memory::push);
    double[] next = probabilities(memory.mix(logits));
    assertThat(memory.share(Patch.END)).isCloseTo(0.75, within(1e-6));
    assertThat(memory.share('|')).isCloseTo(0.25, within(1e-6));
    assertThat(next[Patch.END] / next['|']).isCloseTo(3, within(1e-5));
  }

  @Test
  void shouldNotGoOnInALoop() {
    String[] lines = {"[V:1]C2 E2 G4|\n", "[V:1]F2 A2 c4|\n", "[V:1]D2 F2 A4|\n", "[V:1]G2 B2 d4|\n", "[V:1]G2 B2 d4|\n"};
    PageMemory memory = memory(lines);
    memory.begin(1);
    "[V:1]G2 B2 ".chars().forEach(memory::push);
    assertThat(memory.mix(EVEN)).isSameAs(EVEN);
    assertThat(after(memory(Arrays.copyOf(lines, 4)), "[V:1]G2 B2 ", 1)['d']).isGreaterThan(HALF / 2);
  }

  @Test
  void shouldCountLessWhereMuchIsCopied() {
    List<String> lines = new ArrayList<>(List.of("[V:1]C8|\n", "[V:1]D8|\n", "[V:1]E8|\n", "[V:1]F8|\n", "[V:1]C8|\n", "[V:1]D8|\n"));
    PageMemory memory = memory(lines.toArray(String[]::new));
    double before = after(memory, "[V:1]E", 1)['8'];
    memory.add("[V:1]E8|\n");
    double braked = after(memory, "[V:1]F", 1)['8'];
    assertThat(before).isCloseTo(HALF, within(0.01));
    assertThat(braked).isCloseTo(0.3 / 1.3, within(0.01));
    assertThat(memory.copied(3)).isTrue();
    assertThat(memory.copied(4)).isFalse();
  }

  @Test
  void shouldBeAsBeforeWhenBarsAreTakenBack() {
    SplittableRandom random = new SplittableRandom(5);
    PageMemory rewound = memory();
    List<String> kept = new ArrayList<>();
    for (int step = 0; step < 2_000; step++) {
      if (random.nextInt(3) == 0) {
        int size = random.nextInt(kept.size() + 1);
        rewound.rewind(size);
        kept = new ArrayList<>(kept.subList(0, size));
      } else {
        String line = line(random);
        rewound.add(line);
        kept.add(line);
      }
      if (step % 50 == 0) {
        assertThat(rewound.size()).isEqualTo(kept.size());
        String begun = line(random).substring(0, 8);
        assertThat(after(rewound, begun, 1)).isEqualTo(after(memory(kept.toArray(String[]::new)), begun, 1));
      }
    }
  }

  private static String line(SplittableRandom random) {
    StringBuilder line = new StringBuilder("[V:1]");
    for (int i = 0; i < 4; i++) {
      line.append("CDEFGAB".charAt(random.nextInt(7))).append(2).append(i < 3 ? " " : "|\n");
    }
    return line.toString();
  }

  @Test
  void shouldForgetTheOlderHalfWhereItIsFull() {
    SplittableRandom random = new SplittableRandom(6);
    PageMemory memory = memory();
    memory.add("[V:1]_b3 _d5|\n");
    int bars = 2 * PageMemory.MOST_BARS;
    for (int i = 1; i < bars; i++) {
      memory.add(line(random));
    }
    assertThat(memory.size()).isEqualTo(bars);
    assertThat(after(memory, "[V:1]_b3 _", 1)['d']).isLessThan(0.01);
    memory.add("[V:1]_b3 _d5|\n");
    memory.rewind(bars + 1);
    // Chance makes copies, so it counts less.
    assertThat(after(memory, "[V:1]_b3 _", 1)['d']).isGreaterThan(0.2);
    memory.rewind(bars);
    assertThat(memory.size()).isEqualTo(bars);
    assertThat(after(memory, "[V:1]_b3 _", 1)['d']).isLessThan(0.01);
    memory.rewind(0);
    assertThat(memory.size()).isZero();
  }

  @Test
  void shouldAllocateNothingWhileALineIsWritten() {
    PageMemory memory = memory("[V:1]C2 E2 G4|\n", "[V:1]C2 E2 A4|\n");
    com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    write(memory, 20_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    write(memory, 20_000);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
  }

  private static void write(PageMemory memory, int times) {
    for (int i = 0; i < times; i++) {
      memory.begin(1);
      for (int at = 0; at < LINE.length(); at++) {
        memory.mix(EVEN);
        memory.push(LINE.charAt(at));
      }
    }
  }

  private static final String LINE = "[V:1]C2 E2 ";

  @Test
  void shouldReadTheWeightsItWrites() {
    MemoryWeights usual = MemoryWeights.USUAL;
    assertThat(MemoryWeights.read(usual.text()).sha256()).isEqualTo(usual.sha256());
    assertThat(usual.sha256()).isNotEqualTo(MemoryWeights.NONE.sha256());
    assertThatThrownBy(() -> MemoryWeights.read("antiphon-memory 2\n")).hasMessageContaining("expected 'antiphon-memory 1'");
    assertThatThrownBy(() -> MemoryWeights.read("antiphon-memory 1\n0.5 0.5")).hasMessageContaining("expected " + MemoryWeights.KINDS);
    assertThatThrownBy(() -> MemoryWeights.read(usual.text().replaceFirst("0\\.", "2."))).hasMessageContaining("expected 0 to 1");
  }

  @Test
  void shouldTrustLongMatchesElsewhereMoreThanShortOnes() {
    MemoryWeights usual = MemoryWeights.USUAL;
    double elsewhere = usual.odds(MemoryWeights.kind(200, 1, 7, 0.5));
    double bar = usual.odds(MemoryWeights.kind(12, 1, 7, 0.5));
    double three = usual.odds(MemoryWeights.kind(3, 0.4, 7, 0.5));
    assertThat(elsewhere).isGreaterThan(5);
    assertThat(bar).isBetween(three, elsewhere);
  }
}
