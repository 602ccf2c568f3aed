package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.AbcReader;
import antiphon.midi.MidiFile;
import antiphon.session.sheet.SheetException;
import antiphon.session.sheet.SheetFiles;
import antiphon.session.sheet.SheetKind;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tunes that come with abc2midi sound as abc2midi plays them: how many are alike, different and refused is printed, and
 * may only improve. Ornaments are taken out first, as each program plays its own.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class Abc2midiFilesAcceptanceTest {
  private static final Path EXAMPLES = Path.of("/usr/share/doc/abcmidi/examples");
  private static final String RECORD = "/antiphon/tests/abc2midi-files.properties";
  private static final int PER_QUARTER = 480;
  /** Each program rounds once. */
  private static final int SAME_TICKS = 3;

  @TempDir private Path folder;

  private record Sounding(long onset, int pitch, long end) {
    boolean same(Sounding other) {
      return pitch == other.pitch && Math.abs(onset - other.onset) <= SAME_TICKS && Math.abs(end - other.end) <= SAME_TICKS;
    }
  }

  private static List<Sounding> notes(MidiFile file) {
    return file.tracks().stream().flatMap(track -> track.notes().stream())
        .map(note -> new Sounding(ticks(note.onsetTicks(), file), note.pitch(), ticks(note.endTicks(), file)))
        .sorted(Comparator.comparingLong((Sounding note) -> Math.round(note.onset / (2.0 * SAME_TICKS)))
            .thenComparingInt(Sounding::pitch).thenComparingLong(Sounding::end))
        .toList();
  }

  private static long ticks(long fileTicks, MidiFile file) {
    return Math.round((double) fileTicks * PER_QUARTER / file.ticksPerQuarter());
  }

  private static boolean same(List<Sounding> ours, List<Sounding> theirs) {
    if (ours.size() != theirs.size()) {
      return false;
    }
    for (int i = 0; i < ours.size(); i++) {
      if (!ours.get(i).same(theirs.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** A tune without grace notes and decorations, and without what abc2midi adds: chords, drums, broken chords, swing. */
  private static String plain(String tune) {
    StringBuilder plain = new StringBuilder();
    for (String line : tune.lines().toList()) {
      boolean directive = line.startsWith("%%MIDI") && !line.contains("transpose");
      boolean field = line.matches("[A-Za-z]:.*");
      if (!directive && !line.startsWith("R:")) {
        plain.append(field ? line : line.replaceAll("\\{[^}]*}", "").replaceAll("![^!]*!", "").replaceAll("(?<![\\[\"])[~TRuv](?=[\\^_=]*[A-Ga-g\\[])", ""))
            .append('\n');
        if (line.startsWith("K:")) {
          plain.append("%%MIDI gchordoff\n%%MIDI chordattack 0\n%%MIDI ratio 3 1\n");
        }
      }
    }
    return plain.toString();
  }

  private List<Sounding> theirs(Path abc) throws Exception {
    Path midi = folder.resolve("theirs.mid");
    Files.deleteIfExists(midi);
    Process program = new ProcessBuilder("abc2midi", abc.toString(), "-o", midi.toString()).redirectErrorStream(true).start();
    String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor()).as(said).isZero();
    return notes(MidiFile.read(midi));
  }

  @Test
  void shouldPlayTheTunesOfOthersAsAbc2midiDoes() throws Exception {
    List<String> alike = new ArrayList<>();
    List<String> different = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(EXAMPLES)) {
      files = all.filter(file -> file.toString().endsWith(".abc")).sorted().toList();
    }
    for (Path file : files) {
      List<String> tunes = AbcReader.tunes(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      for (int i = 0; i < tunes.size(); i++) {
        String name = file.getFileName() + "#" + (i + 1);
        Path abc = Files.writeString(folder.resolve("tune.abc"), plain(tunes.get(i)), StandardCharsets.ISO_8859_1);
        try {
          List<Sounding> ours = notes(SheetFiles.midi(SheetFiles.read(abc, SheetKind.ABC)));
          (same(ours, theirs(abc)) ? alike : different).add(name);
        } catch (SheetException e) {
          refused.add(name + " (" + e.getMessage() + ")");
        }
      }
    }
    System.out.printf("tunes of abc2midi: %d alike, %d different %s, %d refused %s%n",
        alike.size(), different.size(), different, refused.size(), refused);

    Properties record = new Properties();
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(RECORD), RECORD)) {
      record.load(in);
    }
    assertThat(alike.size()).as("alike, of %s; a greater number belongs into %s", files.size() + " files", RECORD)
        .isEqualTo(Integer.parseInt(record.getProperty("alike")));
    assertThat(refused).as("refused").hasSize(Integer.parseInt(record.getProperty("refused")));
    assertThat(different).as("different").hasSize(Integer.parseInt(record.getProperty("different")));
  }
}
