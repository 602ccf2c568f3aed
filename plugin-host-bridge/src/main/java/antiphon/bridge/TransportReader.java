package antiphon.bridge;

/** Reads the transport that the audio thread writes at each block. [bridge] */
final class TransportReader {
  private static final int TRIES = 100;

  private final Region region;
  private final long[] words = new long[Layout.TRANSPORT_WORDS];

  TransportReader(Region region) {
    this.region = region;
  }

  /** Looks; false if the audio thread kept writing, then the next look will do. */
  boolean look() {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      if (region.readWords(Layout.TRANSPORT_AT, words)) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  long samplePosition() {
    return word(Layout.SAMPLE);
  }

  long tick() {
    return SongTime.ticks(word(Layout.BEATS));
  }

  int epoch() {
    return (int) (word(Layout.FLAGS) >>> 32);
  }

  /** What the last look has seen. */
  HostTransport transport() {
    int flags = (int) word(Layout.FLAGS);
    long meter = word(Layout.METER);
    boolean loops = (flags & Layout.LOOPS) != 0;
    return new HostTransport(
        epoch(),
        (flags & Layout.ROLLING) != 0,
        (flags & Layout.HAS_BEATS) != 0,
        word(Layout.STEADY_NS),
        samplePosition(),
        Double.longBitsToDouble(word(Layout.SAMPLE_RATE)),
        (int) (meter >>> 32),
        tick(),
        SongTime.ticks(word(Layout.BAR_START)),
        Double.longBitsToDouble(word(Layout.TEMPO)),
        (int) (meter & 0xFFFF),
        (int) (meter >>> 16 & 0xFFFF),
        loops,
        loops ? SongTime.ticks(word(Layout.LOOP_START)) : 0,
        loops ? SongTime.ticks(word(Layout.LOOP_END)) : 0);
  }

  private long word(int at) {
    return words[at / 8];
  }
}
