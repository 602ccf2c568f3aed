package antiphon.lab.soak;

import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.engine.EngineFigures;
import antiphon.engine.EngineOutputs;
import antiphon.engine.LiveEngine;
import antiphon.engine.RealTimePriority;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Decoder;
import antiphon.pipeline.ClockSource;
import antiphon.time.Clock;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A long run in real time: somebody plays, a clock jitters, controls are turned, panic is pressed. Mutable; one thread. */
public final class Soak {
  private static final long S = 1_000_000_000L;
  private static final long MODE_NS = 30 * S;
  private static final long SETTLE_NS = S / 20;

  private final SoakPlan plan;
  private final SplittableRandom random;
  private final BooksOut out = new BooksOut();
  private final Margins margins = new Margins();
  private final LiveEngine engine;
  private final Hands hands;
  private final Master master;
  private final boolean led;
  private long modeAtNs;
  private int mode;
  private long whimAtNs;
  private long panics;
  private long stops;
  private long silenceNs;
  private long hanging;

  private Soak(SoakPlan plan, Decoder decoder) {
    this.plan = plan;
    random = new SplittableRandom(plan.seed());
    led = plan.settings().clock() == ClockSource.MIDI_CLOCK;
    engine = new LiveEngine(
        plan.settings(), decoder, Clock.system(), EngineOutputs.of(out), margins, null, plan.priority());
    long fromNs = System.nanoTime() + S / 2;
    hands = new Hands(random.split(), engine.input(), fromNs);
    master = new Master(random.split(), engine.input(), plan.settings().preset().tempo().nanosPerQuarter(), fromNs);
    modeAtNs = fromNs;
    whimAtNs = fromNs + 5 * S;
    margins.watch(engine.transport());
  }

