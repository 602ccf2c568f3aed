package antiphon.notagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class NotaGenPromptTest {
  @Test
  void shouldKnowAllCombinations() {
    assertThat(NotaGenPrompt.ALL).hasSize(112).doesNotHaveDuplicates();
    assertThat(new HashSet<>(NotaGenPrompt.ALL.stream().map(NotaGenPrompt::period).toList()))
        .containsExactlyInAnyOrder("Baroque", "Classical", "Romantic");
    assertThat(NotaGenPrompt.ALL.stream().map(NotaGenPrompt::instrumentation).distinct()).hasSize(6);
    assertThat(NotaGenPrompt.ALL.stream().map(NotaGenPrompt::composer).distinct()).hasSize(62);
  }

  @Test
  void shouldFindACombinationInAnyCase() {
    NotaGenPrompt found = NotaGenPrompt.of("romantic", "chopin, frederic", " Keyboard");
    assertThat(found.text()).isEqualTo("%Romantic\n%Chopin, Frederic\n%Keyboard\n");
  }

  @Test
  void shouldNameTheNearestOfAnUnknownOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> NotaGenPrompt.of("Romantic", "Shopin, Frederik", "Keybord"))
        .withMessageContaining("nearest are 'Romantic / Chopin, Frederic / Keyboard'");
    assertThatIllegalArgumentException().isThrownBy(() -> NotaGenPrompt.of("Baroque", "Bach", "Keyboard"))
        .withMessageContaining("nearest are 'Baroque / Bach, ");
  }
}
