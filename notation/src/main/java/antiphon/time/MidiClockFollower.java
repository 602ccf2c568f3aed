package antiphon.time;

import antiphon.midi.MidiMessage;

/**
 * Follows an external MIDI clock: from clocks, start, stop, continue and song positions to a position in
 * ticks and a tempo, through a phase-locked loop. It reads no clock and owns no thread. Mutable; one
 * thread at a time; allocates nothing.
 *
 * <p>Clocks are counted, so that the position is the master's; up to four beats of them may be missing
 * without harm, as the time tells how many. After a longer silence ("leap": a machine that slept, a master
 * that waited) the count goes on where it was. Source: MIDI 1.0 Detailed Specification 4.2, system
 * real-time messages.
 */
public final class MidiClockFollower {
  /** What a message means for the song. */
  public enum Change {
    /** Nothing: another message, or one that changes nothing yet. */
    NONE,
    /** The song went on by a clock. */
    CLOCK,
    /** The song begins, or goes on elsewhere, with this clock. */
    BEGAN,
    /** The song stands still. */
    STOPPED,
    /** The song stands still and is elsewhere now. */
    LOCATED
  }

  /** Clocks in a quarter note. */
  public static final int CLOCKS_PER_QUARTER = 24;

  /** Ticks from clock to clock. */
  public static final int TICKS_PER_CLOCK = Ticks.PER_QUARTER / CLOCKS_PER_QUARTER;

  private static final int CLOCKS_PER_SIXTEENTH = CLOCKS_PER_QUARTER / 4;

  /** Tempos that are believed: 20 to 500 quarters a minute. */
  private static final double SHORTEST_NS = 60e9 / 500 / CLOCKS_PER_QUARTER;

  private static final double LONGEST_NS = 60e9 / 20 / CLOCKS_PER_QUARTER;

  private static final int MOST_MISSING = 4 * CLOCKS_PER_QUARTER;

  /** So many odd intervals in a row are a new tempo. */
  private static final int ODD = 4;

  /** A clock less than this part of a period off came when it was meant to. */
  private static final double ON_TIME = 0.25;

  private static final double UNKNOWN = 0.5;
  private static final double LOCKED_PERIOD = 0.005;
  private static final double LOCKED_PHASE_NS = 1_500_000;
  private static final double SURE_PERIOD = 0.05;

  /** A clock so much off, in standard deviations of the jitter, is not explained by it. */
  private static final double TELLING = 4.5;

  private final PulseFilter filter = new PulseFilter();
  private boolean heard;
  private boolean rolling;
  /** Whether the next clock begins the song, or a new place of it. */
  private boolean beginning;
  /** Clocks from the start of the song to the last clock, or to the one that begins. */
  private long clocks;
  private long lastNs;
  private double nominalNs;
  /** Missing clocks that were made up for since the last one in time. */
  private int owed;
  private int gaps;
  private int gapClocks;
  private int earlies;
  private long earlyFromNs;
  private long missing;
  private long bursts;
  private long duplicates;
  private long leaps;

  /** @param tempo what to believe until two clocks were heard */
  public MidiClockFollower(Tempo tempo) {
    nominalNs = (double) tempo.nanosPerQuarter() / CLOCKS_PER_QUARTER;
  }

  /**
   * Takes in a message.
   *
   * @param message packed as {@link MidiMessage} does; what is no message of the clock is ignored
   * @param timeNs when it came
   */
  public Change onMessage(int message, long timeNs) { // [engine]
    return switch (MidiMessage.status(message)) {
      case MidiMessage.CLOCK -> clock(timeNs);
      case MidiMessage.START -> {
        clocks = 0;
        rolling = true;
        beginning = true;
        yield Change.NONE;
      }
      case MidiMessage.CONTINUE -> {
        beginning |= !rolling;
        rolling = true;
        yield Change.NONE;
      }
      case MidiMessage.STOP -> stop();
      case MidiMessage.SONG_POSITION -> {
        clocks = (long) MidiMessage.sixteenths(message) * CLOCKS_PER_SIXTEENTH;
        beginning = true;
        yield rolling ? Change.NONE : Change.LOCATED;
      }
      default -> Change.NONE;
    };
  }

  private Change stop() {
    if (!rolling) {
      return Change.NONE;
    }
    rolling = false;
    if (!beginning) {
      // What goes on later goes on with the clock after the last one.
      clocks++;
      beginning = true;
    }
    return Change.STOPPED;
  }

  private Change clock(long timeNs) {
    int passed = passed(timeNs);
    if (passed == 0 || !rolling) {
      return Change.NONE;
    }
    if (beginning) {
      beginning = false;
      gapClocks = 0;
      return Change.BEGAN;
    }
    clocks += passed;
    return Change.CLOCK;
  }

