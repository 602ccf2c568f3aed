package antiphon.lab.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Makes a sound file a quarter as long: one channel, half the rate. Stateless. */
final class SmallWave {
  /** Two channels at two moments. */
  private static final int SAMPLES = 4;

  private SmallWave() {}

  /**
   * Rewrites a file of 16 bits and two channels.
   *
   * @throws IOException if it is of another kind
   */
  static void shrink(Path wav) throws IOException {
    byte[] large;
    AudioFormat format;
    try (AudioInputStream in = AudioSystem.getAudioInputStream(wav.toFile())) {
      format = in.getFormat();
      large = in.readAllBytes();
    } catch (UnsupportedAudioFileException e) {
      throw new IOException(wav + ": no sound file, expected one of 16 bits and two channels", e);
    }
    if (format.getChannels() != 2 || format.getSampleSizeInBits() != Short.SIZE || format.isBigEndian()) {
      throw new IOException(wav + ": " + format + ", expected 16 bits, two channels, little-endian");
    }
    ByteBuffer from = ByteBuffer.wrap(large).order(ByteOrder.LITTLE_ENDIAN);
    int frames = large.length / (SAMPLES * Short.BYTES);
    ByteBuffer to = ByteBuffer.allocate(frames * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < frames; i++) {
      int sum = 0;
      for (int sample = 0; sample < SAMPLES; sample++) {
        sum += from.getShort();
      }
      to.putShort((short) (sum / SAMPLES));
    }
    AudioFormat small = new AudioFormat(format.getSampleRate() / 2, Short.SIZE, 1, true, false);
    try (AudioInputStream out = new AudioInputStream(new ByteArrayInputStream(to.array()), small, frames)) {
      AudioSystem.write(out, AudioFileFormat.Type.WAVE, wav.toFile());
    }
  }
}
