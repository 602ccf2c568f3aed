package antiphon.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.midi.MidiMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeptTakeTest {
  private static KeptTake some(int notes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<KeptTake.Note> all = new ArrayList<>();
    long tick = -40_320;
    for (int i = 0; i < notes; i++) {
      tick += random.nextInt(4) * 2_520L;
      all.add(new KeptTake.Note(
          tick, 1 + random.nextInt(40_320), MidiMessage.noteOn(random.nextInt(4), 36 + random.nextInt(60), 1 + random.nextInt(127))));
    }
    return new KeptTake(all);
  }

  @Test
  void shouldReadWhatItWrote() {
    for (KeptTake take : List.of(KeptTake.NONE, some(1, 1), some(5_000, 2))) {
      assertThat(KeptTake.read(take.text())).isEqualTo(take);
    }
  }

  @Test
  void shouldRefuseToKeepMoreThanCanBeSaved() {
    assertThatThrownBy(() -> some(29_000, 3).text()).isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("take of 29000 notes: too much to be saved with the project, expected at most about \\d+");
    assertThatThrownBy(() -> some(KeptTake.MOST_NOTES + 1, 4).text()).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"!, Base64", "AAAA, a take", "eJwDAAAAAAE=, whole notes"})
  void shouldSayWhatIsWrong(String text, String expected) {
    assertThatThrownBy(() -> KeptTake.read(text)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the project's kept take has ").hasMessageContaining(expected);
  }

  @Test
  void shouldReadNothingElseWhateverIsChangedInIt() {
    String text = some(40, 5).text();
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder other = new StringBuilder(text);
      other.setCharAt(random.nextInt(text.length()), (char) ('0' + random.nextInt(70)));
      if (random.nextBoolean()) {
        other.setLength(random.nextInt(text.length()));
      }
      try {
        KeptTake.read(other.toString()).text();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("the project's kept take has ");
      }
    }
  }
}
