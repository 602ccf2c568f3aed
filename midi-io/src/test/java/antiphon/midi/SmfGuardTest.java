package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import antiphon.midi.MidiFile.Note;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SmfGuardTest {
  private static final int MUTATIONS = 10_000;

  @TempDir Path folder;

  @Test
  void shouldLetOnlyOurExceptionOutWhateverTheBytes() {
    byte[] sound = MidiFiles.piece().toBytes();
    int read = 0;
    for (long seed = 0; seed < MUTATIONS; seed++) {
      byte[] mutant = mutate(sound, new Random(seed));
      try {
        MidiFile.read(mutant, "mutant").toBytes();
        read++;
      } catch (MidiFileException e) {
        assertThat(e).as("seed %d", seed).message().isNotBlank().doesNotContain("\n");
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    // Neither all refused nor all taken: the guard mends, and there is something to mend.
    assertThat(read).isBetween(MUTATIONS / 4, MUTATIONS - 100);
  }

  private static byte[] mutate(byte[] sound, Random random) {
    byte[] mutant = sound.clone();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(5)) {
        case 0 -> mutant[at] = (byte) random.nextInt(256);
        case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> mutant[at] = (byte) 0xFF;
        case 3 -> {
          int to = Math.min(mutant.length, at + random.nextInt(20));
          System.arraycopy(mutant, random.nextInt(mutant.length - (to - at) + 1), mutant, at, to - at);
        }
        default -> mutant = random.nextInt(6) == 0 ? Arrays.copyOf(mutant, at + 1) : mutant;
      }
    }
    return mutant;
  }

  @Test
  void shouldLeaveASoundFileAsItIs() throws Exception {
    byte[] sound = MidiFiles.piece().toBytes();

    assertThat(SmfGuard.mend(sound, "sound").bytes()).isEqualTo(sound);
    assertThat(SmfGuard.mend(sound, "sound").damage()).isEmpty();
  }

  @Test
  void shouldKeepWhatStandsBeforeTheCutOfATruncatedFile() throws Exception {
    byte[] whole = MidiFiles.file(0, 96, "00 90 3C 40  60 80 3C 00  00 90 3E 40  60 80 3E 00");
    byte[] cut = Arrays.copyOf(whole, 22 + 10);

    MidiFile read = MidiFile.read(cut, "cut");

    assertThat(read.tracks().getFirst().notes()).containsExactly(new Note(0, 60, 64, 0, 96));
    assertThat(read.damage()).hasSize(2);
    assertThat(read.damage().getFirst()).isEqualTo("a chunk at byte 14 says it has 20 bytes, the file ends after 10");
    // This is what the guard is for: the JDK alone gives up on the whole track.
    Sequence jdk = MidiSystem.getSequence(new ByteArrayInputStream(cut));
    assertThat(jdk.getTracks()).isEmpty();
  }

  @Test
  void shouldReadWhateverLengthAFileIsCutTo() {
    byte[] whole = MidiFiles.piece().toBytes();
    int before = 0;
    for (int length = 22; length <= whole.length; length++) {
      MidiFile read = MidiFile.read(Arrays.copyOf(whole, length), "cut to " + length);
      int notes = read.tracks().stream().mapToInt(track -> track.notes().size()).sum();
      assertThat(notes).as("cut to %d", length).isGreaterThanOrEqualTo(before);
      before = notes;
    }
    assertThat(before).isEqualTo(6);
  }

  @Test
  void shouldSkipChunksItDoesNotKnow() {
    byte[] file = MidiFiles.file(0, 96, "00 90 3C 40  60 80 3C 00");
    ByteBuffer with = ByteBuffer.allocate(file.length + 11);
    with.put(file, 0, 14).put("XFIH".getBytes(StandardCharsets.US_ASCII)).putInt(3).put(new byte[3]);
    with.put(file, 14, file.length - 14);

    MidiFile read = MidiFile.read(with.array(), "alien");

    assertThat(read.tracks().getFirst().notes()).hasSize(1);
    assertThat(read.damage()).isEmpty();
  }

  @Test
  void shouldStopATrackWhereItMakesNoSense() {
    MidiFile read = MidiFile.read(MidiFiles.file(0, 96, "00 90 3C 40  60 80 3C 00  00 F5 01  00 90 3E 40"), "bad");

    assertThat(read.tracks().getFirst().notes()).hasSize(1);
    assertThat(read.damage()).containsExactly("track 1 makes no sense from byte 30 on; what came before was kept");
  }

  @Test
  void shouldNameTheCauseWhereverAFileIsCutOff() {
    byte[] file = MidiFiles.file(0, 96, "00 90 3C 40  60 80 3C 00");
    for (int length = 0; length < file.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(file, length);
      try {
        MidiFile.read(cut, "cut");
      } catch (MidiFileException e) {
        assertThat(e.getMessage()).as("after %d bytes", length).startsWith("cut: ").contains("expected").doesNotContain("null");
      }
    }
  }

  @Test
  void shouldRefuseInOneClearLine() {
    expect(new byte[0], "x: found nothing, expected a Standard MIDI File");
    expect("RIFF\0\0\0\0WAVEfmt ".getBytes(StandardCharsets.US_ASCII), "x: found 'RIFF', 16 bytes, expected");
    expect(header(2, 1, 96), "x: type 2, a set of unrelated patterns; expected type 0 or 1");
    expect(header(77, 1, 96), "x: type 77, expected 0 or 1");
    expect(header(1, 1, 0), "x: time division 0x0000, expected");
    expect(header(1, 1, -23 << 8 | 40), "x: time division 0xE928, expected");
    expect(header(1, 3, 96), "x: found no track ('MTrk'), expected 3");
  }

  @Test
  void shouldRefuseWhatIsTooLargeWithoutReadingIt() throws IOException {
    Path large = folder.resolve("large.mid");
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(5L << 30);
    }
    assertThatExceptionOfType(MidiFileException.class)
        .isThrownBy(() -> MidiFile.read(large))
        .withMessage("large.mid: 5368709120 bytes, expected at most 16777216");

    byte[] dense = new byte[3 * 1_100_000];
    dense[1] = (byte) 0x90;
    assertThatExceptionOfType(MidiFileException.class)
        .isThrownBy(() -> MidiFile.read(MidiFiles.file(0, 96, dense), "dense"))
        .withMessage("dense: more than 1000000 events, expected fewer");
  }

  @Test
  void shouldSayThatAFileIsNotThere() {
    assertThatExceptionOfType(MidiFileException.class)
        .isThrownBy(() -> MidiFile.read(folder.resolve("none.mid")))
        .withMessageContaining("none.mid: cannot be read");
  }

  private static void expect(byte[] bytes, String message) {
    assertThatExceptionOfType(MidiFileException.class)
        .isThrownBy(() -> MidiFile.read(bytes, "x"))
        .withMessageStartingWith(message);
  }

  private static byte[] header(int type, int tracks, int division) {
    return ByteBuffer.allocate(14)
        .putInt(0x4D546864)
        .putInt(6)
        .putShort((short) type)
        .putShort((short) tracks)
        .putShort((short) division)
        .array();
  }
}
