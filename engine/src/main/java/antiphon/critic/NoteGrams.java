package antiphon.critic;

/**
 * Hashes of the runs of {@value #NOTES} notes in a tune, by intervals and durations, so that a run is the
 * same in every key. Winnowing (Schleimer, Wilkerson, Aiken 2003) keeps the smallest hash of each window of
 * neighbouring runs: the same run keeps the same hash wherever it stands. Stateless.
 */
final class NoteGrams {
  /** Notes of a run. */
  static final int NOTES = 12;
  /** A run with fewer different steps than this is a scale, a drone or a figure of accompaniment and nobody's own. */
  private static final int STEPS = 4;
  /** Marks a run that is not told from others. */
  static final long PLAIN = Long.MAX_VALUE;

  private NoteGrams() {}

  /** Runs of a tune. */
  static int count(TopLine line) {
    return Math.max(0, line.size() - NOTES + 1);
  }

  /** Hash of the run that begins at note {@code from}, 0 or more; {@link #PLAIN} if it is not told from others. */
  static long hash(TopLine line, int from) {
    long hash = line.duration(from + NOTES - 1);
    int different = 0;
    for (int i = from; i < from + NOTES - 1; i++) {
      long step = step(line, i);
      hash = mix(hash ^ step);
      boolean known = false;
      for (int j = from; j < i && !known; j++) {
        known = step(line, j) == step;
      }
      different += known ? 0 : 1;
    }
    return different < STEPS ? PLAIN : mix(hash) >>> 1;
  }

  /** Hashes a hash once more, 63 bits: those that winnowing keeps are small, and these are spread evenly. */
  static long spread(long hash) {
    return mix(hash) >>> 1;
  }

  private static long step(TopLine line, int at) {
    return (long) (line.pitch(at + 1) - line.pitch(at) + 128) << 40 ^ line.duration(at);
  }

  /** A bijection of 64 bits in which every bit of the result hangs on every bit given (Stafford 2011, variant 13). */
  private static long mix(long value) {
    long mixed = (value + 0x9E3779B97F4A7C15L) ^ (value + 0x9E3779B97F4A7C15L) >>> 30;
    mixed *= 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }

  /** Takes what winnowing keeps, in order. */
  interface Kept {
    /**
     * A run that is not {@link #PLAIN}.
     *
     * @param from its first note
     * @param hash its hash, {@link #spread}
     */
    void run(int from, long hash);
  }

  /** Hands on the runs of a tune that are the smallest, the last of equals, in some window of {@code window} runs. */
  static void winnow(TopLine line, int window, Kept kept) {
    int count = count(line);
    long[] hashes = new long[count];
    for (int i = 0; i < count; i++) {
      hashes[i] = hash(line, i);
    }
    int smallest = -1;
    for (int end = window - 1; end < count; end++) {
      int start = end - window + 1;
      int found = smallest >= start ? smallest : start;
      for (int i = smallest >= start ? end : start; i <= end; i++) {
        found = hashes[i] <= hashes[found] ? i : found;
      }
      if (found != smallest && hashes[found] != PLAIN) {
        kept.run(found, spread(hashes[found]));
      }
      smallest = found;
    }
  }
}
