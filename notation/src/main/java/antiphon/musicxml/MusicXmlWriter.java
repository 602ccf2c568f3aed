package antiphon.musicxml;

import antiphon.score.Bar;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.time.Ticks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;

/**
 * Writes scores as MusicXML 3.1 by parts. The layout's braces make parts of several staves; a note that no
 * single sign can show is tied; spelling, tuplets and beams are those of our ABC. The same score gives
 * the same bytes. Stateless.
 *
 * <p>{@link MusicXmlReader} reads back the same score but for style tags; a repeat on both sides of a bar
 * line comes back as an end before it and a start behind it, and a layout as its staves say.
 */
public final class MusicXmlWriter {
  private static final int CHANNELS = 16;
  private static final int DRUMS = 9;

  private MusicXmlWriter() {}

  /**
   * Writes a file, packed if its name ends in {@code .mxl}. [any]
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Sheet sheet, Path file) throws IOException {
    byte[] xml = bytes(sheet);
    boolean packed = file.toString().toLowerCase(Locale.ROOT).endsWith(".mxl");
    Files.write(file, packed ? PackedFile.pack(xml) : xml);
  }

  /** A score for pianos, as {@link #write(Sheet, Path)}. [any] */
  public static void write(Score score, String title, Path file) throws IOException {
    write(new Sheet(title, score), file);
  }

  /** Writes plain MusicXML and leaves the stream open. [any] */
  public static void write(Sheet sheet, OutputStream out) throws IOException {
    out.write(bytes(sheet));
  }

  private static byte[] bytes(Sheet sheet) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      XmlOut xml = new XmlOut(bytes);
      document(sheet, xml);
      xml.end();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML into memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static void document(Sheet sheet, XmlOut xml) throws XMLStreamException {
    Score score = sheet.score();
    List<PartLayout.Part> parts = PartLayout.parse(score.layout(), score.voices().size()).parts();
    xml.doctype("<!DOCTYPE score-partwise PUBLIC \"-//Recordare//DTD MusicXML 3.1 Partwise//EN\""
        + " \"http://www.musicxml.org/dtds/partwise.dtd\">");
    xml.open("score-partwise", "version", "3.1");
    if (!sheet.title().isEmpty()) {
      xml.open("work");
      xml.text("work-title", sheet.title());
      xml.close();
    }
    xml.open("identification");
    xml.open("encoding");
    xml.text("software", "Antiphon");
    xml.empty("supports", "element", "accidental", "type", "yes");
    xml.empty("supports", "element", "beam", "type", "yes");
    xml.close();
    xml.close();
    xml.open("part-list");
    for (int i = 0; i < parts.size(); i++) {
      scorePart(xml, i, name(score, parts.get(i)), sheet.programs().get(parts.get(i).voices().getFirst()));
    }
    xml.close();
    for (int i = 0; i < parts.size(); i++) {
      xml.open("part", "id", "P" + (i + 1));
      new PartWriter(xml, score, parts.get(i), i == 0).write();
      xml.close();
    }
    xml.close();
  }

  private static String name(Score score, PartLayout.Part part) {
    return part.voices().stream().map(place -> score.voices().get(place)).map(Voice::name)
        .filter(name -> !name.isEmpty()).findFirst().orElse("");
  }

  private static void scorePart(XmlOut xml, int place, String name, int program) throws XMLStreamException {
    String id = "P" + (place + 1);
    int channel = place % (CHANNELS - 1);
    xml.open("score-part", "id", id);
    xml.text("part-name", name);
    xml.open("score-instrument", "id", id + "-I1");
    xml.text("instrument-name", name.isEmpty() ? "Part " + (place + 1) : name);
    xml.close();
    xml.open("midi-instrument", "id", id + "-I1");
    xml.text("midi-channel", channel < DRUMS ? channel + 1 : channel + 2);
    xml.text("midi-program", program + 1);
    xml.close();
    xml.close();
  }

  /** Divisions of a quarter in which all these lengths are whole. */
  static int divisions(List<List<List<Piece>>> voices, List<Bar> bars, List<Long> others) {
    long common = Ticks.PER_QUARTER;
    for (Bar bar : bars) {
      common = gcd(common, bar.length());
    }
    for (long other : others) {
      common = gcd(common, other);
    }
    for (List<List<Piece>> voice : voices) {
      for (List<Piece> bar : voice) {
        for (Piece piece : bar) {
          common = gcd(common, piece.duration());
        }
      }
    }
    return (int) (Ticks.PER_QUARTER / common);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
