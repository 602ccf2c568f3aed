package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import antiphon.midi.MidiFile.Note;
import java.nio.file.Path;
import java.util.List;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AudioRenderTest {
  @TempDir Path folder;

  @Test
  void shouldRenderSoundWhereThereAreNotesAndSilenceBefore() throws Exception {
    Path wav = folder.resolve("piece.wav");

    // 120 quarters a minute: the note begins after 2 s and lasts 1 s.
    AudioRender.Rendering rendering = AudioRender.wav(oneNote(4 * 480, 2 * 480), wav);

    try (AudioInputStream in = AudioSystem.getAudioInputStream(wav.toFile())) {
      assertThat(in.getFormat().toString()).startsWith("PCM_SIGNED 44100.0 Hz, 16 bit, stereo");
      assertThat(in.getFrameLength()).isEqualTo(rendering.frames());
      byte[] samples = in.readAllBytes();
      assertThat(samples).hasSize((int) (4 * rendering.frames()));
      assertThat(peak(samples, 0.0, 1.9)).isLessThan(50);
      assertThat(peak(samples, 2.1, 2.9)).isGreaterThan(1_000);
      assertThat(peak(samples, 0.0, rendering.seconds())).isEqualTo(rendering.peak());
    }
    assertThat(rendering.seconds()).isBetween(6.0, 8.0);
  }

  @Test
  void shouldRenderAPieceWithoutNotesAsSilence() {
    MidiFile silence = new MidiFile(1, 480, "", List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    assertThat(AudioRender.wav(silence, folder.resolve("silence.wav")).peak()).isLessThan(50);
  }

  @Test
  void shouldRefuseAPieceThatLastsForHours() {
    assertThatExceptionOfType(MidiFileException.class)
        .isThrownBy(() -> AudioRender.wav(oneNote(4 * 3600 * 960, 1), folder.resolve("long.wav")))
        .withMessageContaining("long.wav: a piece of 14400 s, expected at most 10800");
    assertThat(folder.resolve("long.wav")).doesNotExist();
  }

  private static MidiFile oneNote(long onset, long duration) {
    MidiFile.Track track =
        new MidiFile.Track("", 0, List.of(new Note(0, 69, 110, onset, duration)), List.of(), List.of());
    return new MidiFile(
        1, 480, "", List.of(track), List.of(new MidiFile.Tempo(0, 500_000)), List.of(), List.of(), List.of(), List.of());
  }

  private static int peak(byte[] samples, double fromSeconds, double toSeconds) {
    int peak = 0;
    int end = Math.min(samples.length, 4 * (int) (toSeconds * 44_100));
    for (int i = 4 * (int) (fromSeconds * 44_100); i < end; i += 2) {
      peak = Math.max(peak, Math.abs(samples[i + 1] << 8 | samples[i] & 0xFF));
    }
    return peak;
  }
}
