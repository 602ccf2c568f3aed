package antiphon.abc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.score.BarLine;
import antiphon.score.Clef;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.PlayedOut;
import antiphon.score.Score;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** ABC as other people write it; what sounds was compared with abc2midi 4.84. */
class AbcTuneTest {
  private static final long Q = Ticks.PER_QUARTER;

  private final List<String> remarks = new ArrayList<>();

  private Score tune(String header, String body) {
    return AbcReader.readTune("X:1\nM:4/4\nL:1/4\n" + header + "\n" + body + "\n", remarks);
  }

  private List<Integer> pitches(String header, String body) {
    return pitches(tune(header, body), 0);
  }

  private static List<Integer> pitches(Score score, int voice) {
    return score.voices().get(voice).notes().stream().map(Note::pitch).toList();
  }

  /** Letters of what sounds, repeats played out. */
  private String sounds(String header, String body) {
    StringBuilder letters = new StringBuilder();
    PlayedOut.of(tune(header, body)).voices().getFirst().notes()
        .forEach(note -> letters.append("CcDdEFfGgAaB".charAt(note.pitch() % 12)));
    return letters.toString();
  }

  @Test
  void shouldLetEachVoiceGoOnWhereItLeftOff() {
    Score score = tune("K:C\nV:1\nV:2 clef=bass", "[V:1]CDEF|GABc|\n[V:2]C,4|G,4|\n[V:1]c4|\n[V:2]C,4|");
    assertThat(score.bars()).hasSize(3);
    assertThat(score.voices().get(1).notes())
        .containsExactly(new Note(0, 4 * Q, 48), new Note(4 * Q, 4 * Q, 55), new Note(8 * Q, 4 * Q, 48));
    assertThat(score.voices().get(1).clef()).isEqualTo(Clef.BASS);
  }

  @Test
  void shouldKeepKeyMeterAndUnitOfEachVoice() {
    Score score = tune("K:C\nV:1\nV:2", "[V:1]F4|F4|\n[V:2]F4|\nK:G\nL:1/8\nF8|");
    assertThat(pitches(score, 0)).containsExactly(65, 65);
    assertThat(score.voices().get(1).notes()).containsExactly(new Note(0, 4 * Q, 65), new Note(4 * Q, 4 * Q, 66));
  }

  @Test
  void shouldHoldAccidentalsInAllOctaves() {
    assertThat(pitches("K:C", "^CcC,c|c4|]")).containsExactly(61, 73, 49, 73, 72);
    assertThat(pitches("K:C", "^c4-|c2 c2|]")).as("a tie carries it on").containsExactly(73, 72);
  }

  @Test
  void shouldSoundByOctaveClefAndTransposition() {
    assertThat(pitches("K:C octave=-1", "CDEF|")).containsExactly(48, 50, 52, 53);
    assertThat(pitches("K:C clef=treble-8", "CDEF|")).containsExactly(48, 50, 52, 53);
    assertThat(pitches("K:C treble+8", "CDEF|")).containsExactly(72, 74, 76, 77);
    assertThat(pitches("K:C clef=treble-8 octave=-1", "C|")).as("both say the same").containsExactly(48);
    assertThat(pitches("K:C octave=1\nV:1 octave=-1", "C|")).as("the voice's own counts").containsExactly(48);
    assertThat(pitches("K:C transpose=-2", "CDEF|")).containsExactly(58, 60, 62, 63);
    assertThat(pitches("K:G clef=bass transpose=-12", "F|[K:D]FC|[K:clef=alto]F")).containsExactly(54, 54, 49, 54);
    assertThat(pitches("K:C\nV:1 name=\"Bass transpose=3\"", "C|")).containsExactly(60);
    Score parts = tune("K:C transpose=-2\nV:1\nV:2 transpose=3", "[V:1]C|\n[V:2]C|");
    assertThat(pitches(parts, 0)).containsExactly(58);
    assertThat(pitches(parts, 1)).containsExactly(61);
  }

