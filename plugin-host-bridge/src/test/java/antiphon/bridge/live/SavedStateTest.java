package antiphon.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.midi.MidiMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SavedStateTest {
  @Test
  void shouldReadWhatItWrote() {
    SavedState state = new SavedState(-17, "/home/anna/my models/ragtime");
    assertThat(SavedState.read(state.bytes())).contains(state);
  }

  @Test
  void shouldReadTheTakeThatWasKept() {
    KeptTake take = new KeptTake(List.of(new KeptTake.Note(-10_080, 5_040, MidiMessage.noteOn(4, 60, 100))));
    SavedState state = new SavedState(1, "antiphon-mini", take);
    assertThat(SavedState.read(state.bytes())).contains(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "antiphon 1", "antiphon 1\nseed x\nmodel a", "antiphon 2\nseed 1\nmodel a", "antiphon 1\nseed 1\nmodel  "})
  void shouldRefuseAnythingElse(String text) {
    assertThat(SavedState.read(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void shouldRefuseAModelWhoseNameWouldNotFitWhenItIsSavedAgain() {
    String longest = "\uFFFD".repeat(1_000);
    assertThat(SavedState.read(new SavedState(1, longest).bytes())).isPresent().get()
        .satisfies(state -> assertThat(state.bytes()).hasSizeLessThan(65_520));
    assertThat(SavedState.read(new SavedState(1, longest + "a").bytes())).isEmpty();
  }
}
