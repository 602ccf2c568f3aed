package antiphon.time;

import antiphon.midi.MidiMessage;

/**
 * Follows an external MIDI clock: from clocks, start, stop, continue and song positions to a position in
 * ticks and a tempo, through a phase-locked loop. It reads no clock and owns no thread. Mutable; one
 * thread at a time; allocates nothing.
 *
 * <p>The position is the count of clocks. After a gap the next clocks are waited for before anything is said, as
 * they tell what it was: if all that were due come at once, they were held up on their way, and time is where it
 * would be; if they go on regularly, the master stood still, and so did the song. Only a gap shorter than anybody
 * pauses, after which several clocks come where they would have come without it, is taken for clocks that were
 * lost, and is made up for. Source: MIDI 1.0 Detailed Specification 4.2, system real-time messages.
 */
public final class MidiClockFollower {
  /** What a message means for the song. */
  public enum Change {
    /** Nothing: another message, or a clock of which the next ones will tell what it means. */
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

  /** After a longer silence time begins anew. */
  private static final int MOST_MISSING = 4 * CLOCKS_PER_QUARTER;

  /** A master that is silent for longer stands still. */
  private static final double LONGEST_LOSS_NS = 80e6;

  /** So many clocks after a gap tell whether the master went on through it. */
  private static final int WITNESSES = 8;

  /** So near to where they were due they must come on average: as a part of a period, and at least. */
  private static final double WITNESS_PERIODS = 0.2;

  private static final double WITNESS_NS = 3e6;

  /** So many odd intervals in a row are a new tempo. */
  private static final int ODD = 4;

  /** A clock less than this part of a period off came when it was meant to. */
  private static final double ON_TIME = 0.35;

  /** Clocks farther from each other are not next to each other, or the tempo is another. */
  private static final double GAP = 1.6;

  /** Clocks nearer to each other than this part of a period were held up together. */
  private static final double AT_ONCE = 0.5;

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
  /** Clocks since a gap of which it is not clear yet what it was; 0 if there was none. */
  private int waiting;
  private int gaps;
  private long silentNs;
  /** Clocks that may be lost, until as many witnesses have come as it takes, and how far these are off in all. */
  private int suspected;

  private int witnesses;
  private double witnessedOffNs;
  private double witnessDueNs;
  private int earlies;
  private long earlyFromNs;
  private long missing;
  private long bursts;
  private long duplicates;
  private long leaps;
  private long pauses;

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
        suspected = 0;
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
        suspected = 0;
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
      suspected = 0;
      return Change.BEGAN;
    }
    clocks += passed;
    return waiting > 0 || suspected > 0 ? Change.NONE : Change.CLOCK;
  }

  /** Feeds the loop; returns how many clocks the song goes on: 0 for one too many, more than 1 if some are known to be lost. */
  private int passed(long timeNs) {
    long intervalNs = timeNs - lastNs;
    if (!heard || intervalNs < -1_000_000_000L || intervalNs > MOST_MISSING * filter.periodNs()) {
      if (heard && rolling && !beginning) {
        leaps++;
      }
      begin(timeNs, heard ? filter.periodNs() : nominalNs, heard ? SURE_PERIOD : UNKNOWN);
      heard = true;
      return 1;
    }
    double periodNs = filter.periodNs();
    double surprise = (timeNs - filter.phaseNs()) / periodNs - 1;
    double interval = intervalNs / periodNs;
    if (rolling && beginning && Math.abs(surprise) > 0.3) {
      // A master may set its clock anew when it starts.
      begin(timeNs, periodNs, SURE_PERIOD);
      return 1;
    }
    if (waiting > 0) {
      return afterGap(timeNs, interval);
    }
    boolean sure = filter.periodDeviation() < SURE_PERIOD
        && Math.abs(surprise) * periodNs > TELLING * filter.jitterNs();
    if (sure && surprise < -0.6 && interval < 0.25) {
      return early(timeNs);
    }
    if (sure && surprise > 0.6 && interval > GAP) {
      waiting = 1;
      gaps = 1;
      silentNs = intervalNs - Math.round(periodNs);
      lastNs = timeNs;
      earlies = 0;
      return 1;
    }
    follow(timeNs, 1);
    return 1 + witnessed(timeNs, 1);
  }

  private void begin(long timeNs, double periodNs, double spread) {
    filter.begin((double) timeNs, periodNs, spread);
    suspected = 0;
    regular(timeNs);
  }

  private void follow(long timeNs, int pulses) {
    filter.predict(pulses);
    filter.correct((double) timeNs);
    bound();
    regular(timeNs);
  }

  private void regular(long timeNs) {
    lastNs = timeNs;
    waiting = 0;
    gaps = 0;
    earlies = 0;
  }

  /** A clock right after another: one too many, or a much faster tempo. */
  private int early(long timeNs) {
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

  /** A clock after a gap, but for the first: as soon as they come regularly again they tell what it was. */
  private int afterGap(long timeNs, double interval) {
    waiting++;
    if (interval < AT_ONCE) {
      bursts++;
      lastNs = timeNs;
      return 1;
    }
    if (interval > GAP) {
      long intervalNs = timeNs - lastNs;
      lastNs = timeNs;
      if (++gaps >= ODD && intervalNs <= LONGEST_NS) {
        restart(timeNs, (double) intervalNs);
      }
      return 1;
    }
    double periodNs = filter.periodNs();
    double passed = (timeNs - filter.phaseNs()) / periodNs;
    int due = (int) Math.round(passed);
    int absent = due - waiting;
    boolean inTime = Math.abs(passed - due) < ON_TIME;
    if (!inTime || absent < 0 || (absent > 0 && silentNs > LONGEST_LOSS_NS)) {
      pauses++;
      begin(timeNs, periodNs, SURE_PERIOD);
      return 1;
    }
    if (suspected == 0) {
      witnesses = 0;
      witnessedOffNs = 0;
      witnessDueNs = filter.phaseNs();
    }
    suspected += absent;
    follow(timeNs, due);
    return 1 + witnessed(timeNs, due);
  }

  /** What a clock says of those that may be lost; returns how many are known to be. */
  private int witnessed(long timeNs, int pulses) {
    if (suspected == 0) {
      return 0;
    }
    witnessDueNs += pulses * filter.periodNs();
    witnessedOffNs += timeNs - witnessDueNs;
    if (++witnesses < WITNESSES) {
      return 0;
    }
    int lost = suspected;
    suspected = 0;
    if (Math.abs(witnessedOffNs) > witnesses * Math.max(WITNESS_NS, WITNESS_PERIODS * filter.periodNs())) {
      pauses++;
      return 0;
    }
    missing += lost;
    return lost;
  }

  private void restart(long timeNs, double periodNs) {
    begin(timeNs, Math.clamp(periodNs, SHORTEST_NS, LONGEST_NS), UNKNOWN);
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
    return rolling() ? clockTick() + Math.round((timeNs - clockNs()) / clockPeriodNs() * TICKS_PER_CLOCK)
        : clockTick();
  }

  /** The tick of the last clock of the song, or of the one that begins it. */
  public long clockTick() {
    return clocks * TICKS_PER_CLOCK;
  }

  /** When the last clock was meant, jitter taken away; right after a gap when it came; 0 before the first. */
  public long clockNs() {
    return waiting > 0 ? lastNs : Math.round(filter.phaseNs());
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

  /** Clocks that never came and were made up for. */
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

  /** Shorter silences after which the song went on where it was. */
  public long pauses() {
    return pauses;
  }

  /** Silences of more than four beats while the song rolled, and clocks from the past. */
  public long leaps() {
    return leaps;
  }
}
