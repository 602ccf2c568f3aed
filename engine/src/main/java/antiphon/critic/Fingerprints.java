package antiphon.critic;

import antiphon.model.Decoder;
import antiphon.score.Note;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * What the training set sounds like, run of notes by run of notes, without the notes: winnowed hashes of its
 * {@link NoteGrams}. Every run of {@code 12 + window - 1} notes or more that stands in the training set is
 * found again; one that does not is taken for known with {@link #falsePositiveRate} at each hash that is
 * looked up. Immutable. [any]
 *
 * <p>The file: {@code AFP1}, then as bytes the window, the bits of a hash and the bits of a remainder, then
 * as four bytes the count, then the sorted hashes as differences in Rice code (quotient in ones and a zero,
 * then the remainder), most significant bit first.
 */
public final class Fingerprints {
  /** Knows nothing. */
  public static final Fingerprints NONE = new Fingerprints(new int[0], 1, 32);

  private static final int MAGIC = 'A' << 24 | 'F' << 16 | 'P' << 8 | '1';

  private final int[] sorted;
  private final int window;
  private final int hashBits;

  /** @param sorted different hashes of {@code hashBits} bits, as unsigned numbers from small to great */
  Fingerprints(int[] sorted, int window, int hashBits) {
    this.sorted = sorted;
    this.window = window;
    this.hashBits = hashBits;
  }

  /**
   * What a model's bundle says of its training set; {@link #NONE} if nothing. [any]
   *
   * @throws UncheckedIOException if it is broken
   */
  public static Fingerprints of(Decoder decoder) {
    byte[] file = decoder.fingerprints();
    try {
      return file.length == 0 ? NONE : read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** The bits that are kept of a hash that was {@link NoteGrams#spread}. */
  static int cut(long hash, int hashBits) {
    return (int) (hash >>> (63 - hashBits));
  }

  public int size() {
    return sorted.length;
  }

  /** How many neighbouring runs share one fingerprint at least. */
  public int window() {
    return window;
  }

  /** Chance that a run which is not in the training set is taken for one that is, 0 to 1. */
  public double falsePositiveRate() {
    return sorted.length / Math.pow(2, hashBits);
  }

  boolean contains(long hash) {
    int wanted = cut(hash, hashBits) ^ Integer.MIN_VALUE;
    int low = 0;
    int high = sorted.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = sorted[middle] ^ Integer.MIN_VALUE;
      if (found == wanted) {
        return true;
      }
      if (found < wanted) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  /**
   * Notes of the longest run that stands in the training set, too, as far as fingerprints show it: short of
   * it by less than twice the window. Every run is looked up, not the winnowed ones alone, so that the
   * newest notes are not passed over.
   *
   * @param from only runs that reach into the notes from this one on count
   */
  int longestRun(TopLine line, int from) {
    int longest = 0;
    int begun = -1;
    int last = -1;
    for (int at = 0; at < NoteGrams.count(line); at++) {
      long hash = NoteGrams.hash(line, at);
      if (hash != NoteGrams.PLAIN && contains(NoteGrams.spread(hash))) {
        begun = begun < 0 || at - last > window ? at : begun;
        last = at;
        longest = at + NoteGrams.NOTES > from ? Math.max(longest, at + NoteGrams.NOTES - begun) : longest;
      }
    }
    return longest;
  }

  /**
   * Notes of the longest run of a tune that stands in the training set, too, as far as fingerprints show it. [any]
   *
   * @param notes of one voice, in order
   * @param from only runs that reach a note which begins at this tick or later count
   */
  public int longestRun(List<Note> notes, long from) {
    TopLine line = new TopLine();
    int first = -1;
    for (Note note : notes) {
      first = first < 0 && note.onset() >= from ? line.size() : first;
      line.add(note.onset(), note.pitch(), note.duration());
    }
    return first < 0 ? 0 : longestRun(line, first);
  }

  /** Writes the file; the stream stays open. */
  public void write(OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    int remainderBits = remainderBits();
    out.writeInt(MAGIC);
    out.writeByte(window);
    out.writeByte(hashBits);
    out.writeByte(remainderBits);
    out.writeInt(sorted.length);
    BitSink bits = new BitSink(out);
    long previous = -1;
    for (int hash : sorted) {
      long difference = Integer.toUnsignedLong(hash) - previous - 1;
      for (long i = difference >>> remainderBits; i > 0; i--) {
        bits.write(1, 1);
      }
      bits.write(0, 1);
      bits.write(difference & (1L << remainderBits) - 1, remainderBits);
      previous = Integer.toUnsignedLong(hash);
    }
    bits.end();
    out.flush();
  }

  /** The best for differences that are spread like chance: their mean, a power of two below. */
  private int remainderBits() {
    double mean = Math.pow(2, hashBits) / Math.max(1, sorted.length);
    return Math.max(0, Math.getExponent(mean * 0.69));
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read, ends early or is of another kind
   */
  public static Fingerprints read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    try {
      int magic = in.readInt();
      if (magic != MAGIC) {
        throw new IOException("fingerprints that begin with " + Integer.toHexString(magic) + ": expected AFP1");
      }
      int window = in.readUnsignedByte();
      int hashBits = in.readUnsignedByte();
      int remainderBits = in.readUnsignedByte();
      int count = in.readInt();
      if (window < 1 || hashBits < 8 || hashBits > 32 || remainderBits > 31 || count < 0) {
        throw new IOException("fingerprints with a window of " + window + ", " + hashBits + " bits a hash, "
            + remainderBits + " a remainder and a count of " + count + ": expected 1 to 255, 8 to 32, 0 to 31 and 0 or more");
      }
      return new Fingerprints(hashes(in, count, hashBits, remainderBits), window, hashBits);
    } catch (EOFException e) {
      throw new IOException("fingerprints that end early: expected as many as their head says", e);
    }
  }

  private static int[] hashes(DataInputStream in, int count, int hashBits, int remainderBits) throws IOException {
    BitSource bits = new BitSource(in);
    int[] hashes = new int[Math.min(count, 1 << 16)];
    long previous = -1;
    for (int i = 0; i < count; i++) {
      if (i == hashes.length) {
        hashes = Arrays.copyOf(hashes, (int) Math.min(count, 2L * i));
      }
      long quotient = 0;
      while (bits.read(1) == 1) {
        quotient++;
      }
      previous += 1 + (quotient << remainderBits | bits.read(remainderBits));
      if (previous >= 1L << hashBits) {
        throw new IOException("fingerprint " + previous + ": expected less than 2 to the " + hashBits);
      }
      hashes[i] = (int) previous;
    }
    return hashes;
  }

  /** Writes numbers bit by bit. */
  private static final class BitSink {
    private final DataOutputStream out;
    private int held;
    private int bits;

    BitSink(DataOutputStream out) {
      this.out = out;
    }

    void write(long value, int count) throws IOException {
      for (int i = count - 1; i >= 0; i--) {
        held = held << 1 | (int) (value >>> i & 1);
        if (++bits == 8) {
          out.writeByte(held);
          held = 0;
          bits = 0;
        }
      }
    }

    void end() throws IOException {
      write(0, (8 - bits) % 8);
    }
  }

  /** Reads numbers bit by bit. */
  private static final class BitSource {
    private final DataInputStream in;
    private int held;
    private int bits;

    BitSource(DataInputStream in) {
      this.in = in;
    }

    long read(int count) throws IOException {
      long value = 0;
      for (int i = 0; i < count; i++) {
        if (bits == 0) {
          held = in.readUnsignedByte();
          bits = 8;
        }
        value = value << 1 | (held >>> --bits & 1);
      }
      return value;
    }
  }
}
