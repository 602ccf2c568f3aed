package antiphon.midi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.sound.midi.Sequence;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Makes sound of a MIDI file with the JDK's own software synthesizer, offline: no sound card is needed.
 *
 * <p>44.1 kHz, 16 bits, stereo, with a tail of up to four seconds for what rings on.
 */
public final class AudioRender {
  /** The longest piece that is rendered; its WAV file still fits the format's 32-bit sizes. */
  private static final long MAX_SECONDS = 3 * 3600;

  /**
   * What was rendered.
   *
   * @param frames sample frames, of two samples each
   * @param framesPerSecond 44,100
   * @param peak the largest absolute sample, 0 (silence) to 32,768
   */
  public record Rendering(long frames, int framesPerSecond, int peak) {
    public double seconds() {
      return (double) frames / framesPerSecond;
    }
  }

  private AudioRender() {}

  /**
   * [any] Renders {@code piece} into the WAV file {@code wav}, which is there whole or not at all.
   *
   * @throws MidiFileException if the piece is longer than three hours or the file cannot be written
   */
  public static Rendering wav(MidiFile piece, Path wav) {
    byte[] smf = piece.toBytes();
    Sequence sequence = SmfReader.sequence(smf, wav.toString());
    if (sequence.getMicrosecondLength() > MAX_SECONDS * 1_000_000) {
      throw new MidiFileException(
          wav + ": a piece of " + sequence.getMicrosecondLength() / 1_000_000 + " s, expected at most "
              + MAX_SECONDS);
    }
    try (AudioInputStream sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(smf));
        PeakStream measured = new PeakStream(sound)) {
      AudioFormat format = sound.getFormat();
      AudioInputStream toWrite = new AudioInputStream(measured, format, sound.getFrameLength());
      WholeFile.write(wav, out -> AudioSystem.write(toWrite, AudioFileFormat.Type.WAVE, out));
      return new Rendering(sound.getFrameLength(), Math.round(format.getFrameRate()), measured.peak());
    } catch (UnsupportedAudioFileException | IOException | RuntimeException e) {
      throw e instanceof MidiFileException known
          ? known
          : new MidiFileException(wav + ": cannot be rendered (" + e + "), expected the JDK's synthesizer to work", e);
    }
  }
}
