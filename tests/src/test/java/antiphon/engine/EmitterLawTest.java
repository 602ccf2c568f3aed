package antiphon.engine;

import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.schedule.Emitter;
import antiphon.schedule.EmitterEvents;
import antiphon.schedule.Plan;
import antiphon.schedule.Strike;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The law of the emitter: whatever is planned, revised, muted, jumped over or stopped, in any order, every
 * note that begins ends once, and nothing sounds after a stop or a panic.
 */
class EmitterLawTest {
  private static final int SEQUENCES = SequenceLaw.many(300_000);
  /** So many sequences go through one emitter. */
  private static final int BLOCK = 500;

  private static final long MS = 1_000_000;
  private static final Meter[] METERS = {Meter.COMMON, new Meter(3, 4), new Meter(7, 8), new Meter(2, 4), new Meter(6, 8)};
  private static final WrittenBar[] BARS = new WrittenBar[METERS.length];

  static {
    for (int i = 0; i < METERS.length; i++) {
      BARS[i] = new WrittenBar(Bar.plain(0, METERS[i], Key.C), "", List.of(), Origin.MODEL);
    }
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void shouldEndEveryNoteOnceUnderAnyOrderOfEvents() throws Exception {
    new SequenceLaw(SEQUENCES, BLOCK).hold(Stage::new);
  }

  /** An emitter and all that acts on it. */
  private static final class Stage implements SequenceLaw.Run {
    private final SplittableRandom random;
    private final Transport transport = new Transport(Timeline.of(Meter.COMMON, Tempo.MODERATE));
    private final Ledger ledger = new Ledger();
    private final Emitter emitter = new Emitter(transport, ledger, new Unheard(), 20 * MS, 180 * MS);
    private long nowNs;
    private int window;

    Stage(long seed) {
      random = new SplittableRandom(seed);
    }

    @Override
    public void sequence() {
      transport.start(nowNs + (random.nextInt(4) - 1) * 50 * MS, random.nextInt(8) * (long) Ticks.PER_QUARTER);
      emitter.mute(false);
      emitter.doWork(nowNs);
      for (int ops = random.nextInt(4, 24); ops > 0; ops--) {
        act(random.nextInt(100));
      }
      end();
    }

    @Override
    public long notes() {
      return ledger.ons();
    }

    private void act(int chance) {
      if (chance < 40) {
        emitter.offer(plan());
      } else if (chance < 75) {
        pass(random.nextInt(1_200) * MS);
      } else if (chance < 79) {
        emitter.horizon(random.nextInt(9) / 2.0, random.nextBoolean());
      } else if (chance < 82) {
        emitter.window(++window);
      } else if (chance < 85) {
        emitter.mute(random.nextInt(3) == 0);
      } else if (chance < 89) {
        transport.tempo(nowNs, Tempo.ofQuartersPerMinute(random.nextInt(40, 300)));
      } else if (chance < 91) {
        transport.steer(nowNs, Tempo.ofQuartersPerMinute(random.nextInt(80, 160)));
      } else if (chance < 93) {
        transport.meter(bar() + random.nextInt(1, 4), METERS[random.nextInt(METERS.length)]);
      } else if (chance < 95) {
        transport.locate(nowNs, random.nextInt(40) * (long) Ticks.PER_EIGHTH);
      } else if (chance < 97) {
        // The thread was held up for a while.
        nowNs += random.nextInt(600) * MS;
      } else if (chance < 98) {
        // The machine slept.
        nowNs += random.nextInt(1, 600) * 1_000 * MS;
      } else {
        panic();
      }
    }

    private void end() {
      if (random.nextInt(4) == 0) {
        panic();
      }
      transport.stop(nowNs);
      nowNs += random.nextInt(10) * MS;
      emitter.doWork(nowNs);
      silent("stop");
      long notes = ledger.ons();
      emitter.offer(plan());
      pass(random.nextInt(2_000) * MS);
      if (ledger.ons() > notes) {
        throw new AssertionError("a note begins after a stop");
      }
    }

    private void panic() {
      emitter.silence(nowNs);
      silent("panic");
    }

    private void silent(String after) {
      if (ledger.sounding() > 0 || emitter.sounding() > 0) {
        throw new AssertionError(ledger.sounding() + " notes sound after " + after);
      }
    }

    private void pass(long ns) {
      long until = nowNs + ns;
      for (long next = emitter.doWork(nowNs); next < until; next = emitter.doWork(nowNs)) {
        nowNs = Math.max(nowNs, next);
      }
      nowNs = until;
      emitter.doWork(nowNs);
    }

    private long bar() {
      return Math.max(0, transport.position().timeline().barAt(transport.position().tickAt(nowNs)));
    }

    private Plan plan() {
      long bar = bar() + random.nextInt(2);
      Meter meter = transport.position().timeline().meterOfBar(bar);
      int known = List.of(METERS).indexOf(meter);
      long length = METERS[known].barTicks();
      Strike[] strikes = new Strike[random.nextInt(10)];
      for (int i = 0; i < strikes.length; i++) {
        strikes[i] = strike(length);
      }
      long epoch = transport.position().epoch() - (random.nextInt(20) == 0 ? 1 : 0);
      long from = random.nextInt(4) == 0 ? random.nextInt(3) * (long) Ticks.PER_QUARTER : 0;
      return new Plan(
          bar, epoch, window - (random.nextInt(20) == 0 ? 1 : 0), from, random.nextInt(3) == 0, BARS[known],
          List.of(strikes), 0);
    }

    private Strike strike(long length) {
      long place = random.nextInt((int) (length / Ticks.PER_EIGHTH)) * (long) Ticks.PER_EIGHTH;
      boolean from = place == 0 && random.nextInt(2) == 0;
      boolean over = random.nextInt(3) == 0;
      long onset = from ? 0 : place - random.nextInt(200);
      long end = over ? length : Math.min(length, place + random.nextInt(1, 4 * Ticks.PER_EIGHTH));
      return new Strike(place, onset, end, random.nextInt(2), random.nextInt(60, 65), 80, from, over);
    }
  }

  /** Nobody listens. */
  private static final class Unheard implements EmitterEvents {
    @Override
    public void reached(Moment moment, long tick, long timeNs) {}

    @Override
    public void sealed(
        long barNumber, long startTick, long fromTick, long toTick, @Nullable Plan plan, boolean silent, long epoch,
        long timeNs) {}

    @Override
    public void silenced(long tick, long timeNs) {}

    @Override
    public void emitted(int message, long tick, long dueNs, long timeNs) {}
  }
}
