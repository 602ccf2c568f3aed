package antiphon.critic;

import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import java.util.Arrays;

/** Collects the fingerprints of a training set, score by score. Mutable; one thread. */
public final class FingerprintBuilder {
  private static final int WINDOW = 8;
  private static final int HASH_BITS = 32;

  private final int window;
  private final int hashBits;
  private long[] hashes = new long[1 << 12];
  private int size;

  /** Begins with nothing: every run of 19 notes is found, and a million fingerprints take 1.8 MB. */
  public FingerprintBuilder() {
    this(WINDOW, HASH_BITS);
  }

  /**
   * Begins with nothing.
   *
   * @param window neighbouring runs that share one fingerprint at least, 1 to 255: the more, the smaller the
   *     file and the longer a run must be to be surely found
   * @param hashBits bits kept of each hash, 8 to 32: the more, the fewer false positives
   */
  public FingerprintBuilder(int window, int hashBits) {
    if (window < 1 || window > 255 || hashBits < 8 || hashBits > 32) {
      throw new IllegalArgumentException(
          "fingerprints with a window of " + window + " and " + hashBits + " bits a hash: expected 1 to 255 and 8 to 32");
    }
    this.window = window;
    this.hashBits = hashBits;
  }

  /** Adds the tunes of all voices of a score. */
  public FingerprintBuilder add(Score score) {
    for (Voice voice : score.voices()) {
      TopLine line = new TopLine();
      for (Note note : voice.notes()) {
        line.add(note.onset(), note.pitch(), note.duration());
      }
      NoteGrams.winnow(line, window, (from, hash) -> add(hash));
    }
    return this;
  }

  private void add(long hash) {
    if (size == hashes.length) {
      size = distinct();
      if (size > hashes.length / 2) {
        hashes = Arrays.copyOf(hashes, 2 * hashes.length);
      }
    }
    hashes[size++] = Integer.toUnsignedLong(Fingerprints.cut(hash, hashBits));
  }

  private int distinct() {
    Arrays.sort(hashes, 0, size);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (kept == 0 || hashes[i] != hashes[kept - 1]) {
        hashes[kept++] = hashes[i];
      }
    }
    return kept;
  }

  /** What was collected so far. */
  public Fingerprints build() {
    size = distinct();
    int[] sorted = new int[size];
    for (int i = 0; i < size; i++) {
      sorted[i] = (int) hashes[i];
    }
    return new Fingerprints(sorted, window, hashBits);
  }
}
