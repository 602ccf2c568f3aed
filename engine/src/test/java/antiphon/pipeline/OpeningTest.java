package antiphon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.abc.AbcReader;
import antiphon.generate.Conversation;
import antiphon.generate.TestPresets;
import antiphon.model.Decoder;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.Score;
import org.junit.jupiter.api.Test;

/** A session goes on from where other music stopped. */
class OpeningTest {
  private static final String TUNE = "L:1/8\nQ:1/4=96\nM:4/4\nK:D\nV:1\nDEFG A2f2|agfe d4-|d4 A4|B2c2d2e2|";

  @Test
  void shouldCutAScoreAfterABarAndTakeUpWhatIsHeldThere() {
    Opening opening = Opening.of(AbcReader.read(TUNE), 2, TestPresets.melody());
    assertThat(opening.bars()).isEqualTo(2);
    assertThat(opening.score().voices().getFirst().notes()).extracting(Note::pitch)
        .containsExactly(62, 64, 66, 67, 69, 78, 81, 79, 78, 76, 74);
    assertThat(opening.score().voices().getFirst().notes().getLast().end()).isEqualTo(opening.score().length());
    assertThat(Opening.of(AbcReader.read(TUNE), 99, TestPresets.melody()).bars()).isEqualTo(4);
    assertThat(Opening.of(opening.score(), 2, TestPresets.melody())).isEqualTo(opening);
  }

  @Test
  void shouldKeepTheLastBarsOfLongMusic() {
    String body = "DEFG A2f2|agfe d4|".repeat(100) + "B8|";
    Opening opening = Opening.of(AbcReader.read("L:1/8\nM:4/4\nK:D\n" + body), 201, TestPresets.melody());
    assertThat(opening.bars()).isEqualTo(Opening.MOST_BARS);
    assertThat(opening.score().voices().getFirst().notes().getLast().pitch()).isEqualTo(71);
  }

  @Test
  void shouldGiveWhatHasOtherVoicesToThoseThatHear() {
    Opening opening = Opening.of(AbcReader.read(TUNE), 4, TestPresets.trio());
    assertThat(opening.score().voices()).hasSize(3);
    assertThat(opening.score().voices().getFirst().notes()).hasSize(16);
    assertThat(opening.score().voices().get(1).notes()).isEmpty();
    assertThat(opening.key()).isEqualTo(new Key(2, false));
  }

  @Test
  void shouldStandOnThePageBeforeTheFirstBar() {
    Opening opening = Opening.of(AbcReader.read(TUNE), 2, TestPresets.melody());
    try (Decoder decoder = TestPresets.randomDecoder()) {
      Conversation conversation = opening.conversation(decoder, TestPresets.melody());
      assertThat(conversation.size()).isEqualTo(2);
      assertThat(conversation.page()).contains("K:D").contains("[V:1]DE FG A2 f2|").contains("ag fe d4|");
      Score back = conversation.score();
      assertThat(back.voices().getFirst().notes()).isEqualTo(opening.score().voices().getFirst().notes());
    }
  }

  @Test
  void shouldSayWhatIsWrong() {
    assertThatThrownBy(() -> new Opening("nonsense")).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("opening: ");
    assertThatThrownBy(() -> Opening.of(AbcReader.read(TUNE), 0, TestPresets.melody())).hasMessageContaining("at least 1");
    Opening one = Opening.of(AbcReader.read(TUNE), 1, TestPresets.melody());
    assertThatThrownBy(() -> new EngineSettings(TestPresets.trio(), 1, true, 0).withOpening(one))
        .hasMessage("opening of 1 voices: expected the 3 of preset 'trio'");
  }
}
