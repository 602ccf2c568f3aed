package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import antiphon.midi.MidiFile.Note;
import antiphon.midi.MidiFile.Track;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MidiFileTest {
  @TempDir Path folder;

  @Test
  void shouldReadBackAllThatItWrote() {
    MidiFile piece = MidiFiles.piece();

    assertThat(MidiFile.read(piece.toBytes(), "piece")).isEqualTo(piece);
  }

  @Test
  void shouldKeepEveryNoteOfRandomPerformancesThroughWriting() {
    for (long seed = 0; seed < 500; seed++) {
      byte[] played = MidiFiles.performance(new Random(seed), 1_000);
      MidiFile read = MidiFile.read(played, "seed " + seed);
      MidiFile again = MidiFile.read(read.toBytes(), "seed " + seed + " again");

      List<Note> before = read.tracks().getFirst().notes();
      List<Note> after = again.tracks().getFirst().notes();
      assertThat(before).as("seed %d", seed).hasSizeGreaterThan(100);
      assertThat(firstDifference(before, after)).as("seed %d", seed).isEmpty();
      assertThat(read.damage()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void shouldWriteAWholeFileAndLeaveNothingElse() throws IOException {
    Path file = folder.resolve("piece.mid");
    Files.writeString(file, "what was there before");

    MidiFiles.piece().write(file);

    assertThat(MidiFile.read(file)).isEqualTo(MidiFiles.piece());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void shouldSayWhichFileCannotBeWritten() {
    Path file = folder.resolve("no-such-folder").resolve("piece.mid");

    assertThatExceptionOfType(MidiFileException.class)
        .isThrownBy(() -> MidiFiles.piece().write(file))
        .withMessageContaining("piece.mid: cannot be written");
  }

  @Test
  void shouldEndTheNoteThatBeganFirstWhenARestrikeComesBeforeTheOff() {
    assertThat(notes("00 90 3C 40  60 90 3C 50  00 80 3C 00  60 80 3C 00"))
        .containsExactly(new Note(0, 60, 64, 0, 96), new Note(0, 60, 80, 96, 96));
  }

  @Test
  void shouldKeepTwoVoicesOnOneKeyApart() {
    assertThat(notes("00 90 3C 40  00 90 3C 40  60 80 3C 00  60 80 3C 00"))
        .containsExactly(new Note(0, 60, 64, 0, 192), new Note(0, 60, 64, 0, 96));
  }

  @Test
  void shouldLetAMissingOffSpoilOneNoteOnly() {
    assertThat(notes("00 90 3C 40  30 90 3C 50  10 80 3C 00  20 90 3C 60  10 80 3C 00"))
        .containsExactly(
            new Note(0, 60, 64, 0, 48), new Note(0, 60, 80, 48, 16), new Note(0, 60, 96, 96, 16));
  }

  @Test
  void shouldCloseHangingNotesAtTheEndOfTheTrack() {
    assertThat(notes("00 90 3C 40  10 90 40 40  10 80 40 00  60 B0 01 00"))
        .containsExactly(new Note(0, 60, 64, 0, 128), new Note(0, 64, 64, 16, 16));
  }

  @Test
  void shouldGiveANoteWithoutLengthOneTick() {
    assertThat(notes("00 90 3C 40  00 80 3C 00")).containsExactly(new Note(0, 60, 64, 0, 1));
  }

  @Test
  void shouldUnderstandRunningStatusAlsoAcrossMetaEvents() {
    assertThat(notes("00 90 3C 40  10 3C 00  10 FF 01 01 41  00 3E 40  10 3E 00"))
        .containsExactly(new Note(0, 60, 64, 0, 16), new Note(0, 62, 64, 32, 16));
  }

  @Test
  void shouldAcceptAFileWithoutNotes() {
    MidiFile file = MidiFile.read(MidiFiles.file(0, 96, "00 C0 18"), "silent");

    assertThat(file.tracks().getFirst().notes()).isEmpty();
    assertThat(file.tracks().getFirst().program(0)).isEqualTo(24);
    assertThat(file.damage()).isEmpty();
  }

  @Test
  void shouldConvertSmpteTimeToQuartersOfHalfASecond() {
    // 25 frames of 40 ticks: 1000 ticks a second, so 500 ticks are a quarter of 960.
    MidiFile film = MidiFile.read(MidiFiles.file(0, -25 << 8 | 40, "83 74 90 3C 40  87 68 80 3C 00"), "film");
    assertThat(film.ticksPerQuarter()).isEqualTo(960);
    assertThat(film.tempos()).containsExactly(new MidiFile.Tempo(0, 500_000));
    assertThat(film.tracks().getFirst().notes()).containsExactly(new Note(0, 60, 64, 960, 1920));

    // 29.97 frames: 30 ticks of one a frame are 1.001 s, which is 1921.92 ticks.
    MidiFile drop = MidiFile.read(MidiFiles.file(0, -29 << 8 | 1, "00 90 3C 40  1E 80 3C 00"), "drop");
    assertThat(drop.tracks().getFirst().notes()).containsExactly(new Note(0, 60, 64, 0, 1922));
  }

  @Test
  void shouldReadTextThatIsNotUtf8AsLatin1() {
    MidiFile file = MidiFile.read(MidiFiles.file(0, 96, "00 FF 03 04 63 61 66 E9"), "text");

    assertThat(file.title()).isEqualTo("café");
  }

  @Test
  void shouldReadAHundredThousandNotes() {
    List<Note> many = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      many.add(new Note(i & 15, i * 31 & 127, 1 + i % 127, i * 10L, 9));
    }
    Track track = new Track("many", 0, many, List.of(), List.of());
    MidiFile big = new MidiFile(1, 480, "", List.of(track), List.of(), List.of(), List.of(), List.of(), List.of());

    assertThat(MidiFile.read(big.toBytes(), "big").tracks()).isEqualTo(big.tracks());
  }

  @Test
  void shouldLeaveOutAMeterThatIsNone() {
    MidiFile file = MidiFile.read(MidiFiles.file(0, 96, "00 FF 58 04 00 02 18 08  00 FF 51 01 07"), "odd");

    assertThat(file.meters()).isEmpty();
    assertThat(file.tempos()).isEmpty();
    assertThat(file.damage()).hasSize(2);
    assertThat(file.damage().getFirst()).startsWith("track 1, tick 0: meter 0/4");
  }

  @Test
  void shouldReadAPileOfNotesOnOneKeyAtOneTickInNoTime() {
    // Every on at one tick and on one key: a search through all open notes would take hours.
    byte[] events = new byte[3 * 400_000 + 1];
    Arrays.fill(events, (byte) 0);
    events[1] = (byte) 0x90;
    for (int i = 0; i < 400_000; i++) {
      events[3 * i + 2] = 60;
      events[3 * i + 3] = (byte) (i < 200_000 ? 64 : 0);
    }
    assertThat(MidiFile.read(MidiFiles.file(0, 96, events), "pile").tracks().getFirst().notes())
        .hasSize(200_000);
  }

  /** A list of thousands in a failure helps nobody. */
  private static String firstDifference(List<Note> before, List<Note> after) {
    for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
      if (!before.get(i).equals(after.get(i))) {
        return before.get(i) + " became " + after.get(i);
      }
    }
    return before.size() == after.size() ? "" : before.size() + " notes became " + after.size();
  }

  private static List<Note> notes(String events) {
    return MidiFile.read(MidiFiles.file(0, 96, events), "test").tracks().getFirst().notes();
  }
}
