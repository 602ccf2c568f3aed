package antiphon.abc;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.score.Score;
import org.junit.jupiter.api.Test;

class AbcWriterTest {
  /** What comes out when foreign text goes through reader and writer: the dialect itself. */
  private static String normal(String text) {
    return String.join("", AbcWriter.body(AbcReader.read(text)));
  }

  @Test
  void shouldShowBeatsBySpaces() {
    assertThat(normal("M:4/4\nL:1/8\nK:C\nd2cBA2d2|")).isEqualTo("[V:1]d2 cB A2 d2|\n");
    assertThat(normal("M:6/8\nL:1/8\nK:C\ncdefga|c3d2e|")).isEqualTo("[V:1]cde fga|\n[V:1]c3 d2e|\n");
    assertThat(normal("M:7/8\nL:1/8\nK:C\ncdefgab|")).isEqualTo("[V:1]cd ef gab|\n");
    assertThat(normal("M:2/2\nL:1/8\nK:C\ncdefgabc'|")).isEqualTo("[V:1]cdef gabc'|\n");
  }

  @Test
  void shouldCountAPickUpFromTheEndOfItsBar() {
    assertThat(normal("M:4/4\nL:1/8\nK:C\ncde|f8|")).isEqualTo("[V:1]c de|\n[V:1]f8|\n");
  }

  @Test
  void shouldWriteAccidentalsOnlyWhereTheyChangeSomething() {
    assertThat(normal("M:4/4\nL:1/8\nK:G\n^F2 =F F _e ^f f2|F8|")).isEqualTo("[V:1]F2 =FF ^df f2|\n[V:1]F8|\n");
  }

  @Test
  void shouldSayAccidentalsAgainInOtherOctavesForOtherPrograms() {
    Score score = AbcReader.read("M:4/4\nL:1/8\nK:C\n^c2 c'2 ^c'2 =c2|c8|\n");
    assertThat(AbcWriter.body(score).getFirst()).isEqualTo("[V:1]^c2 c'2 ^c'2 =c2|\n");
    assertThat(AbcWriter.writeComplete(score)).endsWith("[V:1]^c2 =c'2 ^c'2 =c2|\n[V:1]c8|\n");
    Score again = AbcReader.read("M:4/4\nL:1/8\nK:C\n^c2 ^c'2 c2 c'2|\n");
    assertThat(AbcWriter.writeComplete(again)).endsWith("[V:1]^c2 ^c'2 c2 c'2|\n");
  }

  @Test
  void shouldSpellByTheKey() {
    assertThat(normal("L:1/8\nK:Am\n^G4 _A4|")).isEqualTo("[V:1]^G4 G4|\n");
    assertThat(normal("L:1/8\nK:Eb\n^G4 ^F4|")).isEqualTo("[V:1]A4 _G4|\n");
  }

  @Test
  void shouldWriteTuplets() {
    assertThat(normal("L:1/8\nM:4/4\nK:C\n(3cde (3:2:2c2d (5:4:5c/d/e/f/g/ z2|"))
        .isEqualTo("[V:1](3cde (3:2:2c2d (5:4:5c/d/e/f/g/ z2|\n");
    assertThat(normal("L:1/8\nM:4/4\nK:C\n(3c2d2e2 (3c/d/e/f/z2z/|")).isEqualTo("[V:1](3c2d2e2 (3c/d/e/f/z5/2|\n");
  }

  @Test
  void shouldLeaveOutSilentVoicesButNeverTheBar() {
    Score score = AbcReader.read("M:4/4\nL:1/8\nK:C\nV:1\nc8|z8|z8|\nV:2\nz8|C8|z8|\n");
    assertThat(AbcWriter.body(score)).containsExactly("[V:1]c8|\n", "[V:2]C8|\n", "[V:1]z8|\n");
  }

  @Test
  void shouldTieOverBarLinesAndUnderMovingNotes() {
    assertThat(normal("L:1/8\nM:4/4\nK:C\n[C-E]4[CF]4-|[CF]8|")).isEqualTo("[V:1][C-E]4 [CF]4-|\n[V:1][CF]8|\n");
  }

  @Test
  void shouldWriteTheHeaderOfTheDialect() {
    Score score = AbcReader.read("%folk\n%melody\n%end\n%%score { 1 | 2 }\nL:1/8\nQ:1/4=90\nM:6/8\nK:Dm\n"
        + "V:1 treble \nV:2 bass nm=\"Cello\"\n[V:1]d6|[V:2]D,6|\n");
    assertThat(AbcWriter.write(score)).isEqualTo("%folk\n%melody\n%end\n%%score { 1 | 2 }\nL:1/8\nQ:1/4=90\n"
        + "M:6/8\nK:Dm\nV:1 treble \nV:2 bass nm=\"Cello\"\n[r:0/0][V:1]d6|[V:2]D,6|\n");
  }

  @Test
  void shouldMarkChangesInTheFirstVoiceThatSounds() {
    assertThat(normal("M:4/4\nL:1/8\nK:C\n[V:1]z8|[V:2]C8|\n[V:2][M:3/4][K:G]C6|\n"))
        .isEqualTo("[V:2]C8|\n[V:2][K:G][M:3/4]C6|\n");
  }
}
