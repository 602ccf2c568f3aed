package antiphon.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PitchNameTest {
  @ParameterizedTest
  @CsvSource({"C4,60", "F#3,54", "Bb5,82", "C-1,0", "G9,127", "Cb4,59", "A0,21"})
  void shouldReadNames(String name, int pitch) {
    assertThat(PitchName.parse(name)).isEqualTo(pitch);
  }

  @Test
  void shouldReadWhatItWrites() {
    for (int pitch = 0; pitch < 128; pitch++) {
      assertThat(PitchName.parse(PitchName.of(pitch))).isEqualTo(pitch);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "C", "H4", "c4", "4", "C##4", "G#9", "Cb-1", "C4x"})
  void shouldRefuseWhatIsNoKey(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PitchName.parse(name))
        .withMessageContaining("pitch '" + name + "'");
  }
}
