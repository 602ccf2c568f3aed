package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.generate.TestPresets;
import antiphon.harmony.ChordChart;
import antiphon.harmony.CompingPart;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.take.TakenNote;
import antiphon.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How player, companion and band play over changes. */
class OverChangesTest extends VirtualDuet {
  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldSendTheBandEarlierByTheLatency() {
    List<List<Long>> sent = new ArrayList<>();
    for (long latencyNs : new long[] {0, 30_000_000}) {
      VirtualClock own = new VirtualClock();
      List<Long> times = new ArrayList<>();
      Player timed = new Player() {
        @Override
        public synchronized void send(int message, long dueNs) {
          times.add(own.nanoTime());
        }
      };
      EngineSettings settings = settings(TestPresets.melody(), Mode.CONTINUE)
          .withChart(ChordChart.parse("C | F | G7 | C |")).withBacking(CompingPart.Style.PLAIN);
      VirtualEngine other = new VirtualEngine(settings, decoder, own, timed, EngineListener.NONE);
      other.latency(latencyNs);
      other.start(100_000_000);
      other.runTo(6_000_000_000L);
      sent.add(times.subList(0, 10));
    }
    for (int i = 0; i < 10; i++) {
      assertThat(sent.getFirst().get(i) - sent.get(1).get(i)).as("message %d", i).isBetween(29_900_000L, 30_100_000L);
    }
  }

  @Test
  void shouldWriteTheChangesAboveTheMusicAndTakeTheirMeters() {
    ChordChart chart = ChordChart.parse("key: F\\n(3/4) Gm7 | C7 | (4/4) F | F Dm |".replace("\\n", "\n"));
    engine(settings(TestPresets.trio(), Mode.ACCOMPANY).withChart(chart));
    engine.start(0);
    play(0, barStart(6));
    finish();
    assertThat(barStart(3)).isEqualTo(10L * Q);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      lines.add(engine.conversation().orElseThrow().bar(i).line());
    }
    assertThat(lines.get(1)).contains("\"C7\"");
    assertThat(lines.get(3)).contains("\"F\"").contains("\"Dm\"");
    assertThat(lines.get(4)).contains("\"Gm7\"");
    assertThat(engine.conversation().orElseThrow().bar(0).bar().key().toString()).isEqualTo("F");
    assertPageReads();
  }

  @Test
  void shouldLetABandPlayTheChangesWhoeversTurnItIs() {
    ChordChart chart = ChordChart.parse("Dm7 | G7 | Cmaj7 | C6 |");
    engine(settings(TestPresets.melody(), Mode.TRADE).withChart(chart).withBacking(CompingPart.Style.SWING));
    engine.start(0);
    play(0, barStart(2));
    runToTick(barStart(4));
    engine.control(Control.BACKING, 0);
    runToTick(barStart(6));
    finish();
    List<TakenNote> band = companion().stream().filter(n -> n.channel() >= 13).toList();
    for (long bar = 0; bar < 4; bar++) {
      long start = barStart(bar);
      int mask = chart.chordAt(bar, 0).tones().mask();
      List<TakenNote> chords = band.stream()
          .filter(n -> n.channel() == 13 && n.onset() >= start - 500 && n.onset() < start + 3L * Q).toList();
      assertThat(chords).as("bar %d", bar).isNotEmpty().allMatch(n -> (mask >> n.pitch() % 12 & 1) != 0);
      assertThat(band).as("bass of bar %d", bar).anyMatch(n -> n.channel() == 14 && n.onset() >= start - 500 && n.onset() < start + Q);
    }
    assertThat(band).noneMatch(n -> n.onset() > barStart(4) + 2L * Q);
  }

  @Test
  void shouldTakeOnePartOfTheBandAwayFromTheNextBeatOn() {
    ChordChart chart = ChordChart.parse("Dm7 | G7 | Cmaj7 | C6 |");
    engine(settings(TestPresets.melody(), Mode.TRADE).withChart(chart).withBacking(CompingPart.Style.SWING));
    engine.start(0);
    play(0, barStart(2));
    runToTick(barStart(4));
    engine.control(Control.BACKING, 2, 0);
    runToTick(barStart(6));
    engine.control(Control.BACKING, 2, 1);
    runToTick(barStart(8));
    finish();
    List<TakenNote> bass = companion().stream().filter(n -> n.channel() == 14).toList();
    assertThat(bass).noneMatch(n -> n.onset() > barStart(4) + Q && n.onset() < barStart(6) - 500)
        .anyMatch(n -> n.onset() < barStart(4)).anyMatch(n -> n.onset() > barStart(6) + Q);
    assertThat(companion()).as("chords go on").anyMatch(
        n -> n.channel() == 13 && n.onset() > barStart(4) + Q && n.onset() < barStart(6));
  }

  @Test
  void shouldCompOverTheChartWhenTheModelFailsFromTheStart() {
    decoder.close();
    ChordChart chart = ChordChart.parse("Dm7 | G7 | Cmaj7 | C6 |");
    engine(settings(TestPresets.trio(), Mode.ACCOMPANY).withChart(chart));
    engine.start(0);
    play(0, barStart(4));
    engine.stop();
    assertThat(out.balanced()).isTrue();
    assertThat(story).contains("2 COMPED");
    assertThat(companion()).isNotEmpty();
    assertThat(engine.figures().failures()).isPositive();
  }
}
