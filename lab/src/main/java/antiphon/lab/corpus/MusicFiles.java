package antiphon.lab.corpus;

import antiphon.abc.AbcException;
import antiphon.abc.AbcReader;
import antiphon.session.phrase.Phrase;
import antiphon.session.phrase.PhraseException;
import antiphon.midi.MidiException;
import antiphon.midi.MidiFile;
import antiphon.musicxml.MusicXmlException;
import antiphon.musicxml.MusicXmlReader;
import antiphon.score.Score;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads anybody's ABC, MIDI and MusicXML files as pieces; each file, and each tune of one, is a work of its own. Stateless. */
final class MusicFiles {
  /** Pieces of several notes at a time are written in two hands. */
  private static final int HANDS = 2;

  private MusicFiles() {}

  /**
   * Hands on each tune of an ABC file that can be read; the rest is counted with its reason.
   *
   * @throws IOException if the file cannot be read at all
   */
  static void abc(Path folder, Path file, EncodeCounts counts, Consumer<Piece> pieces) throws IOException {
    // Old collections are in Latin-1; every byte is a character there, and notes are ASCII in both.
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    List<String> tunes = AbcReader.tunes(text);
    for (int i = 0; i < tunes.size(); i++) {
      String id = id(folder, file) + "#" + i;
      try {
        pieces.accept(new Piece(id, corpus(folder), id, AbcReader.readTune(tunes.get(i), new ArrayList<>())));
      } catch (AbcException e) {
        counts.skipped(corpus(folder), "not readable: " + JsonLines.reason(e));
      }
    }
  }

  /** Hands on a MusicXML file; one that cannot be read is counted with its reason. */
  static void musicXml(Path folder, Path file, EncodeCounts counts, Consumer<Piece> pieces) throws IOException {
    String id = id(folder, file);
    try {
      pieces.accept(new Piece(id, corpus(folder), id, MusicXmlReader.read(file).score()));
    } catch (MusicXmlException e) {
      counts.skipped(corpus(folder), reason(e, id, file));
    }
  }

  /** Hands on a MIDI file, quantized as if it had been played live; one that cannot be read is counted with its reason. */
  static void midi(Path folder, Path file, EncodeCounts counts, Consumer<Piece> pieces) {
    String id = id(folder, file);
    try {
      Phrase phrase = Phrase.of(MidiFile.read(file), id, Long.MAX_VALUE);
      Score score = phrase.score(phrase.chordal() ? HANDS : 1);
      pieces.accept(new Piece(id, corpus(folder), id, score));
    } catch (MidiException | PhraseException e) {
      counts.skipped(corpus(folder), reason(e, id, file));
    }
  }

  private static String reason(RuntimeException e, String id, Path file) {
    String message = String.valueOf(e.getMessage()).replace(id, "").replace(String.valueOf(file.getFileName()), "");
    return "not readable" + message.replaceAll("\\d+", "#");
  }

  private static String id(Path folder, Path file) {
    return corpus(folder) + "/" + folder.relativize(file);
  }

  private static String corpus(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }
}
