package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.session.sheet.SheetFiles;
import antiphon.session.sheet.SheetKind;
import antiphon.midi.MidiFile;
import antiphon.musicxml.Sheet;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What abc2midi makes of the ABC that we write is what we make of it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class Abc2midiAcceptanceTest {
  private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("antiphon.root")));
  private static final int PER_QUARTER = 480;
  /** abc2midi strikes each note a tick late and ends it in time, so that no end meets a beginning. */
  private static final int THEIR_LATE_TICKS = 1;

  private static final String HARD = """
      X:1
      T:What is hard to say
      L:1/8
      Q:1/4=96
      M:4/4
      K:Eb
      V:1 treble
      V:2 bass
      [V:1](3Bcd e>f =A^A =a_a|[V:2]E,,4 [E,G,B,]4|
      [V:1]e2-e3/2f/2 (3:2:3g2a2b2|[V:2][E,B,]2 z2 =E,2 _E,2|
      [V:1]^f_f=ff' __B2 ^^c2|[V:2]z4 (5:4:5B,,C,D,E,F,|
      [V:1][M:7/8]b2c'2 d'2-d'|[V:2][M:7/8]G,7|
      [V:1][K:A]c2d2 e3|[V:2][K:A][A,,C,]4 [A,,C,]3|
      """;

  @TempDir private Path folder;

  /** A note, at 480 ticks a quarter. */
  private record Sounding(long onset, int pitch, long duration) {}

  private static List<Sounding> notes(MidiFile file, int lateTicks) {
    return file.tracks().stream().flatMap(track -> track.notes().stream())
        .map(note -> new Sounding(
            ticks(note.onsetTicks(), file) - lateTicks, note.pitch(), ticks(note.durationTicks(), file) + lateTicks))
        .sorted(Comparator.comparingLong(Sounding::onset).thenComparingInt(Sounding::pitch).thenComparingLong(Sounding::duration)).toList();
  }

  private static long ticks(long fileTicks, MidiFile file) {
    return Math.round((double) fileTicks * PER_QUARTER / file.ticksPerQuarter());
  }

  private void shouldSoundAlike(Sheet sheet, String name) throws Exception {
    Path abc = folder.resolve(name + ".abc");
    SheetFiles.write(sheet, abc, SheetKind.ABC);
    // The names of chords are no notes, and what is struck together is not to be broken.
    Files.writeString(abc, Files.readString(abc).replaceFirst("(?m)^(K:.*)$", "$1\n%%MIDI gchordoff\n%%MIDI chordattack 0"));
    Path theirs = folder.resolve(name + ".mid");
    Process program = new ProcessBuilder("abc2midi", abc.toString(), "-o", theirs.toString()).redirectErrorStream(true).start();
    String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor()).as(said).isZero();

    List<Sounding> ours = notes(SheetFiles.midi(sheet), 0);

    assertThat(ours).as(name).isNotEmpty();
    assertThat(notes(MidiFile.read(theirs), THEIR_LATE_TICKS)).as("%s, of which abc2midi says %s", name, said).isEqualTo(ours);
  }

  private Sheet abc(String text, String name) throws Exception {
    return SheetFiles.read(Files.writeString(folder.resolve(name + "-given.abc"), text), SheetKind.ABC);
  }

  @Test
  void shouldSoundAsOurOwnMidiDoes() throws Exception {
    List<String> pieces = new ArrayList<>();
    try (InputStream in = SheetFiles.class.getResourceAsStream("/antiphon/lab/evaluate/pieces.iabc")) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String piece : all.split("\n\\s*\n")) {
        // The words that ask a model for a style stand before the header.
        pieces.add("X:1\nT:Piece " + (pieces.size() + 1) + "\n" + piece.lines().filter(line -> !line.matches("%[^%].*"))
            .reduce("", (text, line) -> text + line + "\n"));
      }
    }
    assertThat(pieces).hasSize(10);
    for (int n = 0; n < pieces.size(); n++) {
      shouldSoundAlike(abc(pieces.get(n), "piece-" + n), "piece-" + n);
    }
    shouldSoundAlike(abc(HARD, "hard"), "hard");
    Path leadSheet = ROOT.resolve("notation/src/test/resources/antiphon/musicxml/lead-sheet.musicxml");
    shouldSoundAlike(SheetFiles.read(leadSheet, SheetKind.MUSICXML), "lead-sheet");
    for (String meter : List.of("4-4", "3-4", "6-8", "7-8", "5-4")) {
      shouldSoundAlike(
          SheetFiles.read(ROOT.resolve("session/src/main/resources/antiphon/session/phrases/" + meter + ".abc"), SheetKind.ABC), meter);
    }
  }
}