  @Test
  void shouldMoveTheKeyWithATransposition() {
    assertThat(tune("K:D transpose=-2", "DFAd|").bars().getFirst().key()).isEqualTo(Key.C);
    assertThat(tune("K:D octave=-1", "DFAd|").bars().getFirst().key()).isEqualTo(Key.parse("D"));
  }

  @Test
  void shouldTransposeTheWholeTuneByMidiDirective() {
    assertThat(pitches("%%MIDI transpose -5\nK:C", "CDEF|")).containsExactly(55, 57, 59, 60);
    assertThat(pitches("K:C", "C|\n%%MIDI transpose 2\n%%MIDI transpose 3\n%%MIDI rtranspose 1\nC|[K:C transpose=1]C|"))
        .containsExactly(64, 64, 65);
  }

  @Test
  void shouldReadKeysWithAccidentalsOfTheirOwn() {
    assertThat(pitches("K:D Phr ^f", "defb|")).containsExactly(74, 75, 78, 82);
    assertThat(pitches("K:D exp ^f _b", "defb|")).containsExactly(74, 76, 78, 82);
    assertThat(pitches("K:C ^f clef=treble", "cFfb|")).containsExactly(72, 66, 78, 83);
    assertThat(pitches("K:HP", "Acfg|")).containsExactly(69, 73, 78, 79);
    assertThat(pitches("K:Hp", "Acfg|")).containsExactly(69, 73, 78, 79);
    assertThat(tune("K:D exp ^f ^c", "d4|").bars().getFirst().key()).isEqualTo(new Key(2, false));
    assertThat(tune("K:D exp _b", "d4|").bars().getFirst().key()).isEqualTo(new Key(-1, true));
    assertThat(pitches("K:Am=c", "F|[K:A mixolydian]G|[K:Bb Lydian]e|[K:Amaj]G|[K:AMIX]G|[K:Ddor]c|[K:F#m]c|"))
        .containsExactly(65, 67, 76, 68, 67, 72, 73);
  }

  @Test
  void shouldPassOverByteOrderMarkSymbolsAndTextBlocks() {
    assertThat(pitches("K:C", "CDkEF|HIc WhwQC|")).containsExactly(60, 62, 64, 65, 72, 60);
    assertThat(pitches("U:n=!turn!\nK:C", "nCD[nEG]|")).containsExactly(60, 62, 64, 67);
    assertThat(pitches("K:C\n%%begintext\nnothing to @ play\n%%endtext", "C|\nw:la\n+:la\n")).containsExactly(60);
    assertThat(AbcReader.tunes("\uFEFFX:1\nK:C\nC|\n")).hasSize(1);
    assertThat(pitches(AbcReader.readTune("\uFEFFX:1\nK:C\nC|\n", remarks), 0)).containsExactly(60);
  }

  @Test
  void shouldEndATuneAtAnEmptyLine() {
    assertThat(pitches("K:C", "C|\n\nWhat follows is prose @ all.")).containsExactly(60);
  }

  @Test
  void shouldGiveTheFieldsOfAFilesHeadToAllItsTunes() {
    List<String> tunes = AbcReader.tunes("%abc-2.1\nM:2/4\nL:1/4\n\nX:1\nK:C\nCC|\n\nX:2\nK:C\nDD|\n");
    assertThat(tunes).hasSize(2);
    assertThat(AbcReader.readTune(tunes.get(1), remarks).bars().getFirst().length()).isEqualTo(2 * Q);
  }

