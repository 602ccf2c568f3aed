package antiphon.bridge.live;

import antiphon.midi.MidiMessage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * What the companion played along the host's song and is to play again, note for note. Immutable.
 *
 * @param notes in order of their beginnings
 */
record KeptTake(List<Note> notes) {
  /** Nothing is kept. */
  static final KeptTake NONE = new KeptTake(List.of());

  /** As text, so that it fits with all else into the 65,520 bytes that a host saves of an engine. */
  static final int MOST_CHARACTERS = 60_000;

  static final int MOST_NOTES = 30_000;
  private static final int MOST_BYTES = 20 * MOST_NOTES;
  private static final long MOST_TICKS = 1L << 48;

  /**
   * A note.
   *
   * @param tick song position
   * @param length ticks, 1 or more
   * @param message the note-on
   */
  record Note(long tick, long length, int message) {}

  KeptTake {
    notes = notes.stream()
        .sorted(Comparator.comparingLong(Note::tick).thenComparingInt(Note::message).thenComparingLong(Note::length)).toList();
  }

  boolean isEmpty() {
    return notes.isEmpty();
  }

  /**
   * As a line of text.
   *
   * @throws IllegalArgumentException if there are more notes than a host is asked to save
   */
  String text() {
    String text = notes.size() > MOST_NOTES ? "" : Base64.getEncoder().encodeToString(deflated(bytes()));
    if (notes.size() > MOST_NOTES || text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "take of " + notes.size() + " notes: too much to be saved with the project, expected at most about "
              + Math.min(MOST_NOTES, MOST_CHARACTERS * notes.size() / Math.max(1, text.length())));
    }
    return text;
  }

  private byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    number(out, notes.size());
    long before = 0;
    for (Note note : notes) {
      // Song positions may be negative.
      number(out, ((note.tick - before) << 1) ^ ((note.tick - before) >> 63));
      number(out, note.length);
      out.write(MidiMessage.channel(note.message));
      out.write(MidiMessage.data1(note.message));
      out.write(MidiMessage.data2(note.message));
      before = note.tick;
    }
    return out.toByteArray();
  }

  /** Seven bits a byte, the lowest first. */
  private static void number(ByteArrayOutputStream out, long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static byte[] deflated(byte[] bytes) {
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] packed = new byte[bytes.length + 64];
      return Arrays.copyOf(packed, deflater.deflate(packed));
    }
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException with one sentence for anything else
   */
  static KeptTake read(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw wrong(text.length() + " characters", "at most " + MOST_CHARACTERS);
    }
    try {
      return new Reader(inflated(decoded(text))).take();
    } catch (DataFormatException e) {
      throw new IllegalArgumentException(wrong("bytes that are packed by nobody", "a take").getMessage(), e);
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(wrong("a torn end", "whole notes").getMessage(), e);
    }
  }

  private static IllegalArgumentException wrong(String found, String expected) {
    return new IllegalArgumentException("the project's kept take has " + found + ": expected " + expected);
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(wrong("characters that mean nothing", "Base64").getMessage(), e);
    }
  }

  private static byte[] inflated(byte[] packed) throws DataFormatException {
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(packed);
      byte[] bytes = new byte[MOST_BYTES];
      int length = inflater.inflate(bytes);
      if (!inflater.finished()) {
        throw wrong("no end", "at most " + MOST_NOTES + " notes");
      }
      return Arrays.copyOf(bytes, length);
    }
  }

  /** Takes bytes apart; {@link ArrayIndexOutOfBoundsException} where they end too early. */
  private static final class Reader {
    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    KeptTake take() {
      long count = within(number(), 0, MOST_NOTES, "notes");
      List<Note> notes = new ArrayList<>();
      long tick = 0;
      for (long i = 0; i < count; i++) {
        long step = number();
        tick = within(tick + ((step >>> 1) ^ -(step & 1)), -MOST_TICKS, MOST_TICKS, "as a song position");
        long length = within(number(), 1, MOST_TICKS, "as a length");
        int channel = (int) within(bytes[at++], 0, 15, "as a channel");
        int key = (int) within(bytes[at++], 0, 127, "as a key");
        int velocity = (int) within(bytes[at++], 1, 127, "as a velocity");
        notes.add(new Note(tick, length, MidiMessage.noteOn(channel, key, velocity)));
      }
      if (at != bytes.length) {
        throw wrong(bytes.length - at + " bytes behind its notes", "none");
      }
      return new KeptTake(notes);
    }

    private long number() {
      long number = 0;
      for (int shift = 0; shift < 63; shift += 7) {
        byte next = bytes[at++];
        number |= (next & 0x7FL) << shift;
        if (next >= 0) {
          return number;
        }
      }
      throw wrong("a number without an end", "one of 63 bits");
    }

    private static long within(long value, long from, long to, String what) {
      if (value < from || value > to) {
        throw wrong(value + " " + what, from + " to " + to);
      }
      return value;
    }
  }
}
