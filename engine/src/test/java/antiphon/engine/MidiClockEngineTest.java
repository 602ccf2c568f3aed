package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.generate.Preset;
import antiphon.generate.TestPresets;
import antiphon.midi.MidiMessage;
import antiphon.midi.MidiOut;
import antiphon.model.Decoder;
import antiphon.pipeline.ClockSource;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.schedule.Plan;
import antiphon.schedule.Strike;
import antiphon.schedule.TestOut;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.VirtualClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The companion under a master's clock that jitters by ±3 ms, in virtual time. */
class MidiClockEngineTest {
  private static final Decoder DECODER = TestPresets.randomDecoder();
  private static final int BAR_CLOCKS = 96;
  private static final long BAR = 4L * Ticks.PER_QUARTER;

  @AfterAll
  static void unload() {
    DECODER.close();
  }

  /** A note-on of the companion, and how far it was from where the master had it. */
  private record Struck(double timeNs, double masterTick, double offMs) {}

  private final VirtualClock clock = new VirtualClock();
  private final Player player = new Player();
  private final List<Integer> system = new ArrayList<>();
  private final List<Struck> struck = new ArrayList<>();
  private final Map<Long, List<Plan>> plans = new HashMap<>();
  private ClockSession session = new ClockSession(0);
  private final MidiOut out = new TestOut((message, dueNs) -> {
    if (MidiMessage.command(message) == 0xF0) {
      system.add(message);
      return;
    }
    player.send(message);
    if (MidiMessage.isNoteOn(message)) {
      struck.add(struck(MidiMessage.data1(message)));
    }
  });
  private final EngineListener listener = new EngineListener() {
    @Override
    public void planned(Plan plan, long durationNs) {
      plans.computeIfAbsent(plan.barNumber(), bar -> new ArrayList<>()).add(plan);
    }
  };

  /** Compares what is sent now with the nearest onset of its pitch in the plans, in the master's time. */
  private Struck struck(int pitch) {
    double now = clock.nanoTime();
    double tick = session.tickAt(now);
    double nearest = Double.POSITIVE_INFINITY;
    long bar = Math.round(tick / BAR);
    for (long number = bar - 1; number <= bar; number++) {
      for (Plan plan : plans.getOrDefault(number, List.of())) {
        for (Strike strike : plan.strikes()) {
          double off = tick - (number * BAR + strike.onset());
          if (strike.pitch() == pitch && Math.abs(off) < Math.abs(nearest)) {
            nearest = off;
          }
        }
      }
    }
    return new Struck(now, tick, nearest * session.nsPerTickAt(now) / 1e6);
  }

  private VirtualEngine play(Preset preset, boolean clockOut) {
    EngineSettings settings =
        new EngineSettings(preset, 1, true, 0).withClock(ClockSource.MIDI_CLOCK).withClockOut(clockOut);
    VirtualEngine engine = new VirtualEngine(settings, DECODER, clock, out, listener);
    for (ClockSession.Sent sent : session.messages()) {
      engine.runTo(sent.timeNs());
      engine.input().onMessage(sent.message(), clock.nanoTime());
    }
    engine.runTo(Math.round(session.nowNs()));
    return engine;
  }

  private void rounds(ClockSession to, int rounds, double tempo) {
    for (int i = 0; i < rounds; i++) {
      to.roll(2 * BAR_CLOCKS, tempo, true).roll(2 * BAR_CLOCKS, tempo, false);
    }
  }

  @Test
  void shouldKeepTheMastersTemposInTheTake() {
    session = new ClockSession(1).say(MidiMessage.START);
    rounds(session, 1, 100);
    rounds(session, 1, 150);
    VirtualEngine engine = play(TestPresets.melody().withBars(2, 2), false);
    Timeline taken = engine.timeline();
    assertThat(taken.tempoAt(2 * BAR).quartersPerMinute()).isCloseTo(100, within(1.0));
    assertThat(taken.tempoAt(6 * BAR).quartersPerMinute()).isCloseTo(150, within(1.5));
    double seconds = 16 * 60 / 100.0 + 16 * 60 / 150.0;
    assertThat(taken.nanosAt(8 * BAR) / 1e9).isCloseTo(seconds, within(0.1));
  }