  @Test
  void shouldReadOverlaysAsVoices() {
    Score score = tune("K:C", "C4&EGEG&z2c2|c4&E2F2|GGGG|");
    assertThat(score.bars()).hasSize(3);
    assertThat(score.voices()).hasSize(3);
    assertThat(score.layout()).isEqualTo("( 1 2 3 )");
    assertThat(pitches(score, 0)).containsExactly(60, 72, 67, 67, 67, 67);
    assertThat(score.voices().get(1).notes()).containsExactly(
        new Note(0, Q, 64), new Note(Q, Q, 67), new Note(2 * Q, Q, 64), new Note(3 * Q, Q, 67),
        new Note(4 * Q, 2 * Q, 64), new Note(6 * Q, 2 * Q, 65));
    assertThat(score.voices().get(2).notes()).containsExactly(new Note(2 * Q, 2 * Q, 72));
    assertThat(remarks).isEmpty();
  }

  @Test
  void shouldLayAnOverlayOverSeveralBars() {
    Score score = tune("K:C\nV:A\nV:B", "[V:A]G4|E4&&D2D2|C4|F4|\n[V:B]C4|C4|C4|");
    assertThat(score.bars()).hasSize(3);
    assertThat(score.layout()).isEqualTo("( 1 2 ) 3");
    assertThat(score.voices().get(1).notes())
        .containsExactly(new Note(0, 2 * Q, 62), new Note(2 * Q, 2 * Q, 62), new Note(4 * Q, 4 * Q, 60));
    assertThat(score.voices().getFirst().notes().getLast()).isEqualTo(new Note(8 * Q, 4 * Q, 65));
  }

  @Test
  void shouldNameTheVoicesOfALayoutByTheirNumbers() {
    Score score = tune("%%score [(S A) (T B)]\nK:C\nV:S\nV:A\nV:T\nV:B", "[V:S]C|\n[V:A]C|\n[V:T]C|\n[V:B]C|");
    assertThat(score.layout()).isEqualTo("( 1 2 ) ( 3 4 )");
  }

  @Test
  void shouldReadBarLinesLiberally() {
    Score score = tune("K:C", "C4[|]D4|||E4:|]F4||:C4:||:D4.|E4|]");
    assertThat(score.bars()).extracting(bar -> bar.right()).containsExactly(
        BarLine.SINGLE, BarLine.DOUBLE, BarLine.REPEAT_END, BarLine.SINGLE, BarLine.REPEAT_BOTH, BarLine.SINGLE, BarLine.FINAL);
    assertThat(score.bars().get(4).left()).isEqualTo(BarLine.REPEAT_START);
  }

  @Test
  void shouldReadMetersOfUnequalBeats() {
    assertThat(AbcReader.readTune("X:1\nM:3+2/8\nL:1/8\nK:C\nCDEFG|\n", remarks).bars().getFirst().meter()).isEqualTo(new Meter(5, 8));
    assertThat(AbcReader.readTune("X:1\nM:(2+2+3)/8\nL:1/8\nK:C\nCDEFGAB|\n", remarks).bars().getFirst().meter())
        .isEqualTo(new Meter(7, 8));
  }

  @Test
  void shouldReadMicrotonesAsTheNearestSemitoneAndSaySoOnce() {
    assertThat(pitches("K:C", "^/c ^3/4c _3/2c ^1/4c|_/e4|")).containsExactly(72, 73, 71, 72, 76);
    assertThat(remarks).containsExactly("accidentals of less than a semitone, read as the nearest semitone");
  }

  @Test
  void shouldReadLengthsThatNoTickHoldsAsTheNearestAndSaySoOnce() {
    Score score = tune("K:C", "(11:8:11C/D/E/F/G/A/B/c/d/e/f/|(13:8:13C/C/C/C/C/C/C/C/C/C/C/C/C/|c4|");
    assertThat(score.bars()).extracting(bar -> bar.length()).containsOnly(4 * Q);
    assertThat(score.voices().getFirst().notes()).hasSize(25);
    assertThat(score.voices().getFirst().notes().get(1).onset()).isEqualTo(Math.round(4 * Q / 11.0));
    assertThat(score.voices().getFirst().notes().get(10).end()).isEqualTo(4 * Q);
    assertThat(remarks).containsExactly("lengths finer than 1/10080 quarter, read as the nearest");
  }

