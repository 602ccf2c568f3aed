package antiphon.abc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.score.BarLine;
import antiphon.score.ChordSymbol;
import antiphon.score.Clef;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.List;
import org.junit.jupiter.api.Test;

class AbcReaderTest {
  private static final int E = Ticks.PER_EIGHTH;

  private static Score music(String body) {
    return AbcReader.read("X:1\nL:1/8\nM:4/4\nK:C\n" + body + "\n");
  }

  private static List<Note> notes(String body) {
    return music(body).voices().getFirst().notes();
  }

  private static Note note(double eighths, double length, int pitch) {
    return new Note(Math.round(eighths * E), Math.round(length * E), pitch);
  }

  @Test
  void shouldReadPitchesInAllOctaves() {
    assertThat(notes("C,,C,Ccc'^F_B=f|")).extracting(Note::pitch)
        .containsExactly(36, 48, 60, 72, 84, 66, 70, 77);
  }

  @Test
  void shouldReadLengths() {
    assertThat(notes("c2 d/ e3/2 f// g/4|")).extracting(Note::duration)
        .containsExactly(2L * E, E / 2L, 3L * E / 2, E / 4L, E / 4L);
  }

  @Test
  void shouldRememberAccidentalsWithinTheBarAndOctaveOnly() {
    assertThat(notes("^F F f | F")).extracting(Note::pitch).containsExactly(66, 66, 77, 65);
    assertThat(AbcReader.read("K:D\nF c =F F|F").voices().getFirst().notes()).extracting(Note::pitch)
        .containsExactly(66, 73, 65, 65, 66);
  }

  @Test
  void shouldReadTuplets() {
    assertThat(notes("(3cde f2|")).containsExactly(
        note(0, 2 / 3.0, 72), note(2 / 3.0, 2 / 3.0, 74), note(4 / 3.0, 2 / 3.0, 76), note(2, 2, 77));
    assertThat(notes("(3:2:2c2d e2|")).containsExactly(note(0, 4 / 3.0, 72), note(4 / 3.0, 2 / 3.0, 74), note(2, 2, 76));
    assertThat(notes("(6:4:6c/d/e/f/g/a/|").getLast().end()).isEqualTo(2L * E);
  }

  @Test
  void shouldReadBrokenRhythm() {
    assertThat(notes("c>d e<f g>>a|")).extracting(Note::duration)
        .containsExactly(3L * E / 2, E / 2L, E / 2L, 3L * E / 2, 7L * E / 4, E / 4L);
  }

  @Test
  void shouldJoinTiesAcrossBarLinesAndInsideChords() {
    assertThat(notes("c8-|c4 z4|")).containsExactly(note(0, 12, 72));
    assertThat(notes("[CE-]4 [DE]4|")).containsExactly(note(0, 4, 60), note(0, 8, 64), note(4, 4, 62));
    assertThat(notes("[CE]4-[CE]4|")).containsExactly(note(0, 8, 60), note(0, 8, 64));
    assertThat(notes("^c8-|c8|")).as("a tie carries its accidental over the bar line").containsExactly(note(0, 16, 73));
  }

  @Test
  void shouldPassOverWhatIsNotNotes() {
    assertThat(notes("{g}!trill!~c2 (d2 .e2) \"^slow\"vu f2 % rest|")).extracting(Note::pitch)
        .containsExactly(72, 74, 76, 77);
  }

  @Test
  void shouldKeepChordSymbolsAndBarLines() {
    Score score = music("|:\"Am\"A4 \"G7\"B4:|\"F\"c8|]");
    assertThat(score.voices().getFirst().chords()).containsExactly(
        new ChordSymbol(0, "Am"), new ChordSymbol(4L * E, "G7"), new ChordSymbol(8L * E, "F"));
    assertThat(score.bars().getFirst().left()).isEqualTo(BarLine.REPEAT_START);
    assertThat(score.bars()).extracting(bar -> bar.right()).containsExactly(BarLine.REPEAT_END, BarLine.FINAL);
  }

