package antiphon.midi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks the bytes of a Standard MIDI File and copies whole events only, so that the JDK's reader, which
 * drops a track that ends early and believes every length, sees nothing but sound files.
 *
 * <p>Source: Standard MIDI Files 1.0, RP-001.
 */
final class SmfGuard {
  private static final int HEADER_BYTES = 14;
  private static final int MAX_EVENTS = 1_000_000;
  private static final int MAX_TRACKS = 4096;
  private static final int TRACK_ID = 0x4D54726B;
  private static final byte[] END_OF_TRACK = {0, (byte) 0xFF, 0x2F, 0};

  private final byte[] file;
  private final String name;
  private final ByteArrayOutputStream tracks = new ByteArrayOutputStream();
  private final List<String> damage = new ArrayList<>();
  private int trackCount;
  private int eventCount;

  /** A sound file and what it took to get there. */
  record Sound(byte[] bytes, int type, List<String> damage) {}

  private SmfGuard(byte[] file, String name) {
    this.file = file;
    this.name = name;
  }

  static Sound mend(byte[] file, String name) {
    return new SmfGuard(file, name).mend();
  }

  private Sound mend() {
    if (file.length > MidiFile.MAX_BYTES) {
      throw new MidiFileException(name + ": " + file.length + " bytes, expected at most " + MidiFile.MAX_BYTES);
    }
    ByteBuffer in = ByteBuffer.wrap(file);
    if (file.length < HEADER_BYTES || !ascii(4).equals("MThd")) {
      throw new MidiFileException(
          name + ": found " + (file.length == 0 ? "nothing" : "'" + ascii(4) + "', " + file.length + " bytes")
              + ", expected a Standard MIDI File, which begins with 'MThd' and has 14 bytes or more");
    }
    int headerLength = in.getInt(4);
    int type = in.getShort(8);
    int promised = in.getShort(10) & 0xFFFF;
    int division = in.getShort(12);
    checkHeader(type, division);
    if (headerLength < 6) {
      damage.add("the header says it has " + headerLength + " bytes, 6 were read");
    }
    walkChunks(in, 8 + Math.max(6L, headerLength));
    if (trackCount == 0) {
      throw new MidiFileException(name + ": found no track ('MTrk'), expected " + promised);
    }
    if (trackCount != promised) {
      damage.add("the header promises " + promised + " tracks, " + trackCount + " were found");
    }
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + tracks.size());
    out.put(file, 0, 4).putInt(6).putShort((short) type).putShort((short) trackCount).putShort((short) division);
    out.put(tracks.toByteArray());
    return new Sound(out.array(), type, List.copyOf(damage));
  }

  private void checkHeader(int type, int division) {
    if (type == 2) {
      throw new MidiFileException(name + ": type 2, a set of unrelated patterns; expected type 0 or 1");
    }
    if (type != 0 && type != 1) {
      throw new MidiFileException(name + ": type " + type + ", expected 0 or 1");
    }
    int framesPerSecond = -(division >> 8);
    boolean sound =
        division > 0
            || ((division & 0xFF) > 0
                && (framesPerSecond == 24 || framesPerSecond == 25 || framesPerSecond == 29 || framesPerSecond == 30));
    if (!sound) {
      throw new MidiFileException(
          String.format(
              "%s: time division 0x%04X, expected ticks a quarter or 24, 25, 29 or 30 frames a second with ticks",
              name, division & 0xFFFF));
    }
  }

  private void walkChunks(ByteBuffer in, long start) {
    long at = start;
    while (at < file.length && trackCount < MAX_TRACKS) {
      if (at + 8 > file.length) {
        damage.add("the last " + (file.length - at) + " bytes are no chunk and were left out");
        return;
      }
      int id = in.getInt((int) at);
      long length = in.getInt((int) at + 4) & 0xFFFFFFFFL;
      long end = at + 8 + length;
      if (end > file.length) {
        damage.add(
            "a chunk at byte " + at + " says it has " + length + " bytes, the file ends after "
                + (file.length - at - 8));
      }
      if (id == TRACK_ID) {
        copyTrack((int) at + 8, (int) Math.min(end, file.length));
      }
      at = end;
    }
    if (at < file.length) {
      damage.add("tracks after the first " + MAX_TRACKS + " were left out");
    }
  }

  private void copyTrack(int start, int end) {
    trackCount++;
    int at = start;
    int runningStatus = 0;
    boolean ended = false;
    while (at < end && !ended) {
      int event = afterNumber(at, end);
      if (event < 0 || event >= end) {
        break;
      }
      int status = file[event] & 0xFF;
      int data = event + 1;
      if (status < 0x80) {
        status = runningStatus;
        data = event;
      } else if (status < 0xF0) {
        runningStatus = status;
      }
      int next = afterEvent(status, data, end);
      if (next < 0) {
        break;
      }
      if (++eventCount > MAX_EVENTS) {
        throw new MidiFileException(name + ": more than " + MAX_EVENTS + " events, expected fewer");
      }
      ended = status == 0xFF && file[data] == 0x2F;
      at = next;
    }
    if (!ended) {
      damage.add(
          at < end
              ? "track " + trackCount + " makes no sense from byte " + at + " on; what came before was kept"
              : "track " + trackCount + " has no end; it was put at its last event");
    }
    byte[] head = ByteBuffer.allocate(8).putInt(TRACK_ID).putInt(at - start + (ended ? 0 : 4)).array();
    tracks.write(head, 0, 8);
    tracks.write(file, start, at - start);
    if (!ended) {
      tracks.write(END_OF_TRACK, 0, 4);
    }
  }

  /** The index after an event whose data begins at {@code at}, or -1 if it is none or not whole. */
  private int afterEvent(int status, int at, int end) {
    if (status == 0xFF) {
      return at < end && file[at] >= 0 ? afterBlock(at + 1, end) : -1;
    }
    if (status == 0xF0 || status == 0xF7) {
      return afterBlock(at, end);
    }
    int next = status < 0x80 || status > 0xF0 ? -1 : at + MidiMessage.length(status) - 1;
    if (next > end) {
      return -1;
    }
    for (int i = at; i < next; i++) {
      if (file[i] < 0) {
        return -1;
      }
    }
    return next;
  }

  private int afterBlock(int at, int end) {
    int data = afterNumber(at, end);
    if (data < 0) {
      return -1;
    }
    int length = 0;
    for (int i = at; i < data; i++) {
      length = length << 7 | (file[i] & 0x7F);
    }
    return length <= end - data ? data + length : -1;
  }

  /** The index after a variable-length number of at most four bytes, or -1. */
  private int afterNumber(int at, int end) {
    for (int i = at; i < Math.min(end, at + 4); i++) {
      if (file[i] >= 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private String ascii(int bytes) {
    return new String(file, 0, Math.min(bytes, file.length), StandardCharsets.ISO_8859_1)
        .replaceAll("[^ -~]", "?");
  }
}
