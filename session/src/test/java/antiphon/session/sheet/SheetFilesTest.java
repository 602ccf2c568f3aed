package antiphon.session.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import antiphon.abc.AbcReader;
import antiphon.midi.MidiFile;
import antiphon.musicxml.Sheet;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.time.Ticks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SheetFilesTest {
  private static final String TUNE =
      "L:1/8\nQ:1/4=90\nM:3/4\nK:G\nV:1 treble nm=\"Flute\"\n[V:1]D2|\n[V:1]\"G\"(3GAB d2 B2|\n[V:1]A3/2B/ \"D7\"c4|]\n";
  private static final String DUET =
      "%%score { 1 | 2 }\nL:1/8\nQ:1/4=100\nM:4/4\nK:F\nV:1 treble\nV:2 bass\n"
          + "[V:1]c2 A2 F2 G2|[V:2]F,4 C,4|\n[V:1]A2 c2 B2 G2|[V:2]F,4 G,4|\n[V:1]F4 A2 c2|[V:2]F,4 C,4|\n"
          + "[V:1]F8|[V:2]F,8|]\n";

  @TempDir private Path folder = Path.of("");

  private Sheet through(Sheet sheet, SheetKind kind) throws IOException {
    Path file = folder.resolve("score." + (kind == SheetKind.MIDI ? "mid" : kind == SheetKind.ABC ? "abc" : "mxl"));
    SheetFiles.write(sheet, file, kind);
    return SheetFiles.read(file, SheetKind.of(file).orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(SheetKind.class)
  void shouldKeepNotesBarsKeyAndTempoThroughEveryKind(SheetKind kind) throws IOException {
    for (String abc : List.of(TUNE, DUET)) {
      Score score = AbcReader.read(abc);
      Sheet read = through(new Sheet("A Title", score), kind);

      assertThat(read.title()).isEqualTo("A Title");
      assertThat(read.score().tempo().orElseThrow().quartersPerMinute())
          .as("MIDI counts whole microseconds").isCloseTo(score.tempo().orElseThrow().quartersPerMinute(), within(1e-3));
      assertThat(read.score().bars()).extracting(Bar::length)
          .containsExactlyElementsOf(score.bars().stream().map(Bar::length).toList());
      assertThat(read.score().bars()).extracting(Bar::key)
          .containsExactlyElementsOf(score.bars().stream().map(Bar::key).toList());
      assertThat(read.score().voices()).extracting(Voice::notes)
          .containsExactlyElementsOf(score.voices().stream().map(Voice::notes).toList());
      assertThat(read.score().voices().getFirst().name()).isEqualTo(score.voices().getFirst().name());
      if (kind != SheetKind.MIDI) {
        assertThat(read.score().layout()).isEqualTo(score.layout());
        assertThat(read.score().voices()).extracting(Voice::chords)
            .containsExactlyElementsOf(score.voices().stream().map(Voice::chords).toList());
      }
    }
  }

  @Test
  void shouldWriteMidiExactlyInTimeWithMetersOfShortBars() {
    Score score = AbcReader.read(
        "L:1/8\nM:4/4\nK:C\nV:1\nV:2\n[V:1]c2|\n[V:1](5:4:5c/d/e/f/g/ (7:4:7c/d/e/f/g/a/b/ c4|[V:2]C8|\n[V:1][M:6/8]c6|\n");
    MidiFile file = SheetMidi.of(new Sheet("", score, List.of(40, 42)));

    assertThat(file.meters()).containsExactly(
        new MidiFile.Meter(0, 1, 4), new MidiFile.Meter(file.ticksPerQuarter(), 4, 4),
        new MidiFile.Meter(5L * file.ticksPerQuarter(), 6, 8));
    assertThat(file.ticksPerQuarter()).isGreaterThanOrEqualTo(480);
    double unit = (double) Ticks.PER_QUARTER / file.ticksPerQuarter();
    assertThat(file.tracks()).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(file.tracks().get(i).notes())
          .extracting(n -> new Note(Math.round(n.onsetTicks() * unit), Math.round(n.durationTicks() * unit), n.pitch()))
          .containsExactlyElementsOf(score.voices().get(i).notes());
    }
    assertThat(file.tracks().getLast().program(1)).isEqualTo(42);
  }

  @Test
  void shouldHearEachTrackOfAMidiFileAsAPart() {
    int quarter = 480;
    List<MidiFile.Note> melody = List.of(
        new MidiFile.Note(0, 72, 80, 0, quarter), new MidiFile.Note(0, 74, 80, quarter, quarter),
        new MidiFile.Note(0, 76, 80, 2 * quarter, 2 * quarter));
    List<MidiFile.Note> chords = List.of(
        new MidiFile.Note(1, 48, 80, 0, 4 * quarter), new MidiFile.Note(1, 64, 80, 0, 4 * quarter),
        new MidiFile.Note(1, 67, 80, 0, 4 * quarter));
    List<MidiFile.Note> drums = List.of(new MidiFile.Note(9, 38, 80, 0, quarter));
    MidiFile file = new MidiFile(
        1, quarter, "Song", List.of(track("Flûte", 73, melody), track("Drums", 0, drums), track("Piano", 0, chords)),
        List.of(), List.of(new MidiFile.Meter(0, 4, 4)), List.of(), List.of(), List.of());

    Sheet sheet = MidiSheet.of(file, "song.mid");

    assertThat(sheet.title()).isEqualTo("Song");
    assertThat(sheet.score().layout()).isEqualTo("1 { 2 | 3 }");
    assertThat(sheet.programs()).containsExactly(73, 0, 0);
    assertThat(sheet.score().voices()).extracting(Voice::name).containsExactly("Flute", "Piano", "");
    assertThat(sheet.score().voices().getFirst().notes()).extracting(Note::pitch).containsExactly(72, 74, 76);
    assertThat(sheet.score().noteCount()).isEqualTo(6);
  }

  @Test
  void shouldKeepWhatOneHandHoldsUnderOtherNotes() {
    int quarter = 480;
    List<MidiFile.Note> arpeggio = List.of(
        new MidiFile.Note(0, 60, 80, 0, quarter * 11L / 2), new MidiFile.Note(0, 64, 80, quarter, quarter * 9L / 2),
        new MidiFile.Note(0, 67, 80, 2L * quarter, quarter * 7L / 2), new MidiFile.Note(0, 72, 80, 3L * quarter, quarter * 5L / 2),
        new MidiFile.Note(0, 60, 80, 6L * quarter, quarter), new MidiFile.Note(0, 76, 80, 6L * quarter, 2L * quarter));
    MidiFile file = new MidiFile(
        0, quarter, "", List.of(track("", 0, arpeggio)), List.of(), List.of(new MidiFile.Meter(0, 4, 4)), List.of(), List.of(), List.of());

    Score score = MidiSheet.of(file, "held.mid").score();

    assertThat(score.voices().stream().flatMap(voice -> voice.notes().stream()).sorted().toList()).containsExactlyElementsOf(
        arpeggio.stream().map(n -> new Note(n.onsetTicks() * 21, n.durationTicks() * 21, n.pitch())).sorted().toList());
  }

  @Test
  void shouldPlayRepeatsInMidiAndKeepThemAsSignsElsewhere() throws IOException {
    Path file = Files.writeString(
        folder.resolve("signs.abc"), "X:1\nM:4/4\nL:1/4\nP:AB\nK:C\nP:A\n|:CDEF|1GABc:|2cBAG||\nP:B\nC4|]\n");
    Sheet sheet = SheetFiles.read(file, SheetKind.ABC);

    assertThat(SheetFiles.midi(sheet).tracks().getFirst().notes()).extracting(MidiFile.Note::pitch).containsExactly(
        60, 62, 64, 65, 67, 69, 71, 72, 60, 62, 64, 65, 72, 71, 69, 67, 60);
    for (SheetKind kind : List.of(SheetKind.ABC, SheetKind.MUSICXML)) {
      Sheet again = through(sheet, kind);
      assertThat(again.score().bars()).as(kind.name()).extracting(Bar::ending)
          .containsExactly(List.of(), List.of(1), List.of(2), List.of());
      assertThat(SheetFiles.midi(again).tracks().getFirst().notes()).hasSize(17);
    }
  }

  @Test
  void shouldSayOnceWhatWasReadOnlyNearly() throws IOException {
    Path file = Files.writeString(folder.resolve("micro.abc"), "\uFEFFX:1\nL:1/4\nK:C\n^/c^/d(11:8:11CDEFGABcdef|\n");
    List<String> remarks = new ArrayList<>();
    SheetFiles.read(file, SheetKind.ABC, 0, remarks);

    assertThat(remarks).containsExactly(
        "accidentals of less than a semitone, read as the nearest semitone", "lengths finer than 1/10080 quarter, read as the nearest");
  }

  private static MidiFile.Track track(String name, int program, List<MidiFile.Note> notes) {
    int channel = notes.getFirst().channel();
    return new MidiFile.Track(name, 0, notes, List.of(new MidiFile.Program(0, channel, program)), List.of());
  }

  @Test
  void shouldAskWhichTuneOfSeveral() throws IOException {
    Path file = folder.resolve("two.abc");
    Files.write(file, "X:1\nT:Mädchen\nK:C\nCDEF|\n\nX:2\nT:two\nK:C\nGABc|\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(SheetFiles.read(file, SheetKind.ABC, 1).title()).isEqualTo("Mädchen");
    assertThat(SheetFiles.read(file, SheetKind.ABC, 2).score().voices().getFirst().notes().getFirst().pitch())
        .isEqualTo(67);
    assertThatExceptionOfType(SheetException.class).isThrownBy(() -> SheetFiles.read(file, SheetKind.ABC))
        .withMessage("two.abc: 2 tunes, expected one, or a choice by --tune");
    assertThatExceptionOfType(SheetException.class).isThrownBy(() -> SheetFiles.read(file, SheetKind.ABC, 3))
        .withMessage("two.abc: 2 tunes, expected at least 3");
  }

  @Test
  void shouldSayWhichFileIsNoScore() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.abc"), "");
    Path words = Files.writeString(folder.resolve("words.abc"), "X:1\nK:C\nC[D@|\n");

    for (Path file : List.of(empty, words)) {
      assertThatExceptionOfType(SheetException.class).isThrownBy(() -> SheetFiles.read(file, SheetKind.ABC))
          .withMessageStartingWith(file.getFileName() + ": ");
    }
    assertThat(SheetKind.of(Path.of("a.B/Song.MXL"))).contains(SheetKind.MUSICXML);
    assertThat(SheetKind.of(Path.of("song.pdf"))).isEmpty();
  }
}
