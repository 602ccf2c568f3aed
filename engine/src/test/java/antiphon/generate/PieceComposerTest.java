package antiphon.generate;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.AbcReader;
import antiphon.abc.AbcWriter;
import antiphon.model.Decoder;
import antiphon.score.Bar;
import antiphon.score.Score;
import antiphon.score.Voice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PieceComposerTest {
  private static Score compose(Preset preset, long seed) {
    try (Decoder decoder = TestPresets.randomDecoder()) {
      return new PieceComposer(decoder, preset).compose(seed, 12, line -> {}).score();
    }
  }

  @Test
  void shouldWriteBarsThatSumForTheVoicesOfEachPreset() {
    for (Preset preset : List.of(TestPresets.melody(), TestPresets.trio())) {
      Score score = compose(preset, 3);
      List<String> remarks = new ArrayList<>();

      assertThat(AbcReader.read(AbcWriter.write(score), remarks)).isEqualTo(score);
      assertThat(remarks).isEmpty();
      assertThat(score.bars()).hasSize(12).allMatch(Bar::full).extracting(Bar::meter).containsOnly(preset.meter());
      assertThat(score.tags()).isEqualTo(preset.tags());
      assertThat(score.voices()).extracting(Voice::clef).isEqualTo(preset.voices().stream().map(VoicePart::clef).toList());
      assertThat(score.voices()).as("the player's voice is written, too").noneMatch(voice -> voice.notes().isEmpty());
    }
  }

  @Test
  void shouldWriteTheSamePieceForTheSameSeedOnly() {
    assertThat(compose(TestPresets.melody(), 3)).isEqualTo(compose(TestPresets.melody(), 3))
        .isNotEqualTo(compose(TestPresets.melody(), 4));
  }
}