  /** Runs it all; the figures by name. */
  public static Map<String, Object> run(SoakPlan plan, Decoder decoder) {
    Soak soak = new Soak(plan, decoder);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Load _ = new Load(plan.load()); Collectors collectors = new Collectors()) {
      long allocated = threads.getTotalThreadAllocatedBytes();
      long beats = soak.playAside(Math.round(plan.minutes() * 60 * S));
      allocated = threads.getTotalThreadAllocatedBytes() - allocated;
      soak.engine.close();
      return soak.figures(collectors, (double) allocated / Math.max(1, beats));
    }
  }

  /**
   * Plays on a thread of its own that has real-time priority where the system gives it, as player and master stand
   * for other machines. It begins last and makes no threads: on Linux they would inherit the priority, and a load
   * with it would stop the machine.
   */
  private long playAside(long forNs) {
    AtomicLong beats = new AtomicLong();
    Thread thread = Thread.ofPlatform().name("antiphon-soak").start(() -> {
      RealTimePriority.request();
      beats.set(play(forNs));
    });
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return beats.get();
  }

  /** Plays for so long; returns the beats that passed. */
  private long play(long forNs) {
    long endNs = System.nanoTime() + forNs;
    begin(System.nanoTime());
    long quarters = 0;
    long before = 0;
    for (long nowNs = System.nanoTime(); nowNs < endNs; nowNs = System.nanoTime()) {
      if (led) {
        master.doWork(nowNs);
      }
      hands.doWork(nowNs, quarterNs());
      if (nowNs >= modeAtNs) {
        modeAtNs = nowNs + MODE_NS;
        mode(plan.modes().get(mode++ % plan.modes().size()));
      }
      if (nowNs >= whimAtNs) {
        whimAtNs = nowNs + random.nextLong(S, 6 * S);
        whim(nowNs);
      }
      long quarter = engine.transport().position().tickAt(nowNs) / Ticks.PER_QUARTER;
      quarters += quarter - before == 1 ? 1 : 0;
      before = quarter;
      long nextNs = Math.min(Math.min(hands.nextNs(), led ? master.nextNs() : Long.MAX_VALUE), Math.min(whimAtNs, modeAtNs));
      LockSupport.parkNanos(Math.clamp(nextNs - System.nanoTime(), 1, S / 10));
    }
    hands.rest(System.nanoTime());
    stop(System.nanoTime());
    return quarters;
  }

  private long quarterNs() {
    return engine.transport().position().timeline().tempoAt(0).nanosPerQuarter();
  }

  private void begin(long nowNs) {
    if (led) {
      master.start(nowNs);
    } else {
      engine.start(nowNs + S / 5);
    }
  }

  private void mode(Mode next) {
    if (next == Mode.ACCOMPANY && !plan.settings().preset().canAccompany()) {
      return;
    }
    engine.control(Control.MODE, 0, next.ordinal());
    margins.horizon(Margins.horizon(plan.settings().controls().with(Control.MODE, next.ordinal())));
  }

  private void whim(long nowNs) {
    switch (random.nextInt(12)) {
      case 0 -> panic();
      case 1 -> {
        stop(nowNs);
        begin(System.nanoTime());
      }
      case 2 -> jump(nowNs);
      case 3 -> tempo();
      case 4 -> engine.control(Control.REGENERATE, 0, 1);
      case 5 -> engine.control(Control.UNDO, 0, 1);
      case 6 -> engine.control(Control.DENSITY, 0, random.nextDouble() * 2 - 1);
      case 7 -> engine.control(Control.REGISTER, 0, random.nextInt(-5, 6));
      case 8 -> engine.control(Control.TEMPERATURE, 0, 0.8 + 0.4 * random.nextDouble());
      case 9 -> engine.control(Control.HOLD, 0, random.nextInt(4) == 0 ? 1 : 0);
      case 10 -> engine.control(Control.CANDIDATES, 0, random.nextInt(1, 6));
      default -> engine.control(Control.LISTEN_BARS, 0, random.nextInt(5));
    }
  }

  private void tempo() {
    double bpm = random.nextInt(80, 150);
    if (led) {
      master.tempo(Tempo.ofQuartersPerMinute(bpm).nanosPerQuarter());
    } else {
      engine.tempo(Tempo.ofQuartersPerMinute(bpm), random.nextInt(3));
    }
  }

  private void jump(long nowNs) {
    if (led) {
      master.locate(random.nextInt(32) * 16, nowNs);
    } else {
      engine.locate(random.nextInt(64) * (long) Ticks.PER_QUARTER);
    }
  }

  private void panic() {
    panics++;
    long askedNs = System.nanoTime();
    engine.panic();
    silent(askedNs);
    engine.control(Control.MUTE, 0, 0);
  }

  private void stop(long nowNs) {
    stops++;
    if (led) {
      master.stop(nowNs);
    }
    long askedNs = System.nanoTime();
    engine.stop();
    silent(askedNs);
  }

  /** Waits a little, without a clock, then asks how long it took to be silent. */
  private void silent(long askedNs) {
    while (System.nanoTime() - askedNs < SETTLE_NS) {
      LockSupport.parkNanos(SETTLE_NS / 10);
    }
    hanging += out.sounding();
    silenceNs = Math.max(silenceNs, out.lastNs() - askedNs);
  }

  private Map<String, Object> figures(Collectors collectors, double allocatedABeat) {
    EngineFigures did = engine.figures();
    Map<Origin, Integer> bars = new EnumMap<>(did.playedBars().isEmpty() ? Map.of(Origin.MODEL, 0) : did.playedBars());
    Map<String, Integer> byOrigin = new LinkedHashMap<>();
    Map<String, Integer> rungs = new LinkedHashMap<>();
    bars.forEach((origin, count) -> {
      byOrigin.put(origin.name().toLowerCase(Locale.ROOT), count);
      if (origin.fallback()) {
        rungs.put(origin.name().toLowerCase(Locale.ROOT), count);
      }
    });
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("minutes", plan.minutes());
    figures.put("load", plan.load());
    figures.put("priority", engine.priority().granted());
    figures.put("seed", plan.seed());
    figures.put("late", did.late());
    figures.put("hanging", hanging + out.sounding() + out.wrong());
    figures.put("notes", out.notes());
    figures.put("played-notes", hands.played());
    figures.put("fallbacks", did.fallbacks());
    figures.put("fallbacks-by-rung", rungs);
    figures.put("bars", byOrigin);
    figures.put("jitter-p50-us", did.jitterUsP50());
    figures.put("jitter-p99-us", did.jitterUsP99());
    figures.put("jitter-max-us", did.jitterUsMax());
    figures.put("margin-p50-ms", margins.leftMs(50));
    figures.put("margin-p1-ms", margins.leftMs(1));
    figures.put("margin-min-ms", margins.leftMs(0));
    figures.put("margin-missed", margins.missed());
    figures.put("silence-max-ms", silenceNs / 1e6);
    figures.put("panics", panics);
    figures.put("stops", stops);
    figures.put("leaps", did.leaps());
    figures.put("skipped", did.skipped());
    figures.put("collector-pauses", collectors.pauses());
    figures.put("collector-pause-max-ms", collectors.longestMs());
    figures.put("allocation-a-beat-bytes", Math.round(allocatedABeat));
    figures.put("lost-input", did.lostInput());
    figures.put("lost-news", did.lostNews());
    figures.put("refused-plans", did.refusedPlans());
    figures.put("failures", did.failures());
    figures.put("faults", engine.faults().total());
    figures.put("generation-p50-ms", did.generationMsP50());
    figures.put("generation-p99-ms", did.generationMsP99());
    return figures;
  }
}