  @Test
  void shouldPlayRepeatsAndEndings() {
    assertThat(sounds("K:C", "|:CDEF|1GABc:|2cBAG|]")).isEqualTo("CDEFGABCCDEFCBAG");
    assertThat(sounds("K:C", "C4|1D4:|2E4|F4|]")).isEqualTo("CDCEF");
    assertThat(sounds("K:C", "|:C4|1,3D4:|2E4:|4F4|]G4|")).isEqualTo("CDCECDCFG");
    assertThat(sounds("K:C", "C4|[1-2D4:|[3E4||")).isEqualTo("CDCDCE");
    assertThat(sounds("K:C", "C4||D4:|E4|]")).isEqualTo("CDDE");
    assertThat(sounds("K:C", "C4:|D4:|E4|]")).isEqualTo("CCDDE");
    assertThat(sounds("K:C", "C4::D4:|E4|]")).isEqualTo("CCDDE");
    assertThat(sounds("K:C", "|:C4|D4|]")).isEqualTo("CD");
    assertThat(sounds("K:C", "|:C4|1D4:|2E4::F4|G4:|A4|")).isEqualTo("CDCEFGFGA");
    assertThat(sounds("K:C", "z2|:C2|D4:|")).isEqualTo("CDCD");
  }

  @Test
  void shouldPlayOddRepeatsAsAbc2MidiDoes() {
    assertThat(sounds("K:C", "|:C4|1D4:|2E4:|\n|:F4|G4:|A4|")).isEqualTo("CDCECFGFGA");
    assertThat(sounds("K:C", "|:C4|1D4:|2E4:|F4|G4:|A4|")).isEqualTo("CDCECFGA");
    assertThat(sounds("K:C", "|:C4|1D4|E4:|2F4|G4:|A4|")).isEqualTo("CDECFGCA");
    assertThat(sounds("K:C", "C2|1D2:|2E2||F4|G4:|")).isEqualTo("CDCEFGCFG");
  }

  @Test
  void shouldPlayPartsInTheirOrder() {
    assertThat(sounds("P:ABA2\nK:C", "P:A\nC4|\nP:B\nD4|]")).isEqualTo("CDCC");
    assertThat(sounds("P:(AB)2A\nK:C", "P:A\n|:C4:|\nP:B\nD4|1E4:|2F4|]")).isEqualTo("CCDEDFCCDEDFCC");
    assertThat(sounds("K:C", "P:A\nC4|\nP:B\nD4:|]")).as("without an order parts change nothing").isEqualTo("CDCD");
    assertThat(sounds("P:A.B\nK:C", "G4|\nP:A\nC4|\nP:B\nD4|]")).isEqualTo("GCD");
  }

  @Test
  void shouldCutWhatIsHeldWhereTheMusicLeaps() {
    Score played = PlayedOut.of(tune("K:C", "E4-|:E4|C4-:|C4|]"));
    assertThat(played.voices().getFirst().notes()).extracting(Note::duration).containsExactly(8 * Q, 4 * Q, 4 * Q, 8 * Q);
  }

  /** Onset in quarters, verse, syllable; a hyphen where the word goes on. */
  private static List<String> sung(Score score, int voice) {
    return score.voices().get(voice).lyrics().stream()
        .map(lyric -> lyric.onset() / Q + " " + lyric.verse() + " " + lyric.text() + (lyric.goesOn() ? "-" : "")).toList();
  }

