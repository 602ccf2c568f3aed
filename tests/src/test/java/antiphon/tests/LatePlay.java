package antiphon.tests;

import antiphon.generate.WrittenBar;
import antiphon.midi.MidiOut;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** An emitter with four bars of eighths in a second each, woken up to half a millisecond late. */
final class LatePlay implements EmitterEvents {
  private static final int BARS = 4;

  final List<Long> dueNs = new ArrayList<>();
  private final List<Long> sentNs = new ArrayList<>();
  private final Transport transport =
      new Transport(Timeline.of(Meter.COMMON, Tempo.ofQuartersPerMinute(240)));
  private final Emitter emitter;
  private final Random random;

  LatePlay(MidiOut out, long seed) {
    emitter = new Emitter(transport, out, this, 20_000_000, 180_000_000);
    random = new Random(seed);
  }

  void run() {
    transport.start(System.nanoTime(), 0);
    long nextNs = emitter.doWork(System.nanoTime());
    for (int bar = 1; bar <= BARS; bar++) {
      emitter.offer(eighths(bar));
    }
    while (dueNs.size() < 2 * 8 * BARS) {
      long wakeNs = nextNs + random.nextInt(500_000);
      for (long leftNs = wakeNs - System.nanoTime(); leftNs > 0; leftNs = wakeNs - System.nanoTime()) {
        LockSupport.parkNanos(leftNs);
      }
      nextNs = emitter.doWork(System.nanoTime());
    }
  }

  /** How late a message was when it was sent. */
  long lateNs(int message) {
    return sentNs.get(message) - dueNs.get(message);
  }

  private Plan eighths(int bar) {
    List<Strike> strikes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      long onset = i * (long) Ticks.PER_EIGHTH;
      strikes.add(new Strike(onset, onset, onset + Ticks.PER_EIGHTH / 2, 0, 60 + i, 80, false, false));
    }
    WrittenBar written = new WrittenBar(Bar.plain(0, Meter.COMMON, Key.C), "", List.of(), WrittenBar.Origin.MODEL);
    return new Plan(bar, transport.position().epoch(), 0, 0, false, written, strikes, 0);
  }

  @Override
  public void emitted(int message, long tick, long dueNs, long timeNs) {
    this.dueNs.add(dueNs);
    sentNs.add(timeNs);
  }

  @Override
  public void reached(Moment moment, long tick, long timeNs) {}

  @Override
  public void sealed(
      long barNumber, long startTick, long fromTick, long toTick, Plan plan, boolean muted, long epoch,
      long timeNs) {}

  @Override
  public void silenced(long tick, long timeNs) {}
}
