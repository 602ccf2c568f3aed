package antiphon.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class LinePatcherTest {
  private static final Pattern NEIGHBOURS = Pattern.compile("(\\|:|::|:\\||\\[\\||\\|\\||\\|]|\\|){2}");

  private final LinePatcher line = new LinePatcher();

  @Test
  void shouldFollowALineOfTwoVoices() {
    line.start();
    push("[r:0/7][V:1]d2");
    assertThat(line.filled()).isEqualTo(14);
    assertThat(line.allows(Patch.END)).isTrue();
    assertThat(line.push(Patch.END)).isTrue();
    assertThat(line.allows('|')).isTrue();
    assertThat(line.allows('a')).isFalse();
    push("|[V:2]B2");
    assertThat(line.allows('\n')).isTrue();
    push("|");
    assertThat(line.allows(Patch.END)).isFalse();
    assertThat(line.allows('V')).isFalse();
    assertThat(line.push('\n')).isFalse();
    assertThat(line.complete()).isFalse();
    assertThat(line.allowedLow()).isEqualTo(1L << Patch.END);
    assertThat(line.allowedHigh()).isZero();
    assertThat(line.push(Patch.END)).isTrue();
    assertThat(line.complete()).isTrue();
    assertThat(line.allowedLow() | line.allowedHigh()).isZero();
  }

  @Test
  void shouldNeedNoEndAfterAFullPatch() {
    line.start();
    push("[r:0/7][V:1]d2 c");
    assertThat(line.filled()).isZero();
    assertThat(line.allows(Patch.END)).isFalse();
    push("|[V:2]B2");
    assertThat(line.allows(Patch.END)).isTrue();
  }

  @Test
  void shouldAskForAVoiceInAUnitOfItsOwn() {
    line.start();
    push("[V:1]a");
    line.push(Patch.END);
    push("|b");
    assertThat(line.allows('\n')).isFalse();
    push("V");
    assertThat(line.allows('\n')).isTrue();
  }

  @Test
  void shouldCompleteTwoCharacterBarLinesAfterAnEnd() {
    line.start();
    push("[V:1]a");
    line.push(Patch.END);
    push(":");
    assertThat(line.allows('|')).isTrue();
    assertThat(line.allows(':')).isTrue();
    assertThat(line.allows('a')).isFalse();
    push("|");
    assertThat(line.allows(Patch.END)).isFalse();
    assertThat(line.allows('|')).isFalse();
    push("[");
    assertThat(line.allows('|')).isFalse();
  }

  @Test
  void shouldNeverAllowTheSymbolsOfSpecialPatches() {
    line.start();
    assertThat(line.allows(Patch.PAD)).isFalse();
    assertThat(line.allows(Patch.BEGIN)).isFalse();
    assertThat(line.allows(Patch.END)).isFalse();
    assertThatThrownBy(() -> line.push(Patch.BEGIN)).hasMessageContaining("symbol 1 after 0 of a patch");
  }

  @Test
  void shouldAllowWhatThePatchilizerCuts() {
    long seed = 16;
    Random random = new Random(seed);
    int tried = 0;
    for (int i = 0; i < 40_000; i++) {
      String text = "[r:" + letters(random) + "\n";
      if (NEIGHBOURS.matcher(text).find()) {
        continue;
      }
      tried++;
      line.start();
      for (Patch patch : Patchilizer.patches(text)) {
        assertThat(line.filled()).as("seed %d, line %s", seed, text).isZero();
        line.push(patch);
      }
      assertThat(line.complete()).as("seed %d, line %s", seed, text).isTrue();
    }
    assertThat(tried).isGreaterThan(5_000);
  }

  @Test
  void shouldAllowNothingThatThePatchilizerCutsOtherwise() {
    long seed = 17;
    Random random = new Random(seed);
    int finished = 0;
    for (int i = 0; i < 40_000; i++) {
      String symbols = "||::[[]VVab1\n\u0002\u0002";
      List<Patch> patches = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      byte[] patch = new byte[Patch.SIZE];
      line.start();
      for (int step = 0; step < 120 && !line.complete(); step++) {
        int symbol = step < 3 ? "[r:".charAt(step) : symbols.charAt(random.nextInt(symbols.length()));
        if (!line.allows(symbol)) {
          continue;
        }
        int at = line.filled();
        patch[at] = (byte) symbol;
        if (symbol != Patch.END) {
          text.append((char) symbol);
        }
        if (line.push(symbol)) {
          patches.add(Patch.ofSymbols(patch, at + 1));
        }
      }
      if (line.complete()) {
        finished++;
        assertThat(patches).as("seed %d, line %d", seed, i).isEqualTo(Patchilizer.patches(text.toString()));
      }
    }
    assertThat(finished).isGreaterThan(20_000);
  }

  private void push(String text) {
    text.chars().forEach(line::push);
  }

  private static String letters(Random random) {
    String letters = "|:[]|V12abc dV";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(70); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
