package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.generate.TestPresets;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Fault;
import antiphon.pipeline.Faults;
import antiphon.replay.ReplayEngine;
import antiphon.take.Take;
import antiphon.take.TakeLog;
import antiphon.time.Clock;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FaultsTest {
  private static RuntimeException odd(String message) {
    return new IllegalStateException(message);
  }

  @Test
  void shouldKeepTheFirstOfEachKindAndPlaceAndCountTheOthers() {
    AtomicInteger firsts = new AtomicInteger();
    Faults faults = new Faults(firsts::incrementAndGet);
    assertThat(faults.words()).isEmpty();
    for (int i = 0; i < 5; i++) {
      assertThat(faults.add("listen", odd("number " + i + "\nof five"))).isEqualTo(i == 0);
    }
    faults.add("take", odd("elsewhere"));
    faults.add("listen", new OutOfMemoryError());
    assertThat(faults.total()).isEqualTo(7);
    assertThat(firsts).hasValue(3);
    assertThat(faults.all()).extracting(Faults.Counted::times).containsExactly(5L, 1L, 1L);
    Fault first = faults.all().getFirst().fault();
    assertThat(first.line()).matches("fault in listen: IllegalStateException: number 0 of five \\(at FaultsTest.java:\\d+\\)");
    assertThat(first.stack()).contains("java.lang.IllegalStateException").contains("at antiphon.engine.FaultsTest.odd");
    assertThat(faults.words()).startsWith("7 faults, the first: fault in listen");
  }

  @Test
  void shouldBoundWhatItKeeps() {
    Faults faults = new Faults();
    for (int i = 0; i < 1_000; i++) {
      faults.add("place " + i, odd("x".repeat(10_000)));
    }
    assertThat(faults.total()).isEqualTo(1_000);
    assertThat(faults.all()).hasSize(64).allMatch(counted -> counted.fault().message().length() == 500 && counted.fault().stack().length() <= 8_000);
  }

  @Test
  void shouldKeepOneOfWhatSeveralThreadsAddAtOnce() throws InterruptedException {
    AtomicInteger firsts = new AtomicInteger();
    Faults faults = new Faults(firsts::incrementAndGet);
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        pool.execute(() -> {
          try {
            go.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          for (int i = 0; i < 3_200; i++) {
            faults.add("place " + i % 32, odd("same"));
          }
        });
      }
      go.countDown();
    }
    assertThat(firsts).hasValue(32);
    assertThat(faults.total()).isEqualTo(12_800);
    assertThat(faults.all()).hasSize(32).allMatch(counted -> counted.times() == 400);
  }

  /** Plays two bars to an engine whose page, and whose output, do what they must not. */
  @Test
  void shouldTellEachFaultOfAStageOnceWithItsReasonAndTakeItDown(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("take.antiphon");
    EngineSettings settings = new EngineSettings(
        TestPresets.melody().withTime(new Meter(2, 4), Tempo.ofQuartersPerMinute(240)), 1, false, 1);
    CountDownLatch answered = new CountDownLatch(2);
    EngineListener listener = new EngineListener() {
      @Override
      public void sealed(long barNumber, Origin origin, String line) {
        answered.countDown();
        throw new AssertionError("no page for bar " + barNumber);
      }
    };
    Player player = new Player();
    List<Fault> told = new CopyOnWriteArrayList<>();
    List<Fault> later = new ArrayList<>();
    LiveEngine engine;
    try (Decoder decoder = TestPresets.randomDecoder(); TakeLog log = TakeLog.begin(file, settings, RandomSession.ORIGIN)) {
      engine = new LiveEngine(settings, decoder, Clock.system(), EngineOutputs.of(player), listener, log);
      engine.onFault(fault -> {
        told.add(fault);
        throw odd("a listener that fails");
      });
      long startNs = System.nanoTime() + 50_000_000;
      engine.start(startNs);
      Player.note(engine.input(), true, 60, startNs);
      Player.note(engine.input(), false, 60, startNs + 100_000_000);
      assertThat(answered.await(30, TimeUnit.SECONDS)).as("the music goes on").isTrue();
      engine.onFault(later::add);
      engine.close();
    }
    assertThat(told).hasSize(2).extracting(Fault::place).containsExactly("compose", "faults");
    assertThat(told.getFirst().line()).startsWith("fault in compose: AssertionError: no page for bar 2 (at FaultsTest.java");
    assertThat(later).as("also to who asks later").isEqualTo(told);
    assertThat(engine.faults().all().getFirst().times()).isEqualTo(2);
    Take take = Take.read(file);
    assertThat(take.faults()).isEqualTo(told);
    assertThat(take.shortness()).isEmpty();
    try (Decoder again = TestPresets.randomDecoder()) {
      assertThat(ReplayEngine.replay(take, Optional.of(again)).difference()).isEmpty();
    }
  }

  @Test
  void shouldSendOnWhenTheOutputFailed() throws Exception {
    EngineSettings settings = new EngineSettings(
        TestPresets.melody().withTime(new Meter(2, 4), Tempo.ofQuartersPerMinute(240)), 1, false, 1);
    AtomicInteger left = new AtomicInteger(2);
    CountDownLatch sent = new CountDownLatch(4);
    antiphon.midi.MidiOut failing = new antiphon.midi.MidiOut() {
      @Override
      public String name() {
        return "failing";
      }

      @Override
      public void send(int message) {
        if (left.getAndDecrement() > 0) {
          throw new NoClassDefFoundError("no driver");
        }
        sent.countDown();
      }

      @Override
      public long lost() {
        return 0;
      }

      @Override
      public void close() {
        // Nothing is held.
      }
    };
    try (Decoder decoder = TestPresets.randomDecoder();
        LiveEngine engine = new LiveEngine(settings, decoder, Clock.system(), failing, EngineListener.NONE)) {
      long startNs = System.nanoTime() + 50_000_000;
      engine.start(startNs);
      for (int i = 0; i < 4; i++) {
        Player.note(engine.input(), true, 60 + i, startNs + i * 200_000_000L);
        Player.note(engine.input(), false, 60 + i, startNs + i * 200_000_000L + 100_000_000);
      }
      assertThat(sent.await(30, TimeUnit.SECONDS)).as("the emitting thread lives").isTrue();
      assertThat(engine.faults().all()).hasSize(1).first().extracting(Faults.Counted::times).isEqualTo(2L);
      assertThat(engine.faults().words()).startsWith("2 faults, the first: fault in emit: NoClassDefFoundError: no driver");
    }
  }
}