  @Test
  void shouldLayWordsUnderNotes() {
    assertThat(sung(tune("K:C", "C D|z E F2|\nw: syll-a-ble~two be_"), 0)).containsExactly("0 1 syll-", "1 1 a-", "3 1 ble two", "4 1 be");
    assertThat(sung(tune("K:C", "CDEF|GABc|\nw: one * - two | three\\-four _ x y z % no more\nw: | zwei"), 0))
        .containsExactly("0 1 one", "0 2 zwei", "3 1 two", "4 1 three-four", "6 1 x", "7 1 y");
    assertThat(sung(tune("K:C", "C [EG]2 {d}c|\nw: ah oh ih\nCDEF|\nw: da"), 0)).containsExactly("0 1 ah", "1 1 oh", "3 1 ih", "4 1 da");
    assertThat(sung(tune("K:C\nV:1\nV:2", "V:1\nC4|\nw: high\nV:2\nC,4|\nw: low\nw: tief"), 1)).containsExactly("0 1 low", "0 2 tief");
  }

  @Test
  void shouldLeaveOutWordsWithoutNotes() {
    assertThat(sung(tune("K:C", "w: none yet\nC2 D2|\nw: a b c d\n" + "w: v\n".repeat(200)), 0)).hasSize(1 + 1 + 98);
  }

  @Test
  void shouldRefuseAnOrderThatNeverEnds() {
    Score score = tune("P:((((A9)99)99)99)99\nK:C", "P:A\nC4|]");
    assertThatThrownBy(() -> PlayedOut.of(score)).hasMessageContaining("more than 20000 bars");
  }

  @Test
  void shouldKeepEndingsAndPartsAsSigns() {
    Score score = tune("P:AB\nK:C", "P:A\n|:C4|1,3D4:|2E4|]\nP:B\nC4|]");
    assertThat(AbcReader.read(AbcWriter.write(score))).isEqualTo(score);
    assertThat(AbcReader.readTune(AbcWriter.writeComplete(score), remarks)).isEqualTo(score);
  }

  @Test
  void shouldReadOurOwnCompleteTextAsOthersDo() {
    for (long seed = 0; seed < 2_000; seed++) {
      RandomScores scores = new RandomScores(seed);
      Score score = scores.sung(scores.next());
      Score plain = new Score(List.of(), score.layout(), score.tempo(), score.bars(), score.voices());
      String text = AbcWriter.writeComplete(plain);
      assertThat(AbcReader.readTune(text, remarks)).as("seed %d%n%s", seed, text).isEqualTo(plain);
    }
  }

  @Test
  void shouldRefuseMoreThanAnyPieceHas() {
    assertRefused("", "c|".repeat(20_001), "more than 20000 bars, expected a piece of fewer");
    assertRefused("", "Z1000|".repeat(21), "more than 20000 bars, expected a piece of fewer");
    assertRefused("", ("[CEGc]/8".repeat(250) + "|").repeat(501), "more than 500000 notes, expected a piece of fewer");
    assertRefused("", "\"C\"".repeat(500_001), "more than 500000 notes, expected a piece of fewer");
    assertRefused("", IntStream.range(0, 300).mapToObj(i -> "[V:" + i + "]c|").collect(Collectors.joining()),
        "more than 256 voices, expected a piece of fewer");
    assertRefused("", "z1000|", "a bar of more than 64 whole notes; is a bar line missing?");
    assertRefused("", "c|".repeat(10_000) + "C&".repeat(60) + "C|", "more than 500000 bars of all voices, expected a piece of fewer");
    assertThatThrownBy(() -> AbcReader.readTune("K:C\n" + " ".repeat(AbcReader.MOST_CHARACTERS), remarks))
        .hasMessageContaining("characters, expected at most 16777216");
    String head = "U:h=!trill!\n".repeat(1_000);
    assertThat(AbcReader.tunes(head + "\n" + "X:1\nK:C\nC|\n".repeat(1_000)).stream().mapToInt(String::length).sum())
        .isLessThan(100_000);
  }

  private void assertRefused(String header, String body, String message) {
    assertThatThrownBy(() -> tune("K:C" + header, body)).isInstanceOf(AbcException.class).hasMessageEndingWith(message);
  }
}
