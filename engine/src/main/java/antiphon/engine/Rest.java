package antiphon.engine;

/**
 * How long a thread rests between two looks for work: shortly at first, longer where nothing has happened for a while. It looks
 * because one that is woken would have whoever publishes take a lock, and the emitter publishes. Mutable; one thread.
 */
final class Rest {
  private final long shortNs;
  private final int looks;
  private final long longNs;
  private int looked;

  /**
   * @param shortNs nanoseconds between the first looks
   * @param looks after so many in vain it rests longer
   * @param longNs nanoseconds between these
   */
  Rest(long shortNs, int looks, long longNs) {
    this.shortNs = shortNs;
    this.looks = looks;
    this.longNs = longNs;
  }

  /** Something has happened. */
  void over() {
    looked = 0;
  }

  /** Nothing has: how many nanoseconds to rest now. */
  long nextNs() {
    if (looked == looks) {
      return longNs;
    }
    looked++;
    return shortNs;
  }
}
