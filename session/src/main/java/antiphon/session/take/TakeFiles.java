package antiphon.session.take;

import antiphon.session.sheet.SheetFiles;
import antiphon.midi.AudioRender;
import antiphon.musicxml.MusicXmlWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
   * @throws IOException if the folder cannot be written
   */
  public static void write(Path folder, FinishedTake finished) throws IOException {
    Files.createDirectories(folder);
    writeMidi(folder.resolve("take.mid"), finished);
    writeAbc(folder.resolve("take.abc"), finished);
    writeMusicXml(folder.resolve("take.musicxml"), finished);
    writeWav(folder.resolve("take.wav"), finished);
    writePng(folder.resolve("take.png"), finished);
  }

  /** Writes what sounded as a picture, a piano roll of 1600 x 720 dots. */
  public static void writePng(Path file, FinishedTake finished) throws IOException {
    whole(file, part -> {
      if (!ImageIO.write(PianoRoll.draw(finished.take()), "png", part.toFile())) {
        throw new IOException("this Java writes no PNG");
      }
    });
  }

  /** The same picture as SVG, for print. */
  public static void writeSvg(Path file, FinishedTake finished) throws IOException {
    whole(file, part -> Files.writeString(part, PianoRoll.svg(finished.take())));
  }

  /** Writes what sounded as a MIDI file. */
  public static void writeMidi(Path file, FinishedTake finished) throws IOException {
    TakeMidi.of(finished.take()).write(file);
  }

  /** Writes the score as ABC. */
  public static void writeAbc(Path file, FinishedTake finished) throws IOException {
    whole(file, part -> Files.writeString(part, SheetFiles.abc(finished.sheet().title(), finished.sheet().score())));
  }

  /** Writes the score as MusicXML. */
  public static void writeMusicXml(Path file, FinishedTake finished) throws IOException {
    whole(file, part -> MusicXmlWriter.write(finished.sheet(), part));
  }

  /** Writes what sounded as sound. */
  public static void writeWav(Path file, FinishedTake finished) throws IOException {
    whole(file, part -> AudioRender.wav(TakeMidi.of(finished.take()), part));
  }

  /** Writes a file beside its place. */
  private interface Writing {
    void to(Path part) throws IOException;
  }

  /** Writes beside the file's place and moves it there, so that a disk that is full leaves no half and no empty file. */
  private static void whole(Path file, Writing writing) throws IOException {
    // The same ending, by which some writers choose what they write.
    Path part = file.resolveSibling(".part-" + file.getFileName());
    try {
      writing.to(part);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be written (" + e.getMessage() + "), expected a place with room for it", e);
    } finally {
      Files.deleteIfExists(part);
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