  /** Feeds the loop; returns how many clocks the song goes on: 0 for one too many, more than 1 if some are missing. */
  private int passed(long timeNs) {
    long intervalNs = timeNs - lastNs;
    if (!heard || intervalNs < -1_000_000_000L || intervalNs > MOST_MISSING * filter.periodNs()) {
      if (heard && rolling && !beginning) {
        leaps++;
      }
      filter.begin(timeNs, heard ? filter.periodNs() : nominalNs, heard ? SURE_PERIOD : UNKNOWN);
      heard = true;
      regular(timeNs);
      return 1;
    }
    double periodNs = filter.periodNs();
    double surprise = (timeNs - filter.phaseNs()) / periodNs - 1;
    double interval = intervalNs / periodNs;
    if (rolling && beginning && Math.abs(surprise) > 0.3) {
      // A master may set its clock anew when it starts.
      filter.begin(timeNs, periodNs, SURE_PERIOD);
      regular(timeNs);
      return 1;
    }
    boolean sure = filter.periodDeviation() < SURE_PERIOD
        && Math.abs(surprise) * periodNs > TELLING * filter.jitterNs();
    // What was held up on its way comes at once after the first, or a whole clock before it is expected.
    boolean heldUp = owed > 0 && (surprise < -0.6 || interval < 0.25);
    if (heldUp || (sure && surprise < -0.6 && interval < 0.25)) {
      return early(timeNs);
    }
    if (sure && surprise > 0.6 && interval > 1.6) {
      return late(timeNs, (int) Math.round(surprise));
    }
    // One that is late itself does not tell yet that those before it never come.
    int stillOwed = Math.abs(surprise) < ON_TIME ? 0 : owed;
    filter.predict(1);
    filter.correct(timeNs);
    bound();
    regular(timeNs);
    owed = stillOwed;
    return 1;
  }

  private void regular(long timeNs) {
    lastNs = timeNs;
    owed = 0;
    gaps = 0;
    gapClocks = 0;
    earlies = 0;
  }

  /** A clock right after another: one of those that were missed, or one too many; or a much faster tempo. */
  private int early(long timeNs) {
    if (owed > 0) {
      owed--;
      bursts++;
      missing--;
      lastNs = timeNs;
      return 0;
    }
    if (earlies++ == 0) {
      earlyFromNs = lastNs;
    }
    duplicates++;
    lastNs = timeNs;
    double periodNs = (timeNs - earlyFromNs) / (double) earlies;
    if (earlies < ODD || periodNs < SHORTEST_NS) {
      return 0;
    }
    int taken = earlies;
    duplicates -= taken;
    restart(timeNs, periodNs);
    return taken;
  }

  /** A clock that comes when others should have come before: they are missing, or the tempo is much slower. */
  private int late(long timeNs, int lost) {
    double intervalNs = timeNs - lastNs;
    gaps++;
    gapClocks += lost;
    missing += lost;
    if (gaps >= ODD && intervalNs <= LONGEST_NS) {
      int tooMany = gapClocks - lost;
      missing -= gapClocks;
      restart(timeNs, intervalNs);
      return 1 - tooMany;
    }
    double offPeriods = (timeNs - filter.phaseNs()) / filter.periodNs() - 1 - lost;
    filter.predict(lost + 1);
    if (Math.abs(offPeriods) < ON_TIME) {
      filter.correct(timeNs);
      bound();
    }
    lastNs = timeNs;
    owed = Math.min(owed + lost, MOST_MISSING);
    earlies = 0;
    return lost + 1;
  }

  private void restart(long timeNs, double periodNs) {
    filter.begin(timeNs, Math.clamp(periodNs, SHORTEST_NS, LONGEST_NS), UNKNOWN);
    regular(timeNs);
  }

  private void bound() {
    if (filter.periodNs() < SHORTEST_NS || filter.periodNs() > LONGEST_NS) {
      filter.begin(filter.phaseNs(), Math.clamp(filter.periodNs(), SHORTEST_NS, LONGEST_NS), UNKNOWN);
    }
  }

  /** Whether the song rolls and its first clock has come. */
  public boolean rolling() {
    return rolling && !beginning;
  }

  /** Where the song is at {@code timeNs}, in ticks; while it does not roll, where it will go on. */
  public long tickAt(long timeNs) {
    return rolling() ? clockTick() + Math.round((timeNs - filter.phaseNs()) / clockPeriodNs() * TICKS_PER_CLOCK)
        : clockTick();
  }

  /** The tick of the last clock of the song, or of the one that begins it. */
  public long clockTick() {
    return clocks * TICKS_PER_CLOCK;
  }

  /** When the last clock was meant, jitter taken away; 0 before the first. */
  public long clockNs() {
    return Math.round(filter.phaseNs());
  }

  /** The tempo, in nanoseconds a quarter: 20 to 500 quarters a minute. */
  public long nanosPerQuarter() {
    return Math.round(clockPeriodNs() * CLOCKS_PER_QUARTER);
  }

  private double clockPeriodNs() {
    return Math.clamp(heard ? filter.periodNs() : nominalNs, SHORTEST_NS, LONGEST_NS);
  }

  /** How well the clock is followed at {@code timeNs}. */
  public ClockLock lock(long timeNs) {
    if (!heard) {
      return ClockLock.NONE;
    }
    if (timeNs - lastNs > CLOCKS_PER_QUARTER * filter.periodNs()) {
      return ClockLock.COASTING;
    }
    return filter.periodDeviation() < LOCKED_PERIOD && filter.phaseDeviationNs() < LOCKED_PHASE_NS
        ? ClockLock.LOCKED : ClockLock.ACQUIRING;
  }

  /** Standard deviation of the clocks about where they were expected, over about two beats, in nanoseconds. */
  public long jitterNs() {
    return Math.round(filter.jitterNs());
  }

  /** How much later than expected the last clock came, in nanoseconds. */
  public long phaseErrorNs() {
    return Math.round(filter.lastSurpriseNs());
  }

  /** Changes of tempo that were recognised, beyond drift. */
  public long tempoSteps() {
    return filter.steps();
  }

  /** Clocks that never came. */
  public long missing() {
    return missing;
  }

  /** Clocks that came late and all at once. */
  public long bursts() {
    return bursts;
  }

  /** Clocks too many. */
  public long duplicates() {
    return duplicates;
  }

  /** Silences of more than four beats while the song rolled, and clocks from the past. */
  public long leaps() {
    return leaps;
  }
}