  @Test
  void shouldStayOnTheMastersGridThroughATempoStep() {
    double worst = 0;
    double worstAtStep = 0;
    int notes = 0;
    for (int seed = 0; seed < 10; seed++) {
      struck.clear();
      plans.clear();
      session = new ClockSession(seed).pause(clock.nanoTime() / 1e9).say(MidiMessage.START);
      rounds(session, 2, 120);
      List<Double> steps = new ArrayList<>(List.of(0.0));
      double before = 120;
      // Each step comes in the midst of an answer.
      for (double tempo : new double[] {144, 115.2, 138.24, 110.592}) {
        session.roll(2 * BAR_CLOCKS, before, true).roll(30, before, false);
        steps.add(session.tickAt(session.nowNs() - 1));
        session.roll(2 * BAR_CLOCKS - 30, tempo, false);
        rounds(session, 1, tempo);
        before = tempo;
      }
      session.say(MidiMessage.STOP);
      VirtualEngine engine = play(TestPresets.melody(), false);
      for (Struck note : struck) {
        boolean atStep = steps.stream().anyMatch(
            s -> note.masterTick >= s && note.masterTick < s + 2L * Ticks.PER_QUARTER);
        if (atStep) {
          worstAtStep = Math.max(worstAtStep, Math.abs(note.offMs));
        } else {
          worst = Math.max(worst, Math.abs(note.offMs));
        }
      }
      notes += struck.size();
      assertThat(player.balanced()).as("seed %d", seed).isTrue();
      assertThat(engine.figures().late()).as("seed %d", seed).isZero();
      assertThat(engine.figures().fallbacks()).as("seed %d", seed).isZero();
    }
    System.out.println(String.format(Locale.ROOT,
        "midi clock, engine: %d notes, worst %.2f ms off the master's grid, %.2f ms within two beats of a step",
        notes, worst, worstAtStep));
    assertThat(notes).isGreaterThan(500);
    assertThat(worst).isLessThan(10);
    assertThat(worstAtStep).isLessThan(40);
  }

  @Test
  void shouldStopContinueAndGoWhereTheMasterGoes() {
    session = new ClockSession(4).say(MidiMessage.START);
    session.roll(2 * BAR_CLOCKS, 120, true).roll(60, 120, false).say(MidiMessage.STOP);
    double stoppedNs = session.nowNs();
    session.idle(100, 120).say(MidiMessage.CONTINUE);
    double continuedNs = session.nowNs();
    session.roll(2 * BAR_CLOCKS - 60, 120, false);
    rounds(session, 1, 120);
    session.say(MidiMessage.STOP).pause(1).say(MidiMessage.songPosition(16 * 16)).say(MidiMessage.CONTINUE);
    double locatedNs = session.nowNs();
    rounds(session, 2, 120);
    session.say(MidiMessage.START);
    double restartedNs = session.nowNs();
    rounds(session, 1, 120);
    session.say(MidiMessage.STOP);
    VirtualEngine engine = play(TestPresets.melody(), false);
    assertThat(player.balanced()).isTrue();
    assertThat(engine.transport().position().rolling()).isFalse();
    assertThat(engine.figures().late()).isZero();
    assertThat(struck).noneMatch(n -> n.timeNs > stoppedNs && n.timeNs < continuedNs - 3e6);
    assertThat(struck).anyMatch(n -> n.timeNs < stoppedNs && n.masterTick >= 2 * BAR);
    assertThat(struck).anyMatch(n -> n.timeNs > continuedNs && n.timeNs < locatedNs && n.masterTick >= 6 * BAR);
    assertThat(struck).anyMatch(n -> n.timeNs > locatedNs && n.masterTick >= 18 * BAR && n.masterTick < 20 * BAR);
    assertThat(struck).anyMatch(n -> n.timeNs > restartedNs && n.masterTick >= 2 * BAR && n.masterTick < 4 * BAR);
    assertThat(struck).allMatch(n -> Math.abs(n.offMs) < 10);
  }

  @Test
  void shouldGoOnInTempoWhenTheMasterFallsSilent() {
    // With this player the model of random weights writes more than one note, held for two bars, while it is silent.
    session = new ClockSession(8).say(MidiMessage.START);
    rounds(session, 1, 100);
    session.roll(2 * BAR_CLOCKS, 100, true);
    double silentNs = session.nowNs();
    session.pause(8 * 0.6);
    VirtualEngine engine = play(TestPresets.melody(), false);
    assertThat(struck).anyMatch(n -> n.timeNs > silentNs + 0.6e9);
    double quarters = (engine.transport().position().tickAt(clock.nanoTime())) / (double) Ticks.PER_QUARTER;
    // Eight beats without a clock drift by less than a 64th.
    assertThat(Math.abs(quarters - 32)).isLessThan(1 / 16.0);
  }

