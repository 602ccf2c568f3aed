package antiphon.session.phrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import antiphon.midi.MidiFile;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PhraseTest {
  private static final int QUARTER = 480;
  private static final int[] SCALE = {60, 62, 64, 65, 67, 69, 71, 72};

  @Test
  void shouldFollowMetersThatChangeOnABarLine() {
    Phrase phrase = phrase(28, QUARTER / 2, 0, new MidiFile.Meter(0, 4, 4), new MidiFile.Meter(2 * 4 * QUARTER, 3, 4));

    assertThat(phrase.bars()).extracting(Bar::meter)
        .containsExactly(Meter.COMMON, Meter.COMMON, new Meter(3, 4), new Meter(3, 4));
    assertThat(phrase.following(0).meter()).isEqualTo(new Meter(3, 4));
    assertThat(phrase.following(0).start()).isEqualTo(phrase.bars().getLast().end());
  }

  @Test
  void shouldCutABarShortWhereAMeterBeginsInsideIt() {
    Phrase phrase = phrase(12, QUARTER, 0, new MidiFile.Meter(0, 4, 4), new MidiFile.Meter(6 * QUARTER, 3, 4));

    assertThat(phrase.bars()).extracting(Bar::meter)
        .containsExactly(Meter.COMMON, new Meter(2, 4), new Meter(3, 4), new Meter(3, 4));
  }

  @Test
  void shouldTakeAShortFirstMeterForAPickup() {
    Phrase phrase = phrase(7, QUARTER, 0, new MidiFile.Meter(0, 1, 4), new MidiFile.Meter(QUARTER, 3, 4));

    assertThat(phrase.bars()).extracting(Bar::length)
        .containsExactly(1L * Ticks.PER_QUARTER, 3L * Ticks.PER_QUARTER, 3L * Ticks.PER_QUARTER);
    assertThat(phrase.bars().getFirst().meter()).isEqualTo(new Meter(3, 4));
  }

  @Test
  void shouldTakeALateFirstNoteForAPickup() {
    Phrase phrase = phrase(5, QUARTER, 3 * QUARTER, new MidiFile.Meter(0, 4, 4));

    assertThat(phrase.bars()).extracting(Bar::length).containsExactly(1L * Ticks.PER_QUARTER, 4L * Ticks.PER_QUARTER);
    assertThat(phrase.bars().getFirst().start()).isEqualTo(3L * Ticks.PER_QUARTER);
  }

  @Test
  void shouldHearABarHoweverFullItIs() {
    List<MidiFile.Note> notes = IntStream.range(0, 2_000)
        .mapToObj(i -> new MidiFile.Note(0, 21 + i % 88, 80, i * 4L * QUARTER / 2_000, 20)).toList();

    assertThat(Phrase.of(file(QUARTER, notes, new MidiFile.Meter(0, 4, 4)), "test").notes()).hasSize(2_000);
  }

  @Test
  void shouldHearTheLastBarsOfALongFile() {
    Phrase phrase = phrase(4 * 200, QUARTER, 0, new MidiFile.Meter(0, 4, 4));

    assertThat(phrase.barsInFile()).isEqualTo(200);
    assertThat(phrase.bars()).hasSize(Phrase.MOST_BARS);
    assertThat(phrase.bars().getLast().end()).isEqualTo(800L * Ticks.PER_QUARTER);
  }

  @Test
  void shouldWriteWhatWasPlayedOnTheGridOfAnyResolution() {
    for (int resolution : new int[] {1, 24, 96, 480, 960, 10_080, 32_767}) {
      List<MidiFile.Note> notes = IntStream.range(0, 8)
          .mapToObj(i -> new MidiFile.Note(0, SCALE[i], 80, (long) i * resolution, resolution)).toList();
      Phrase phrase = Phrase.of(file(resolution, notes, new MidiFile.Meter(0, 4, 4)), "test");

      assertThat(phrase.notes()).as("resolution " + resolution).extracting(Note::onset)
          .containsExactlyElementsOf(IntStream.range(0, 8).mapToObj(i -> (long) i * Ticks.PER_QUARTER).toList());
    }
  }

  @Test
  void shouldBelieveAKeySignatureThatIsNotCMajor() {
    List<MidiFile.Note> notes = List.of(new MidiFile.Note(0, 60, 80, 0, QUARTER));
    MidiFile.Track track = new MidiFile.Track("", 0, notes, List.of(), List.of());
    MidiFile file = new MidiFile(
        1, QUARTER, "", List.of(track), List.of(), List.of(), List.of(new MidiFile.Key(0, -3, true)), List.of(), List.of());

    assertThat(Phrase.of(file, "test").bars().getFirst().key()).isEqualTo(new Key(-3, true));
  }

  @Test
  void shouldHearThePedal() {
    List<MidiFile.Note> notes = List.of(new MidiFile.Note(0, 60, 80, 0, 60), new MidiFile.Note(0, 64, 80, 2 * QUARTER, 60));
    List<MidiFile.Pedal> pedals = List.of(new MidiFile.Pedal(0, 0, 127), new MidiFile.Pedal(4 * QUARTER, 0, 0));
    MidiFile.Track track = new MidiFile.Track("", 0, notes, List.of(), pedals);
    MidiFile file = new MidiFile(
        1, QUARTER, "", List.of(track), List.of(), List.of(), List.of(), List.of(), List.of());

    assertThat(Phrase.of(file, "test").notes().getFirst().duration()).isGreaterThanOrEqualTo(Ticks.PER_QUARTER);
  }

  @Test
  void shouldSayWhatAFileWithoutPitchesHas() {
    List<MidiFile.Note> drums = List.of(new MidiFile.Note(9, 38, 80, 0, 60), new MidiFile.Note(9, 40, 80, 60, 60));
    MidiFile.Meter common = new MidiFile.Meter(0, 4, 4);
    assertThatExceptionOfType(PhraseException.class)
        .isThrownBy(() -> Phrase.of(file(QUARTER, drums, common), "x.mid"))
        .withMessage("x.mid: only drums, 2 notes on channel 10, expected notes on another channel");
    assertThatExceptionOfType(PhraseException.class)
        .isThrownBy(() -> Phrase.of(file(QUARTER, List.of(), common), "x.mid"))
        .withMessage("x.mid: no notes, expected at least one");
  }

  @Test
  void shouldKeepTheWholeLengthOfTheLastNote() {
    Phrase phrase = whole(new int[] {0, 4, 60}, new int[] {4, 44, 67}, new int[] {4, 44, 72});

    assertThat(phrase.notes()).contains(beats(1, 11, 67), beats(1, 11, 72));
    assertThat(phrase.bars()).hasSize(3);
  }

  @Test
  void shouldNotAddABarForANoteThatIsLetGoLate() {
    List<MidiFile.Note> notes = IntStream.range(0, 4)
        .mapToObj(i -> new MidiFile.Note(0, SCALE[i], 80, (long) i * QUARTER, QUARTER + 17)).toList();

    assertThat(Phrase.whole(file(QUARTER, notes, new MidiFile.Meter(0, 4, 4)), "test").bars()).hasSize(1);
  }

  @Test
  void shouldKeepWhatIsHeldUnderOtherNotes() {
    Phrase phrase = whole(new int[] {0, 22, 60}, new int[] {4, 18, 64}, new int[] {8, 14, 67}, new int[] {12, 10, 72}, new int[] {24, 8, 60});

    assertThat(phrase.notes()).contains(beats(0, 5.5, 60), beats(1, 4.5, 64), beats(2, 3.5, 67), beats(3, 2.5, 72));
  }

  @Test
  void shouldKeepSilentBarsAtTheStartOfAWholeFile() {
    Phrase phrase = whole(new int[] {20, 4, 60}, new int[] {24, 4, 62});

    assertThat(phrase.notes().getFirst().onset()).isEqualTo(5L * Ticks.PER_QUARTER);
    assertThat(phrase.bars()).extracting(Bar::length).containsExactly(4L * Ticks.PER_QUARTER, 4L * Ticks.PER_QUARTER);
    assertThat(phrase.bars().getFirst().start()).isZero();
  }

  @Test
  void shouldRefuseAPieceOfMoreBarsThanAnyHas() {
    List<MidiFile.Note> notes = List.of(new MidiFile.Note(0, 60, 80, 0, 1_000_000_000L));

    assertThatExceptionOfType(PhraseException.class)
        .isThrownBy(() -> Phrase.whole(file(QUARTER, notes, new MidiFile.Meter(0, 4, 4)), "x.mid"))
        .withMessage("x.mid: more than 20000 bars, expected a piece of fewer");
  }

  private static Note beats(double onset, double length, int pitch) {
    return new Note(Math.round(onset * Ticks.PER_QUARTER), Math.round(length * Ticks.PER_QUARTER), pitch);
  }

  /** Onset and length in sixteenths, and pitch. */
  private static Phrase whole(int[]... notes) {
    List<MidiFile.Note> all = Arrays.stream(notes)
        .map(n -> new MidiFile.Note(0, n[2], 80, n[0] * QUARTER / 4L, n[1] * QUARTER / 4L)).toList();
    return Phrase.whole(file(QUARTER, all, new MidiFile.Meter(0, 4, 4)), "test");
  }

  private static Phrase phrase(int count, int step, long from, MidiFile.Meter... meters) {
    List<MidiFile.Note> notes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      notes.add(new MidiFile.Note(0, SCALE[i % 8], 80, from + (long) i * step, step - 10));
    }
    return Phrase.of(file(QUARTER, notes, meters), "test");
  }

  private static MidiFile file(int resolution, List<MidiFile.Note> notes, MidiFile.Meter... meters) {
    MidiFile.Track track = new MidiFile.Track("", 0, notes, List.of(), List.of());
    return new MidiFile(
        1, resolution, "", List.of(track), List.of(), List.of(meters), List.of(), List.of(), List.of());
  }
}
