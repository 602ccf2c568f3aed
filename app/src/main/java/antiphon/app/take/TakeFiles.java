package antiphon.app.take;

import antiphon.app.sheet.SheetFiles;
import antiphon.midi.AudioRender;
import antiphon.midi.MidiFile;
import antiphon.musicxml.MusicXmlWriter;
import antiphon.musicxml.Sheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes a take into a folder. Stateless. */
public final class TakeFiles {
  /** What {@link #write} leaves in the folder, for people. */
  public static final String NAMES = "take.mid, take.abc, take.musicxml, take.wav, take.png";

  private TakeFiles() {}

  /**
   * Writes {@code take.mid}, {@code take.abc}, {@code take.musicxml}, {@code take.wav} and
   * {@code take.png}; the folder is made if it is not there.
   *
   * @param take what sounded
   * @param sheet what was heard and written
   * @throws IOException if the folder cannot be written
   */
  public static void write(Path folder, Take take, Sheet sheet) throws IOException {
    Files.createDirectories(folder);
    MidiFile midi = TakeMidi.of(take);
    midi.write(folder.resolve("take.mid"));
    Files.writeString(folder.resolve("take.abc"), SheetFiles.abc(sheet.title(), sheet.score()));
    MusicXmlWriter.write(sheet, folder.resolve("take.musicxml"));
    AudioRender.wav(midi, folder.resolve("take.wav"));
    if (!ImageIO.write(PianoRoll.draw(take), "png", folder.resolve("take.png").toFile())) {
      throw new IOException(folder.resolve("take.png") + ": this Java writes no PNG");
    }
  }

  /**
   * Makes a folder for a take, so that one that cannot be had is known before the music and not after it.
   *
   * @throws IOException saying what is in the way
   */
  public static void prepare(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(folder + ": cannot be made a folder, expected a place where takes can be written", e);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(folder + ": not writable, expected a place where takes can be written");
    }
  }
}