  @Test
  void shouldReadInterleavedLinesWithSilentVoicesLeftOut() {
    Score score = AbcReader.read("""
        %folk
        %duet
        %end
        %%score 1 2
        L:1/8
        Q:1/4=96
        M:3/4
        K:G
        V:1 treble\s
        V:2 bass nm="Cello"
        [r:0/2][V:1]d2 B2 G2|[V:2]G,6|
        [r:1/1][V:1]f6|
        [r:2/0][V:1][K:D]f6|][V:2][D,A,]6|]
        """);
    assertThat(score.tags()).containsExactly("folk", "duet");
    assertThat(score.bars()).extracting(bar -> bar.meter()).containsOnly(new Meter(3, 4));
    assertThat(score.bars()).extracting(bar -> bar.key())
        .containsExactly(Key.parse("G"), Key.parse("G"), Key.parse("D"));
    assertThat(score.voices().get(1).clef()).isEqualTo(Clef.BASS);
    assertThat(score.voices().get(1).name()).isEqualTo("Cello");
    assertThat(score.voices().get(1).notes()).containsExactly(note(0, 6, 55), note(12, 6, 50), note(12, 6, 57));
    assertThat(score.voices().getFirst().notes().get(3).pitch()).isEqualTo(78);
  }

  @Test
  void shouldReadVoicesOneAfterTheOther() {
    Score score = AbcReader.read("X:1\nM:2/4\nL:1/4\nK:F\nV:1\nc d | e f |\nV:2 clef=bass\nF,2 | [K:C] B,2 |\n");
    assertThat(score.voices().get(1).notes()).extracting(Note::pitch).containsExactly(53, 59);
    assertThat(score.bars()).hasSize(2);
  }

  @Test
  void shouldTakeTheUnitLengthFromTheMeterWhenThereIsNone() {
    assertThat(AbcReader.read("M:2/4\nK:C\ncdef|").length()).isEqualTo(4L * Ticks.PER_QUARTER / 4);
    assertThat(AbcReader.read("M:6/8\nK:C\ncdefga|").length()).isEqualTo(6L * E);
  }

  @Test
  void shouldReadPickUpsAndMultiBarRests() {
    Score score = music("G|c8|Z2|c8|]");
    assertThat(score.bars()).extracting(bar -> bar.length()).containsExactly((long) E, 8L * E, 8L * E, 8L * E, 8L * E);
  }

  @Test
  void shouldSplitFilesIntoTunes() {
    assertThat(AbcReader.tunes("% collection\n\nX:1\nK:C\nc\n\nX:2\nK:G\ng\n")).hasSize(2);
  }

  @Test
  void shouldSayWhereAndWhatWhenTextIsNotAbc() {
    assertThatThrownBy(() -> music("cde@f|")).isInstanceOf(AbcException.class)
        .hasMessage("line 5, column 4: found '@', expected a note, rest, chord, bar line or field");
    assertThatThrownBy(() -> music("[c"))
        .hasMessage("line 5, column 3: found the end of the line in a chord, expected a note or ']'");
    assertThatThrownBy(() -> music("c0|")).hasMessageContaining("a note of 0 units");
    assertThatThrownBy(() -> AbcReader.read("X:1\nM:3/9\nK:C\nc|"))
        .hasMessage("line 2, column 3: meter 3/9: expected a lower figure of 1, 2, 4, 8, 16 or 32");
    assertThatThrownBy(() -> AbcReader.read("X:1\nK:C\n")).hasMessageContaining("no bars of music");
  }

  @Test
  void shouldNeverThrowAnythingElseOnMutatedText() {
    java.util.Random random = new java.util.Random(7);
    String text = AbcWriter.write(new RandomScores(3).next());
    for (int i = 0; i < 20_000; i++) {
      StringBuilder mutated = new StringBuilder(text);
      for (int j = 0; j < 3; j++) {
        mutated.setCharAt(random.nextInt(mutated.length()), (char) (32 + random.nextInt(95)));
      }
      try {
        AbcReader.read(mutated.toString());
      } catch (AbcException expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }
}
