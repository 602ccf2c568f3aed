package antiphon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.midi.MidiMessage;
import antiphon.midi.MidiOut;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmitterTest {
  private static final int Q = Ticks.PER_QUARTER;
  private static final long MS = 1_000_000;

  /** Bars of two seconds. */
  private final Transport transport = new Transport(Timeline.of(Meter.COMMON, Tempo.MODERATE));
  private final List<String> log = new ArrayList<>();
  private long nowNs;
  private final List<Long> due = new ArrayList<>();
  private final MidiOut out = new TestOut((message, dueNs) -> {
    log.add(nowNs / MS + (MidiMessage.isNoteOn(message) ? " on " : " off ") + MidiMessage.data1(message));
    due.add(dueNs);
  });
  private final List<String> sealed = new ArrayList<>();
  private final List<Long> pulses = new ArrayList<>();
  private final EmitterEvents events = new EmitterEvents() {
    @Override
    public void reached(Moment moment, long tick, long timeNs) {
      pulses.add(tick);
    }

    @Override
    public void sealed(
        long barNumber, long startTick, long fromTick, long toTick, @Nullable Plan plan, boolean muted, long epoch,
        long timeNs) {
      sealed.add(barNumber + ":" + fromTick / Q + "-" + toTick / Q + (plan == null ? " none" : " plan"));
    }

    @Override
    public void emitted(int message, long tick, long dueNs, long timeNs) {}

    @Override
    public void silenced(long tick, long timeNs) {}
  };
  private final Emitter emitter = new Emitter(transport, out, events, 20 * MS, 150 * MS);

  private void runTo(long timeMs) {
    while (true) {
      long next = emitter.doWork(nowNs);
      if (next > timeMs * MS) {
        nowNs = Math.max(nowNs, timeMs * MS);
        emitter.doWork(nowNs);
        return;
      }
      nowNs = Math.max(nowNs, next);
    }
  }

  private Plan plan(long bar, Strike... strikes) {
    Bar place = Bar.plain(0, Meter.COMMON, Key.C);
    WrittenBar written = new WrittenBar(place, "", List.of(), Origin.MODEL);
    return new Plan(bar, transport.position().epoch(), 0, 0, false, written, List.of(strikes), 0);
  }

  /** A note from beat to beat of its bar. */
  private static Strike note(long from, long to, int pitch) {
    return new Strike(from * Q, from * Q, to * Q, 0, pitch, 80, false, false);
  }

  /** A note from a beat on that goes on in the next bar. */
  private static Strike heldOver(long from, int pitch) {
    return new Strike(from * Q, from * Q, 4L * Q, 0, pitch, 80, false, true);
  }

  /** A note that goes on from the bar before, up to a beat. */
  private static Strike heldFrom(long to, int pitch) {
    return new Strike(0, 0, to * Q, 0, pitch, 80, true, false);
  }

  private void start() {
    transport.start(0, 0);
    emitter.doWork(0);
  }

  private void offer(long bar, Strike... strikes) {
    emitter.offer(plan(bar, strikes));
  }

  /** Goes on to this time; up to then exactly this was sent. */
  private void assertSentBy(long timeMs, String... entries) {
    runTo(timeMs);
    assertThat(log).containsExactly(entries);
  }

  @Test
  void shouldPlayEachNoteAtItsTime() {
    start();
    offer(1, note(0, 1, 60), note(1, 2, 62));
    assertSentBy(4_000, "2000 on 60", "2500 off 60", "2500 on 62", "3000 off 62");
    assertThat(sealed).startsWith("0:0-1 none", "0:1-2 none", "0:2-3 none", "0:3-4 none", "1:4-5 plan", "1:5-6 plan");
    assertThat(sealed).endsWith("1:7-8 plan", "2:8-9 none");
    assertThat(emitter.late()).isZero();
  }

  @Test
  void shouldSayWhenAMessageWasDueHoweverLateItIs() {
    start();
    offer(1, note(0, 1, 60), note(1, 3, 62));
    runTo(1_990);
    nowNs = 2_003 * MS;
    runTo(2_700);
    emitter.silence(nowNs);
    assertThat(log).containsExactly("2003 on 60", "2500 off 60", "2500 on 62", "2700 off 62");
    assertThat(due).containsExactly(2_000 * MS, 2_500 * MS, 2_500 * MS, TestOut.NOW);
  }

  /** There is room for 64 bars: one more would take the place of a bar that is still to come. */
  @Test
  void shouldRefuseAPlanForWhichThereIsNoPlace() {
    start();
    offer(0, note(1, 2, 60));
    offer(64, note(1, 2, 72));
    assertThat(emitter.refused()).isEqualTo(1);
    offer(63, note(1, 2, 62));
    assertThat(emitter.refused()).isEqualTo(1);
    assertSentBy(1_500, "500 on 60", "1000 off 60");
  }

  @Test
  void shouldCountAsLateWhatIsMoreThanTenMillisecondsLate() {
    start();
    offer(1, note(0, 1, 60));
    runTo(1_990);
    nowNs = 2_000 * MS + Emitter.LATE_NS;
    emitter.doWork(nowNs);
    assertThat(log).hasSize(1);
    assertThat(emitter.late()).isZero();
    runTo(2_490);
    nowNs = 2_500 * MS + Emitter.LATE_NS + 1;
    emitter.doWork(nowNs);
    assertThat(log).hasSize(2);
    assertThat(emitter.late()).isEqualTo(1);
  }

  @Test
  void shouldPlayTheLastPlanThatCameBeforeSealing() {
    start();
    offer(1, note(0, 1, 60));
    offer(1, note(0, 1, 72));
    runTo(1_985);
    offer(1, note(0, 1, 40));
    assertSentBy(4_000, "2000 on 72", "2500 off 72");
  }

  @Test
  void shouldCommitBeatByBeatAsFarAheadAsTheHorizon() {
    start();
    emitter.horizon(1, false);
    offer(1, note(0, 1, 60), note(1, 2, 61), note(2, 3, 62), note(3, 4, 63));
    // Beats 0 and 1 of the bar are sealed 140 ms after 1.5 s and 2 s; the rest may still change.
    runTo(2_200);
    offer(1, note(0, 1, 70), note(1, 2, 71), note(2, 3, 72), note(3, 4, 73));
    runTo(4_100);
    assertThat(log.stream().filter(l -> l.contains("on")))
        .containsExactly("2000 on 60", "2500 on 61", "3000 on 72", "3500 on 73");
  }

  /** After the beat that the horizon reaches back to, so that what is played on it is heard. */
  @Test
  void shouldWakeTheListeningSideShortlyBeforeEachSealing() {
    start();
    emitter.horizon(1, true);
    runTo(1_560);
    assertThat(pulses).contains(Q * 11L / 10, Q * 21L / 10, Q * 31L / 10).isSorted();
    assertThat(sealed).endsWith("0:3-4 none");
    runTo(1_650);
    assertThat(sealed).endsWith("1:4-5 none");
  }

  @Test
  void shouldPlayTheCoverOnlyWhereThereIsNoPlan() {
    start();
    Plan one = plan(1, note(0, 1, 60));
    emitter.offer(one);
    emitter.offer(new Plan(1, one.epoch(), 0, 0, true, one.written(), List.of(note(0, 1, 40)), 0));
    emitter.offer(new Plan(2, one.epoch(), 0, 0, true, one.written(), List.of(note(0, 1, 41)), 0));
    runTo(5_000);
    assertThat(log.stream().filter(l -> l.contains("on"))).containsExactly("2000 on 60", "4000 on 41");
  }

  @Test
  void shouldPlayNothingThatWasPlannedForAnotherTurn() {
    start();
    offer(1, note(0, 2, 60), note(1, 2, 61), note(2, 3, 62));
    runTo(2_100);
    emitter.window(1);
    assertSentBy(5_000, "2000 on 60", "3000 off 60");
  }

  @Test
  void shouldLetNothingBeginWhileMuted() {
    start();
    offer(1, note(0, 2, 60), note(1, 2, 61), note(2, 3, 62));
    runTo(2_100);
    emitter.mute(true);
    runTo(2_900);
    emitter.mute(false);
    assertSentBy(5_000, "2000 on 60", "3000 off 60", "3000 on 62", "3500 off 62");
  }

  @Test
  void shouldPlayNothingOfAPlanBeforeItsBeginning() {
    start();
    Plan one = plan(1, note(0, 1, 60), note(1, 2, 61));
    emitter.offer(new Plan(1, one.epoch(), 0, Q, false, one.written(), one.strikes(), 0));
    assertSentBy(5_000, "2500 on 61", "3000 off 61");
  }

  @Test
  void shouldGoOnWithHeldNotesOnlyIfTheNextBarTakesThemUp() {
    start();
    offer(1, heldOver(3, 60), heldOver(3, 64));
    offer(2, heldFrom(1, 60));
    assertSentBy(8_000, "3500 on 60", "3500 on 64", "4000 off 64", "4500 off 60");
  }

  @Test
  void shouldGoOnWithHeldNotesThatAreCommittedBeforeTheyBegin() {
    start();
    emitter.horizon(2, false);
    offer(1, heldOver(3, 60));
    offer(2, heldFrom(1, 60));
    assertSentBy(8_000, "3500 on 60", "4500 off 60");
  }

  @Test
  void shouldLeaveOutWhatTheClockLeaptOver() {
    start();
    emitter.horizon(1, false);
    offer(1, note(0, 2, 60), note(1, 2, 62), note(2, 3, 64));
    offer(2, note(0, 1, 65));
    runTo(2_200);
    nowNs = 600_000 * MS;
    emitter.doWork(nowNs);
    assertThat(log).containsExactly("2000 on 60", "600000 off 60");
    assertThat(emitter.leaps()).isEqualTo(1);
    assertThat(emitter.skipped()).isEqualTo(1);
    assertThat(emitter.late()).isZero();
    offer(301, note(0, 1, 67));
    runTo(604_000);
    assertThat(log.subList(2, log.size())).containsExactly("602000 on 67", "602500 off 67");
    assertThat(pulses).hasSizeLessThan(25);
  }

  @Test
  void shouldEndHeldNotesAtTheBarLineWhenNothingFollows() {
    start();
    offer(1, heldOver(3, 60));
    assertSentBy(8_000, "3500 on 60", "4000 off 60");
  }

  @Test
  void shouldAllocateNothingWhileItWaits() {
    start();
    offer(1, note(0, 1, 60));
    var thread = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long looks = 100_000;
    for (int i = 0; i < looks; i++) {
      emitter.doWork(1_000_000_000L);
    }
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < looks; i++) {
      emitter.doWork(1_000_000_000L);
    }
    assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(looks);
  }

  @Test
  void shouldFallSilentAtOnceWhenTheTransportStopsOrJumps() {
    start();
    offer(1, note(0, 4, 60), note(1, 2, 62));
    runTo(2_100);
    transport.stop(nowNs);
    assertSentBy(2_101, "2000 on 60", "2100 off 60");
    transport.start(nowNs, 0);
    runTo(9_000);
    assertThat(log).hasSize(2);
    assertThat(emitter.sounding()).isZero();
  }

  @Test
  void shouldWakeTheListenerOnPulsesAndBeforeTheBarLine() {
    transport.start(0, 0);
    runTo(2_000);
    assertThat(pulses).containsExactly(0L, (long) Q, 2L * Q, 3L * Q, 4L * Q - 3L * Q / 10, 4L * Q);
  }

  @Test
  void shouldGiveEveryNoteOnExactlyOneOffUnderAnyOrderOfEvents() {
    SplittableRandom random = new SplittableRandom(11);
    boolean[] sounds = new boolean[128];
    for (int i = 0; i < 20_000; i++) {
      switch (random.nextInt(8)) {
        case 0 -> {
          if (random.nextInt(12) == 0) {
            transport.start(nowNs + random.nextInt(3) * 100 * MS, random.nextInt(3) * 4L * Q);
          }
        }
        case 1 -> {
          if (random.nextInt(30) == 0) {
            transport.stop(nowNs);
          }
        }
        case 2, 3, 4 -> {
          emitter.offer(randomPlan(random));
          emitter.horizon(random.nextInt(9) / 2.0, random.nextBoolean());
          emitter.mute(random.nextInt(5) == 0);
        }
        case 5 -> {
          if (random.nextInt(10) == 0) {
            emitter.silence(nowNs);
          }
        }
        case 6 -> transport.tempo(nowNs, Tempo.ofQuartersPerMinute(random.nextInt(60, 240)));
        default -> runTo(nowNs / MS + random.nextInt(1_500));
      }
    }
    transport.stop(nowNs);
    runTo(nowNs / MS + 1);
    assertThat(log).hasSizeGreaterThan(1_000);
    for (String entry : log) {
      int pitch = Integer.parseInt(entry.substring(entry.lastIndexOf(' ') + 1));
      boolean on = entry.contains("on");
      assertThat(sounds[pitch]).as(entry).isEqualTo(!on);
      sounds[pitch] = on;
    }
    assertThat(sounds).doesNotContain(true);
  }

  private Plan randomPlan(SplittableRandom random) {
    long bar = transport.position().timeline().barAt(transport.position().tickAt(nowNs)) + random.nextInt(0, 3);
    Strike[] strikes = new Strike[random.nextInt(6)];
    for (int i = 0; i < strikes.length; i++) {
      long onset = random.nextInt(4) * (long) Q;
      boolean over = random.nextInt(4) == 0;
      long end = over ? 4L * Q : Math.min(4L * Q, onset + random.nextInt(1, 3) * (long) Q);
      strikes[i] = new Strike(onset, onset, end, 0, random.nextInt(60, 66), 80, onset == 0 && random.nextInt(3) == 0, over);
    }
    return plan(Math.max(0, bar), strikes);
  }
}
