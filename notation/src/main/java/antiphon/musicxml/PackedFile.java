package antiphon.musicxml;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLStreamException;

/** The packed form of MusicXML ({@code .mxl}): an archive with a list of contents and the score. Stateless. */
final class PackedFile {
  private static final String CONTENTS = "META-INF/container.xml";
  private static final String SCORE = "score.musicxml";
  private static final int MOST_ENTRIES = 1_000;

  /** What stands before the score may be pictures, but not of any size. */
  private static final long MOST_SKIPPED = 256L << 20;

  private static final int MOST_CONTENTS = 1 << 20;
  private static final int BLOCK = 1 << 16;

  /** Archives hold times; the same score is to give the same bytes. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private PackedFile() {}

  /** Whether these bytes are an archive. */
  static boolean packed(byte[] bytes) {
    return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
  }

  /**
   * The score of an archive: the one that its contents name, else the first XML file.
   *
   * @throws MusicXmlException if there is none, or if it is longer than {@link MusicXmlReader#MAX_BYTES}
   */
  static byte[] unpack(byte[] archive, String name) {
    try {
      String path = rootFile(entry(archive, name, CONTENTS), name);
      byte[] score = entry(archive, name, path);
      if (score.length == 0 && !path.isEmpty()) {
        score = entry(archive, name, "");
      }
      if (score.length == 0) {
        throw new MusicXmlException(name + ": no score in the archive, expected packed MusicXML");
      }
      return score;
    } catch (IOException | IllegalArgumentException e) {
      throw new MusicXmlException(name + ": damaged archive (" + e.getMessage() + "), expected packed MusicXML", e);
    }
  }

  /** A score as an archive. */
  static byte[] pack(byte[] xml) throws IOException {
    String contents = """
        <?xml version="1.0" encoding="UTF-8"?>
        <container>
          <rootfiles>
            <rootfile full-path="%s" media-type="application/vnd.recordare.musicxml+xml"/>
          </rootfiles>
        </container>
        """.formatted(SCORE);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
      put(archive, CONTENTS, contents.getBytes(StandardCharsets.UTF_8));
      put(archive, SCORE, xml);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream archive, String path, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(path);
    entry.setTimeLocal(NO_TIME);
    archive.putNextEntry(entry);
    archive.write(content);
    archive.closeEntry();
  }

  /** The path of the score by the list of contents; empty if there is none, or none that can be read. */
  private static String rootFile(byte[] contents, String name) {
    try {
      List<XmlElement> files = contents.length == 0 || contents.length > MOST_CONTENTS ? List.of() : ScoreXml.all(contents, name, "rootfile");
      return files.isEmpty() ? "" : files.getFirst().attribute("full-path");
    } catch (XMLStreamException e) {
      // Some programs forget to escape a quote in a title; the score is beside it all the same.
      return "";
    }
  }

  /** The bytes of an entry, of the first score for an empty path; none if there is no such entry. */
  private static byte[] entry(byte[] archive, String name, String path) throws IOException {
    try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(archive))) {
      int count = 0;
      long skipped = 0;
      byte[] block = new byte[BLOCK];
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        count++;
        if (count > MOST_ENTRIES) {
          throw new MusicXmlException(name + ": more than " + MOST_ENTRIES + " files in the archive, expected a score");
        }
        if (path.isEmpty() ? score(entry.getName()) : entry.getName().equals(path)) {
          byte[] bytes = entries.readNBytes(MusicXmlReader.MAX_BYTES + 1);
          if (bytes.length > MusicXmlReader.MAX_BYTES) {
            throw new MusicXmlException(
                name + ": '" + entry.getName() + "' unpacks to more than " + MusicXmlReader.MAX_BYTES + " bytes");
          }
          return bytes;
        }
        for (int read = entries.read(block); read > 0; read = entries.read(block)) {
          skipped += read;
          if (skipped > MOST_SKIPPED) {
            throw new MusicXmlException(name + ": unpacks to more than " + MOST_SKIPPED + " bytes beside the score, expected less");
          }
        }
      }
    }
    return new byte[0];
  }

  private static boolean score(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return !lower.startsWith("meta-inf/") && (lower.endsWith(".xml") || lower.endsWith(".musicxml"));
  }
}
