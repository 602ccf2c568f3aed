package antiphon.library;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Values as the database holds them: JSON, the long ones deflated. Stateless. */
final class Packed {
  /** Notes that a thumbnail shows at most. */
  private static final int THUMBNAIL_NOTES = 240;

  private static final int THOUSANDTHS = 1000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Packed() {}

  /** What a take sounds like, and where its bars begin. */
  record Music(List<Sounded> notes, List<Integer> barStartsMs) {}

  /** Its melodies with the bar of each note. */
  record Tunes(List<Line> lines, List<List<Integer>> bars) {}

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] pack(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      JSON.writeValue(out, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static <T> T unpack(byte[] bytes, Class<T> type) {
    try {
      return JSON.readValue(new InflaterInputStream(new ByteArrayInputStream(bytes)), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T parse(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<int[]> parseThumbnail(String json) {
    try {
      return JSON.readValue(json, new TypeReference<List<int[]>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes all over the take, no more than can be seen. */
  static List<int[]> thumbnail(List<Sounded> notes, int lengthMs) {
    List<int[]> thumbnail = new ArrayList<>();
    double step = Math.max(1, notes.size() / (double) THUMBNAIL_NOTES);
    for (double at = 0; at < notes.size(); at += step) {
      Sounded note = notes.get((int) at);
      thumbnail.add(new int[] {
        scaled(note.onsetMs(), lengthMs), Math.max(1, scaled(note.lengthMs(), lengthMs)), note.pitch(), note.companion() ? 1 : 0
      });
    }
    return thumbnail;
  }

  private static int scaled(int ms, int lengthMs) {
    return (int) ((long) ms * THOUSANDTHS / Math.max(1, lengthMs));
  }
}
