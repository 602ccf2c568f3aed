package antiphon.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.midi.MidiMessage;
import antiphon.time.ClockMaster.Jitter;
import antiphon.time.MidiClockFollower.Change;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MidiClockFollowerTest {
  private static final int RUNS = 200;
  private static final int CLOCKS = 24;
  private static final long BEGIN_NS = 7_000_000_000L;
  private static final long PERIOD_NS = 500_000_000L / 24;

  private final MidiClockFollower follower = new MidiClockFollower(Tempo.MODERATE);
  private final SplittableRandom random = new SplittableRandom(1);

  /** How far a follower is off, in a run of {@code beats} with a tempo step. */
  private record Course(double[] phaseMs, double[] tempoPercent, boolean[] locked) {
    static Course run(
        long seed, Jitter jitter, double from, double to, int stepClock, int clocks, MidiClockFollower follower) {
      ClockMaster master = new ClockMaster(seed, jitter, BEGIN_NS, from);
      follower.onMessage(MidiMessage.START, BEGIN_NS - 10_000_000);
      Course course = new Course(new double[clocks], new double[clocks], new boolean[clocks]);
      for (int i = 0; i < clocks; i++) {
        if (i == stepClock) {
          master.tempo(to);
        }
        follower.onMessage(MidiMessage.CLOCK, master.cameNs());
        double meantTicks = (double) i * MidiClockFollower.TICKS_PER_CLOCK
            + (master.cameNs() - master.meantNs()) / master.periodNs() * MidiClockFollower.TICKS_PER_CLOCK;
        double ticks = follower.tickAt(master.cameNs()) - meantTicks;
        course.phaseMs[i] = ticks / MidiClockFollower.TICKS_PER_CLOCK * master.periodNs() / 1e6;
        course.tempoPercent[i] = (follower.nanosPerQuarter() / (master.periodNs() * CLOCKS) - 1) * 100;
        course.locked[i] = follower.lock(master.cameNs()) == ClockLock.LOCKED;
        master.next();
      }
      return course;
    }

    /** The first clock from which on the follower says that it is locked, and goes on saying so. */
    int firstLocked() {
      int first = locked.length;
      while (first > 0 && locked[first - 1]) {
        first--;
      }
      return first;
    }

    /** Beats after {@code from} until phase and tempo are within 3 ms and 2 % and stay so for four beats. */
    double lockBeats(int from) {
      int last = from;
      for (int i = from; i < Math.min(phaseMs.length, from + 6 * CLOCKS); i++) {
        if (Math.abs(phaseMs[i]) > 3 || Math.abs(tempoPercent[i]) > 2) {
          last = i + 1;
        }
      }
      return (last - from) / (double) CLOCKS;
    }
  }

  private static double percentile(double[] values, double share) {
    double[] sorted = Arrays.stream(values).map(Math::abs).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }

  private static void figure(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, "midi clock: " + format, values));
  }

  @Test
  void shouldLockWithinTwoBeatsAndStayClose() {
    for (Jitter jitter : Jitter.values()) {
      for (double tempo : new double[] {60, 120, 180}) {
        double[] lock = new double[RUNS];
        double[] claimed = new double[RUNS];
        double[] phase = new double[RUNS * 16 * CLOCKS];
        double[] error = new double[phase.length];
        long odd = 0;
        for (int seed = 0; seed < RUNS; seed++) {
          MidiClockFollower own = new MidiClockFollower(Tempo.MODERATE);
          Course course = Course.run(seed, jitter, tempo, tempo, -1, 20 * CLOCKS, own);
          lock[seed] = course.lockBeats(0);
          claimed[seed] = course.firstLocked() / (double) CLOCKS;
          System.arraycopy(course.phaseMs, 4 * CLOCKS, phase, seed * 16 * CLOCKS, 16 * CLOCKS);
          System.arraycopy(course.tempoPercent, 4 * CLOCKS, error, seed * 16 * CLOCKS, 16 * CLOCKS);
          odd += odd(own);
        }
        figure("%-12s %3.0f: lock p50 %.2f p99 %.2f max %.2f beats, claimed max %.2f, phase p50 %.2f p99 %.2f ms,"
                + " tempo p99 %.2f %%, odd clocks %d",
            jitter, tempo, percentile(lock, 0.5), percentile(lock, 0.99), percentile(lock, 1), percentile(claimed, 1),
            percentile(phase, 0.5), percentile(phase, 0.99), percentile(error, 0.99), odd);
        if (jitter != Jitter.GAUSS_3_MS) {
          assertThat(percentile(lock, 1)).as("%s %s", jitter, tempo).isLessThan(1);
          assertThat(percentile(claimed, 1)).as("%s %s", jitter, tempo).isLessThan(2);
          assertThat(percentile(phase, 0.99)).as("%s %s", jitter, tempo).isLessThan(1.2);
          assertThat(percentile(error, 0.99)).as("%s %s", jitter, tempo).isLessThan(0.3);
          assertThat(odd).as("%s %s", jitter, tempo).isZero();
        }
      }
    }
  }

  @Test
  void shouldLockWithinTwoBeatsAfterATempoStep() {
    for (Jitter jitter : Jitter.values()) {
      for (double factor : new double[] {0.8, 1.2, 1.05, 0.5, 2}) {
        double[] lock = new double[RUNS];
        double[] worst = new double[RUNS];
        int step = 8 * CLOCKS + 5;
        int never = 0;
        for (int seed = 0; seed < RUNS; seed++) {
          Course course =
              Course.run(seed, jitter, 120, 120 * factor, step, 20 * CLOCKS, new MidiClockFollower(Tempo.MODERATE));
          lock[seed] = course.lockBeats(step);
          never += lock[seed] >= 6 ? 1 : 0;
          worst[seed] = Arrays.stream(course.phaseMs, step, step + 2 * CLOCKS).map(Math::abs).max().orElse(0);
        }
        figure("%-12s step x%.2f: lock p50 %.2f p99 %.2f max %.2f beats, worst phase p50 %.1f p99 %.1f ms, never %d",
            jitter, factor, percentile(lock, 0.5), percentile(lock, 0.99), percentile(lock, 1),
            percentile(worst, 0.5), percentile(worst, 0.99), never);
        if (jitter != Jitter.GAUSS_3_MS && factor != 2) {
          assertThat(percentile(lock, 1)).as("%s x%s", jitter, factor).isLessThan(1.5);
        }
      }
    }
  }

  /** Plays {@code count} clocks at 120 from {@code from}, with ±1 ms; returns when the next is due. */
  private long clocks(long from, int count) {
    for (int i = 0; i < count; i++) {
      follower.onMessage(MidiMessage.CLOCK, from + i * PERIOD_NS + random.nextInt(-1_000_000, 1_000_000));
    }
    return from + count * PERIOD_NS;
  }

  private void assertAt(long timeNs, double clock) {
    assertThat((double) follower.tickAt(timeNs))
        .isCloseTo(clock * MidiClockFollower.TICKS_PER_CLOCK, within(0.06 * MidiClockFollower.TICKS_PER_CLOCK));
  }

  @Test
  void shouldStandStillUntilTheFirstClock() {
    assertThat(follower.lock(BEGIN_NS)).isEqualTo(ClockLock.NONE);
    assertThat(follower.nanosPerQuarter()).isEqualTo(Tempo.MODERATE.nanosPerQuarter());
    assertThat(follower.onMessage(MidiMessage.START, BEGIN_NS)).isEqualTo(Change.NONE);
    assertThat(follower.rolling()).isFalse();
    assertThat(follower.tickAt(BEGIN_NS + 1_000_000_000)).isZero();
    assertThat(follower.onMessage(MidiMessage.CLOCK, BEGIN_NS + 5)).isEqualTo(Change.BEGAN);
    assertThat(follower.rolling()).isTrue();
    assertThat(follower.onMessage(MidiMessage.CLOCK, BEGIN_NS + PERIOD_NS)).isEqualTo(Change.CLOCK);
    assertThat(follower.clockTick()).isEqualTo(MidiClockFollower.TICKS_PER_CLOCK);
    assertThat(follower.onMessage(MidiMessage.noteOn(0, 60, 1), BEGIN_NS + PERIOD_NS)).isEqualTo(Change.NONE);
  }

  @Test
  void shouldStopContinueAndGoToASongPosition() {
    follower.onMessage(MidiMessage.START, BEGIN_NS);
    long next = clocks(BEGIN_NS, 96);
    assertThat(follower.onMessage(MidiMessage.STOP, next)).isEqualTo(Change.STOPPED);
    assertThat(follower.onMessage(MidiMessage.STOP, next)).isEqualTo(Change.NONE);
    next = clocks(next, 50);
    assertThat(follower.tickAt(next)).isEqualTo(4L * Ticks.PER_QUARTER);
    follower.onMessage(MidiMessage.CONTINUE, next);
    next = clocks(next, 12);
    assertAt(next, 96 + 12);
    follower.onMessage(MidiMessage.STOP, next);
    assertThat(follower.onMessage(MidiMessage.songPosition(32), next)).isEqualTo(Change.LOCATED);
    assertThat(follower.tickAt(next)).isEqualTo(8L * Ticks.PER_QUARTER);
    follower.onMessage(MidiMessage.CONTINUE, next);
    next = clocks(next, 24);
    assertAt(next, 192 + 24);
    // A song position while rolling holds from the next clock on.
    assertThat(follower.onMessage(MidiMessage.songPosition(4), next)).isEqualTo(Change.NONE);
    assertThat(follower.onMessage(MidiMessage.CLOCK, next)).isEqualTo(Change.BEGAN);
    assertAt(next, 24);
    assertThat(follower.lock(next)).isEqualTo(ClockLock.LOCKED);
    follower.onMessage(MidiMessage.START, next + PERIOD_NS / 2);
    assertThat(follower.onMessage(MidiMessage.CLOCK, next + PERIOD_NS)).isEqualTo(Change.BEGAN);
    assertAt(next + PERIOD_NS, 0);
  }

  @Test
  void shouldBeginWithTheClockThatAMasterSetsAnew() {
    clocks(BEGIN_NS, 100);
    long again = BEGIN_NS + 99 * PERIOD_NS + PERIOD_NS / 5;
    follower.onMessage(MidiMessage.START, again - 1_000_000);
    assertThat(follower.onMessage(MidiMessage.CLOCK, again)).isEqualTo(Change.BEGAN);
    clocks(again + PERIOD_NS, 99);
    assertAt(again + 100 * PERIOD_NS, 100);
    assertThat(odd(follower)).isZero();
  }

  @Test
  void shouldMakeUpForMissingClocks() {
    follower.onMessage(MidiMessage.START, BEGIN_NS);
    long next = clocks(BEGIN_NS, 60);
    next = clocks(next + 3 * PERIOD_NS, 20);
    next = clocks(next + PERIOD_NS, 20);
    assertAt(next, 104);
    assertThat(follower.missing()).isEqualTo(4);
    assertThat(follower.bursts() + follower.duplicates() + follower.leaps() + follower.tempoSteps()).isZero();
  }

  @Test
  void shouldCountEachClockOfABurstOnce() {
    follower.onMessage(MidiMessage.START, BEGIN_NS);
    long next = clocks(BEGIN_NS, 60) + 4 * PERIOD_NS;
    for (int i = 0; i < 5; i++) {
      follower.onMessage(MidiMessage.CLOCK, next + i * 100_000);
    }
    next = clocks(next + PERIOD_NS, 10);
    assertAt(next, 75);
    assertThat(follower.bursts()).isEqualTo(4);
    assertThat(follower.missing() + follower.duplicates() + follower.leaps()).isZero();
  }

  /** A thread that gets no time reads several clocks at once, some fractions of a clock late; none is lost. */
  @Test
  void shouldCountEachClockOnceHoweverLongItWasHeldUp() {
    for (int run = 0; run < 3 * RUNS; run++) {
      SplittableRandom dice = new SplittableRandom(run);
      MidiClockFollower held = new MidiClockFollower(Tempo.MODERATE);
      held.onMessage(MidiMessage.START, BEGIN_NS);
      double periodNs = 60e9 / dice.nextInt(60, 200) / CLOCKS;
      long stalledFromNs = Long.MAX_VALUE;
      long stalledToNs = 0;
      long cameNs = 0;
      int count = CLOCKS * 40;
      for (int i = 0; i < count; i++) {
        long sentNs = BEGIN_NS + Math.round(i * periodNs + dice.nextDouble(-1e6, 1e6));
        if (i > 4 * CLOCKS && i < count - 4 * CLOCKS && sentNs > stalledToNs && dice.nextInt(60) == 0) {
          stalledFromNs = sentNs;
          stalledToNs = sentNs + dice.nextInt(1_000_000, 300_000_000);
        }
        boolean stalled = sentNs >= stalledFromNs && sentNs < stalledToNs;
        cameNs = Math.max(cameNs + dice.nextInt(5_000, 200_000), stalled ? stalledToNs : sentNs);
        held.onMessage(MidiMessage.CLOCK, cameNs);
      }
      assertThat(held.clockTick()).as("run %d, %.1f ms a clock", run, periodNs / 1e6)
          .isEqualTo((count - 1L) * MidiClockFollower.TICKS_PER_CLOCK);
    }
  }

  /** What befalls a master's clocks, at random and far enough apart to be told from each other. */
  private enum Mishap { PAUSE, HELD_UP, HELD_UP_AND_CUT, LOST }

  @Test
  void shouldBeWhereTheCountOfClocksIsWhateverBefallsThem() {
    for (int run = 0; run < 2 * RUNS; run++) {
      SplittableRandom dice = new SplittableRandom(run);
      MidiClockFollower own = new MidiClockFollower(Tempo.MODERATE);
      own.onMessage(MidiMessage.START, BEGIN_NS);
      double periodNs = 60e9 / dice.nextInt(60, 200) / CLOCKS;
      double meantNs = BEGIN_NS;
      long cameNs = 0;
      long count = 0;
      String story = "run " + run + ", " + 60e9 / periodNs / CLOCKS + " a minute:";
      for (int mishaps = 0; mishaps < 6; mishaps++) {
        for (int i = dice.nextInt(2, 5) * CLOCKS; i > 0; i--) {
          cameNs = Math.max(cameNs + 5_000, Math.round(meantNs + dice.nextDouble(-3e6, 3e6)));
          own.onMessage(MidiMessage.CLOCK, cameNs);
          count++;
          meantNs += periodNs;
        }
        assertThat(own.clockTick()).as(story).isEqualTo((count - 1) * MidiClockFollower.TICKS_PER_CLOCK);
        assertThat((own.clockNs() - (meantNs - periodNs)) / 1e6).as(story).isCloseTo(0, within(3.0));
        Mishap mishap = Mishap.values()[dice.nextInt(4)];
        int clocks = switch (mishap) {
          case PAUSE -> 0;
          case HELD_UP -> dice.nextInt(1, (int) (300e6 / periodNs) + 1);
          case HELD_UP_AND_CUT -> (int) (dice.nextDouble(150e6, 300e6) / periodNs) + 1;
          // What is missing less than 20 ms is hard to tell from jitter.
          case LOST -> dice.nextInt((int) (20e6 / periodNs) + 1, (int) (65e6 / periodNs) + 1);
        };
        double heldNs = mishap == Mishap.PAUSE ? dice.nextDouble(100e6, 1_000e6) : clocks * periodNs;
        int through = switch (mishap) {
          case PAUSE, LOST -> 0;
          case HELD_UP -> clocks;
          case HELD_UP_AND_CUT -> dice.nextInt(clocks);
        };
        story += " " + mishap + " " + Math.round(heldNs / 1e6) + " ms, " + through + " of " + clocks;
        meantNs += heldNs;
        for (int i = 0; i < through; i++) {
          cameNs = Math.max(cameNs + dice.nextInt(5_000, 200_000), Math.round(meantNs - periodNs * 0.9));
          own.onMessage(MidiMessage.CLOCK, cameNs);
        }
        count += mishap == Mishap.LOST ? clocks : through;
      }
    }
  }

  /** A pause of a whole number of clocks leaves the phase as it was: only the count tells it. */
  @Test
  void shouldWaitForAMasterThatStandsStillForABeat() {
    follower.onMessage(MidiMessage.START, BEGIN_NS);
    long next = clocks(BEGIN_NS, 96) + CLOCKS * PERIOD_NS;
    next = clocks(next, 48);
    assertAt(next, 144);
    assertThat(follower.pauses()).isEqualTo(1);
    assertThat(follower.missing()).isZero();
  }

  @Test
  void shouldPassOverDuplicatedClocks() {
    follower.onMessage(MidiMessage.START, BEGIN_NS);
    long next = clocks(BEGIN_NS, 60);
    for (int i = 0; i < 30; i++) {
      follower.onMessage(MidiMessage.CLOCK, next + i * PERIOD_NS);
      assertThat(follower.onMessage(MidiMessage.CLOCK, next + i * PERIOD_NS + 700_000)).isEqualTo(Change.NONE);
    }
    assertAt(next + 30 * PERIOD_NS, 90);
    assertThat(follower.duplicates()).isEqualTo(30);
  }

  @Test
  void shouldGoOnWhereItWasAfterALeap() {
    follower.onMessage(MidiMessage.START, BEGIN_NS);
    long next = clocks(BEGIN_NS, 96);
    assertThat(follower.lock(next)).isEqualTo(ClockLock.LOCKED);
    long woken = next + 3_600_000_000_000L;
    assertThat(follower.lock(woken)).isEqualTo(ClockLock.COASTING);
    next = clocks(woken, 48);
    assertAt(next, 144);
    assertThat(follower.leaps()).isEqualTo(1);
    assertThat(follower.lock(next)).isEqualTo(ClockLock.LOCKED);
    clocks(BEGIN_NS, 48);
    assertThat(follower.leaps()).isEqualTo(2);
  }

  @Test
  void shouldTakeAnyOrderOfMessages() {
    SplittableRandom chance = new SplittableRandom(5);
    long timeNs = 0;
    for (int i = 0; i < 100_000; i++) {
      int message = switch (chance.nextInt(12)) {
        case 0 -> MidiMessage.START;
        case 1 -> MidiMessage.STOP;
        case 2 -> MidiMessage.CONTINUE;
        case 3 -> MidiMessage.songPosition(chance.nextInt(1 << 14));
        case 4 -> chance.nextInt();
        default -> MidiMessage.CLOCK;
      };
      timeNs += switch (chance.nextInt(20)) {
        case 0 -> chance.nextLong(-20_000_000_000L, 20_000_000_000L);
        case 1 -> chance.nextLong(3_600_000_000_000L);
        default -> chance.nextLong(40_000_000);
      };
      follower.onMessage(message, timeNs);
      assertThat(new Tempo(follower.nanosPerQuarter()).quartersPerMinute()).as("message %d", i).isBetween(19.9, 500.1);
      if (!follower.rolling()) {
        assertThat(follower.tickAt(timeNs)).as("message %d", i).isNotNegative();
      }
    }
    // Whatever came before, a master that behaves is followed.
    follower.onMessage(MidiMessage.START, timeNs);
    long next = clocks(timeNs + PERIOD_NS, 96);
    assertAt(next, 96);
    assertThat(follower.lock(next)).isEqualTo(ClockLock.LOCKED);
  }

  @Test
  void shouldAllocateNothing() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    follower.onMessage(MidiMessage.START, BEGIN_NS);
    long next = clocks(BEGIN_NS, 20_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    clocks(next, 1_000);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
  }

  private static long odd(MidiClockFollower of) {
    return of.missing() + of.bursts() + of.duplicates() + of.leaps();
  }
}
