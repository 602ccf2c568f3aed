package antiphon.session.sheet;

import antiphon.abc.AbcException;
import antiphon.abc.AbcReader;
import antiphon.abc.AbcWriter;
import antiphon.midi.MidiFile;
import antiphon.musicxml.MusicXmlReader;
import antiphon.musicxml.MusicXmlWriter;
import antiphon.musicxml.Sheet;
import antiphon.score.Score;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes scores of every kind. Stateless. */
public final class SheetFiles {
  private static final int MOST_ABC_BYTES = AbcReader.MOST_CHARACTERS;

  private SheetFiles() {}

  /**
   * Reads a file that holds one score.
   *
   * @throws IOException if the file cannot be read
   * @throws RuntimeException of the kind's own sort, or {@link SheetException}, if it holds no score, or several
   */
  public static Sheet read(Path file, SheetKind kind) throws IOException {
    return read(file, kind, 0);
  }

  /**
   * As {@link #read(Path, SheetKind)}, from a file that may hold several.
   *
   * @param tune which tune of an ABC file, from 1; 0 takes the only one
   */
  public static Sheet read(Path file, SheetKind kind, int tune) throws IOException {
    return read(file, kind, tune, new ArrayList<>());
  }

  /**
   * As {@link #read(Path, SheetKind, int)}.
   *
   * @param remarks receives a line for each thing that was read only nearly
   */
  public static Sheet read(Path file, SheetKind kind, int tune, List<String> remarks) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (kind == SheetKind.ABC) {
      return abc(text(file), name, tune, remarks);
    }
    if (tune > 1) {
      throw new SheetException(name + ": tune " + tune + " of one score, expected 1");
    }
    return kind == SheetKind.MIDI ? MidiSheet.of(MidiFile.read(file), name) : MusicXmlReader.read(file);
  }

  /** Reads a file of any kind as if it were MIDI; what is neither ABC nor MusicXML by its ending is taken for MIDI. */
  public static MidiFile readMidi(Path file) throws IOException {
    SheetKind kind = SheetKind.of(file).orElse(SheetKind.MIDI);
    return kind == SheetKind.MIDI ? MidiFile.read(file) : SheetMidi.of(read(file, kind));
  }

  /** A score as MIDI, exactly in time, at one loudness, with repeats, endings and the order of parts played out. */
  public static MidiFile midi(Sheet sheet) {
    return SheetMidi.of(sheet);
  }

  /** As {@link #midi}, each bar once, as its bars are counted. */
  public static MidiFile midiAsWritten(Sheet sheet) {
    return SheetMidi.asWritten(sheet);
  }

  /** Writes a score, or says why not. */
  public static void write(Sheet sheet, Path file, SheetKind kind) throws IOException {
    switch (kind) {
      case MIDI -> SheetMidi.of(sheet).write(file);
      case ABC -> Files.writeString(file, abc(sheet.title(), sheet.score()));
      case MUSICXML -> MusicXmlWriter.write(sheet, file);
    }
  }

  /** An ABC file: the tune's number and title, then the score with every voice in every bar, as other programs want it. */
  public static String abc(String title, Score score) {
    return "X:1\nT:" + title.replaceAll("\\s+", " ").strip() + "\n" + AbcWriter.writeComplete(score);
  }

  private static Sheet abc(String text, String name, int tune, List<String> remarks) {
    List<String> tunes = AbcReader.tunes(text);
    if (tune > tunes.size() || (tune == 0 && tunes.size() > 1)) {
      throw new SheetException(name + ": " + tunes.size() + " tunes, expected "
          + (tune == 0 ? "one, or a choice by --tune" : "at least " + tune));
    }
    if (tunes.isEmpty()) {
      throw new SheetException(name + ": no tune, expected one");
    }
    String chosen = tunes.get(Math.max(0, tune - 1));
    String title = chosen.lines().filter(line -> line.startsWith("T:")).findFirst().orElse("T:").substring(2).strip();
    try {
      return new Sheet(title, AbcReader.readTune(chosen, remarks));
    } catch (AbcException e) {
      throw new SheetException(name + ": " + e.getMessage());
    }
  }

  /** UTF-8, or Latin-1 as in old collections. */
  private static String text(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_ABC_BYTES + 1);
    }
    if (bytes.length > MOST_ABC_BYTES) {
      throw new SheetException(file.getFileName() + ": more than " + MOST_ABC_BYTES + " bytes, expected a smaller file");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
