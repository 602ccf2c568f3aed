package antiphon.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PatchTest {
  @Test
  void shouldEndAndPadWhatIsNotFull() {
    assertThat(symbols(Patch.of("abc"))).containsExactly('a', 'b', 'c', 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(symbols(Patch.of("abcdefghijklmno")))
        .containsExactly('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 2);
  }

  @Test
  void shouldFillAllSixteenWithoutEnd() {
    Patch full = Patch.of("abcdefghijklmnop");
    assertThat(full.symbol(15)).isEqualTo('p');
    assertThat(full.open()).isFalse();
    assertThat(full).isEqualTo(Patch.open("abcdefghijklmnop"));
  }

  @Test
  void shouldTellOpenFromClosed() {
    assertThat(Patch.open("ab").open()).isTrue();
    assertThat(Patch.of("ab").open()).isFalse();
    assertThat(Patch.open("ab").length()).isEqualTo(2);
    assertThat(Patch.of("ab").length()).isEqualTo(2);
    assertThat(Patch.FIRST.open()).isFalse();
    assertThat(Patch.LAST.open()).isFalse();
  }

  @Test
  void shouldHaveTheSpecialPatchesOfTheOriginal() {
    assertThat(symbols(Patch.FIRST)).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2);
    assertThat(symbols(Patch.LAST)).containsExactly(1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2);
    assertThat(Patch.FIRST.text()).isEmpty();
    assertThat(Patch.LAST.text()).isEmpty();
  }

  @Test
  void shouldTakeSymbolsAsWritten() {
    byte[] written = {'a', 'b', 2, 'x', 'x'};
    assertThat(Patch.ofSymbols(written, 3)).isEqualTo(Patch.of("ab"));
    assertThat(Patch.ofSymbols(written, 2)).isEqualTo(Patch.open("ab"));
  }

  @Test
  void shouldRefuseWhatIsNoPatch() {
    assertThatThrownBy(() -> Patch.ofSymbols(new byte[] {'a', 2, 'x'}, 3))
        .hasMessageContaining("patch 97 2 120 0").hasMessageContaining("then zeros only");
    assertThatThrownBy(() -> Patch.ofSymbols(new byte[] {(byte) 200}, 1)).hasMessageContaining("0 to 127");
    assertThatThrownBy(() -> Patch.ofSymbols(new byte[] {1, 'a'}, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Patch(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Patch.of("")).hasMessageContaining("0 characters");
    assertThatThrownBy(() -> Patch.of("abcdefghijklmnopq")).hasMessageContaining("17 characters");
    assertThatThrownBy(() -> Patch.of("né")).hasMessageContaining("character 233 at 1");
  }

  private static int[] symbols(Patch patch) {
    return IntStream.range(0, Patch.SIZE).map(patch::symbol).toArray();
  }
}