  @Test
  void shouldBeWithTheMasterAgainAfterAPauseWithoutStop() {
    for (double seconds : new double[] {0.1, 0.3, 0.5, 1}) {
      session = new ClockSession(7).pause(clock.nanoTime() / 1e9).say(MidiMessage.START);
      session.roll(200, 120, true).pause(seconds).roll(40, 120, false);
      VirtualEngine engine = play(TestPresets.melody(), false);
      long nowNs = clock.nanoTime();
      assertThat(engine.transport().position().tickAt(nowNs) / (double) Ticks.PER_QUARTER)
          .as("pause of %s s", seconds).isCloseTo(240 / 24.0, within(seconds < 0.2 ? 0.1 : 0.02));
      engine.stop();
    }
    assertThat(player.balanced()).isTrue();
  }

  @Test
  void shouldNotJumpWhenClocksAreHeldUpAndComeAtOnce() {
    session = new ClockSession(8).say(MidiMessage.START);
    session.roll(200, 120, true);
    double heldNs = session.nowNs() - 1;
    session.roll(15, 120, true);
    double freedNs = session.nowNs();
    session.roll(30, 120, false);
    EngineSettings settings =
        new EngineSettings(TestPresets.melody(), 1, true, 0).withClock(ClockSource.MIDI_CLOCK);
    VirtualEngine engine = new VirtualEngine(settings, DECODER, clock, out, listener);
    long epoch = -1;
    for (ClockSession.Sent sent : session.messages()) {
      boolean held = sent.timeNs() > heldNs && sent.timeNs() < freedNs && sent.message() == MidiMessage.CLOCK;
      engine.runTo(Math.max(clock.nanoTime(), held ? Math.round(freedNs - 4e6) : sent.timeNs()));
      engine.input().onMessage(sent.message(), clock.nanoTime());
      epoch = sent.timeNs() < heldNs ? engine.transport().position().epoch() : epoch;
    }
    engine.runTo(Math.round(session.nowNs()));
    assertThat(engine.transport().position().epoch()).isEqualTo(epoch);
    assertThat(engine.transport().position().tickAt(clock.nanoTime()) / (double) Ticks.PER_QUARTER)
        .isCloseTo(245 / 24.0, within(0.02));
  }

  @Test
  void shouldPassTheClockOn() {
    session = new ClockSession(2).say(MidiMessage.START);
    rounds(session, 1, 120);
    session.say(MidiMessage.STOP);
    play(TestPresets.melody(), true);
    assertThat(system.stream().filter(m -> m == MidiMessage.CLOCK).count()).isBetween(383L, 385L);
    assertThat(system).contains(MidiMessage.START, MidiMessage.STOP);
    assertThat(player.balanced()).isTrue();
  }

  @Test
  void shouldLeaveTheStartToTheMaster() {
    session = new ClockSession(3).pause(1);
    VirtualEngine engine = play(TestPresets.melody(), false);
    engine.start(clock.nanoTime());
    Player.note(engine.input(), true, 60, clock.nanoTime());
    engine.runTo(clock.nanoTime() + 1_000_000_000L);
    assertThat(engine.transport().position().rolling()).isFalse();
  }

  @Test
  void shouldEndEveryNoteUnderAnyMaster() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 150; i++) {
      double tempo = random.nextInt(60, 200);
      switch (random.nextInt(8)) {
        case 0 -> session.say(MidiMessage.STOP);
        case 1 -> session.say(MidiMessage.songPosition(random.nextInt(400)));
        case 2 -> session.say(MidiMessage.CONTINUE);
        case 3 -> session.say(MidiMessage.START);
        case 4 -> session.pause(random.nextDouble(0, 4));
        default -> session.roll(random.nextInt(1, 500), tempo, random.nextBoolean());
      }
    }
    session.say(MidiMessage.STOP);
    VirtualEngine engine = play(TestPresets.trio(), true);
    assertThat(player.balanced()).isTrue();
    assertThat(player.received).hasSizeGreaterThan(50);
    assertThat(engine.figures().sounding()).isZero();
    assertThat(engine.figures().failures()).isZero();
  }
}
