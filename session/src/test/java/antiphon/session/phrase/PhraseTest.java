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
  void shouldRefuseDrumsAloneAndSilence() {
    List<MidiFile.Note> drums = List.of(new MidiFile.Note(9, 38, 80, 0, 60));
    for (List<MidiFile.Note> notes : List.of(drums, List.<MidiFile.Note>of())) {
      assertThatExceptionOfType(PhraseException.class)
          .isThrownBy(() -> Phrase.of(file(QUARTER, notes, new MidiFile.Meter(0, 4, 4)), "x.mid"))
          .withMessageStartingWith("x.mid: no notes");
    }
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
