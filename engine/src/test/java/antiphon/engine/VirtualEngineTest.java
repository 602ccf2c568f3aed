package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.generate.Preset;
import antiphon.generate.TestPresets;
import antiphon.generate.WrittenBar.Origin;
import antiphon.midi.MidiMessage;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.HeardBar;
import antiphon.take.TakenNote;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VirtualEngineTest {
  private static Decoder decoder = TestPresets.randomDecoder();

  @BeforeAll
  static void load() {
    decoder = TestPresets.randomDecoder();
  }

  @AfterAll
  static void unload() {
    decoder.close();
  }

  private final VirtualClock clock = new VirtualClock();
  private final Player player = new Player();
  private final List<String> story = new ArrayList<>();
  private final EngineListener listener = new EngineListener() {
    @Override
    public void heard(HeardBar bar, String line, boolean complete) {
      story.add("heard " + bar.number() + " " + line.strip());
    }

    @Override
    public void sealed(long barNumber, Origin origin, String line) {
      story.add("played " + barNumber + " " + origin);
    }
  };

  private VirtualEngine engine(Preset preset, long seed, boolean onFirstNote, int rounds) {
    return new VirtualEngine(new EngineSettings(preset, seed, onFirstNote, rounds), decoder, clock, player, listener);
  }

  /** Plays eighths up a scale for {@code bars} bars from bar {@code from}, each a little late. */
  private void play(VirtualEngine engine, Preset preset, long from, int bars, long lateNs) {
    Timeline timeline = Timeline.of(preset.meter(), preset.tempo());
    long tick = timeline.barStart(from);
    long startNs = engine.transport().position().nanosAt(0);
    int pitch = 60;
    int[] scale = {2, 2, 1, 2, 2, 2, 1};
    for (int i = 0; tick < timeline.barStart(from + bars); i++, tick += Ticks.PER_EIGHTH) {
      engine.runTo(startNs + timeline.nanosAt(tick) + lateNs);
      Player.note(engine.input(), true, pitch, clock.nanoTime());
      engine.runTo(startNs + timeline.nanosAt(tick + Ticks.PER_EIGHTH * 3 / 4) + lateNs);
      Player.note(engine.input(), false, pitch, clock.nanoTime());
      pitch = pitch > 74 ? 60 : pitch + scale[i % 7];
    }
  }

  private void finish(VirtualEngine engine, Preset preset, long bars) {
    Timeline timeline = Timeline.of(preset.meter(), preset.tempo());
    engine.runTo(engine.transport().position().nanosAt(0) + timeline.nanosAt(timeline.barStart(bars)) + 1_000_000);
    engine.stop();
  }

  @Test
  void shouldAnswerAPhraseOnTheBarLine() {
    Preset preset = TestPresets.melody();
    VirtualEngine engine = engine(preset, 1, false, 1);
    engine.start(0);
    play(engine, preset, 0, 2, 3_000_000);
    finish(engine, preset, 4);
    assertThat(story).contains(
        "heard 0 [V:1]CD EF GA Bc|", "heard 1 [V:1]de CD E^F GA|", "played 2 MODEL", "played 3 MODEL");
    List<TakenNote> answer = engine.notes().stream().filter(TakenNote::companion).toList();
    assertThat(answer).isNotEmpty();
    long bar = preset.meter().barTicks();
    assertThat(answer).allMatch(n -> n.onset() >= 2 * bar && n.end() <= 4 * bar + 1);
    EngineFigures figures = engine.figures();
    assertThat(figures.late()).isZero();
    assertThat(figures.sounding()).isZero();
    assertThat(figures.fallbacks()).isZero();
    assertThat(figures.heardBars()).isEqualTo(2);
    assertThat(player.balanced()).isTrue();
  }

  @Test
  void shouldPlayTheSameForTheSameSeedAndInput() {
    List<List<TakenNote>> takes = new ArrayList<>();
    for (long seed : new long[] {4, 4, 5}) {
      VirtualClock own = new VirtualClock();
      Preset preset = TestPresets.trio();
      VirtualEngine engine = new VirtualEngine(
          new EngineSettings(preset, seed, false, 1), decoder, own, new Player(), EngineListener.NONE);
      engine.start(0);
      Timeline timeline = Timeline.of(preset.meter(), preset.tempo());
      for (int i = 0; i < 8; i++) {
        engine.runTo(timeline.nanosAt((long) i * Ticks.PER_QUARTER));
        Player.note(engine.input(), true, 60 + i, own.nanoTime());
        engine.runTo(timeline.nanosAt((long) i * Ticks.PER_QUARTER + Ticks.PER_EIGHTH));
        Player.note(engine.input(), false, 60 + i, own.nanoTime());
      }
      engine.runTo(timeline.nanosAt(timeline.barStart(4)));
      engine.stop();
      takes.add(engine.notes());
    }
    assertThat(takes.get(1)).isEqualTo(takes.getFirst());
    assertThat(takes.get(2)).isNotEqualTo(takes.getFirst());
  }

  @Test
  void shouldTakeTurnsInEveryMeter() {
    for (String meter : new String[] {"1/4", "3/4", "5/4", "6/8", "7/8", "15/16", "2/2"}) {
      story.clear();
      player.received.clear();
      Preset preset = TestPresets.melody().withTime(Meter.parse(meter), Tempo.MODERATE);
      VirtualEngine engine = engine(preset, 2, false, 2);
      long from = clock.nanoTime();
      engine.start(from);
      play(engine, preset, 0, 2, 2_000_000);
      play(engine, preset, 4, 2, 2_000_000);
      finish(engine, preset, 8);
      assertThat(story).as(meter).contains("played 2 MODEL", "played 3 MODEL", "played 6 MODEL", "played 7 MODEL");
      assertThat(player.balanced()).as(meter).isTrue();
      assertThat(engine.figures().late()).as(meter).isZero();
    }
  }

  @Test
  void shouldWaitForAPlayerWhoPausesAndStartWithTheFirstNote() {
    Preset preset = TestPresets.melody();
    VirtualEngine engine = engine(preset, 1, true, 0);
    engine.runTo(5_000_000_000L);
    assertThat(engine.transport().position().rolling()).isFalse();
    Player.note(engine.input(), true, 60, clock.nanoTime());
    engine.runTo(5_200_000_000L);
    Player.note(engine.input(), false, 60, clock.nanoTime());
    long startNs = engine.transport().position().nanosAt(0);
    assertThat(startNs).isEqualTo(5_000_000_000L);
    Timeline timeline = Timeline.of(preset.meter(), preset.tempo());
    // Bar 1 is empty but belongs to the phrase; bars 2 and 3 answer; bars 4 to 6 are silent; bar 7 begins anew.
    play(engine, preset, 7, 2, 2_000_000);
    engine.runTo(startNs + timeline.nanosAt(timeline.barStart(11)));
    engine.stop();
    assertThat(story.stream().filter(s -> s.startsWith("played")).map(s -> s.substring(7, 9).strip()))
        .containsExactly("2", "3", "9", "10");
  }

  @Test
  void shouldKeepNothingThatWasOnlyPlanned() {
    Preset preset = TestPresets.melody();
    VirtualEngine engine = engine(preset, 1, false, 1);
    engine.start(0);
    play(engine, preset, 0, 2, 0);
    // Stopped on the last eighth: an answer is planned, none of it is sealed.
    engine.stop();
    assertThat(engine.conversation().orElseThrow().size()).isEqualTo(2);
    assertThat(player.received).isEmpty();
  }

  @Test
  void shouldPlayAVariedEarlierBarWhenTheModelFails() {
    Preset preset = TestPresets.melody();
    Decoder broken = TestPresets.randomDecoder();
    VirtualEngine engine =
        new VirtualEngine(new EngineSettings(preset, 1, false, 1), broken, clock, player, listener);
    broken.close();
    engine.start(0);
    play(engine, preset, 0, 2, 0);
    finish(engine, preset, 4);
    assertThat(story).contains("played 2 VARIED", "played 3 VARIED");
    assertThat(engine.figures().fallbacks()).isEqualTo(2);
    assertThat(engine.figures().failures()).isGreaterThanOrEqualTo(2);
    assertThat(player.received).isNotEmpty();
    assertThat(player.balanced()).isTrue();
  }

  @Test
  void shouldReviseTheAnswerWhenThePhraseEndsOtherwise() {
    // The last note comes after the answer was begun and is on the last eighth: later bars follow from it.
    Preset preset = TestPresets.melody();
    VirtualEngine engine = engine(preset, 9, false, 1);
    engine.start(0);
    play(engine, preset, 0, 2, 0);
    finish(engine, preset, 4);
    String heard = story.stream().filter(s -> s.startsWith("heard 1")).reduce((a, b) -> b).orElse("");
    assertThat(heard).endsWith("GA|");
    assertThat(engine.conversation().orElseThrow().bar(1).line()).isEqualTo("[V:1]de CD E^F GA|\n");
    assertThat(engine.conversation().orElseThrow().size()).isEqualTo(4);
  }

  @Test
  void shouldSurviveAnyOrderOfMessages() {
    SplittableRandom random = new SplittableRandom(3);
    Preset preset = TestPresets.trio().withTime(new Meter(2, 4), Tempo.ofQuartersPerMinute(200));
    VirtualEngine engine = engine(preset, 1, true, 0);
    for (int i = 0; i < 4_000; i++) {
      int channel = random.nextInt(3);
      int message = switch (random.nextInt(8)) {
        case 0, 1, 2 -> MidiMessage.noteOn(channel, random.nextInt(40, 90), random.nextInt(1, 128));
        case 3, 4 -> MidiMessage.noteOff(channel, random.nextInt(40, 90));
        case 5 -> MidiMessage.controlChange(channel, 64, random.nextInt(128));
        case 6 -> random.nextInt(1 << 24);
        default -> MidiMessage.pitchBend(channel, random.nextInt(16_384));
      };
      engine.input().onMessage(message, clock.nanoTime());
      if (random.nextInt(400) == 0) {
        engine.stop();
      }
      engine.runTo(clock.nanoTime() + random.nextInt(60) * 1_000_000L);
    }
    engine.stop();
    assertThat(player.balanced()).isTrue();
    assertThat(player.received).hasSizeGreaterThan(100);
    assertThat(engine.figures().failures()).isZero();
  }

  @Test
  void shouldGoOnInTimeWhenTheClockLeaps() {
    Preset preset = TestPresets.melody();
    VirtualEngine engine = engine(preset, 1, false, 0);
    engine.start(0);
    play(engine, preset, 0, 2, 0);
    engine.runTo(Timeline.of(preset.meter(), preset.tempo()).nanosAt(Ticks.PER_QUARTER * 11L));
    int before = player.received.size();
    // The machine sleeps for ten minutes, in the middle of the answer.
    clock.advanceTo(clock.nanoTime() + 600_000_000_000L);
    engine.runTo(clock.nanoTime() + 100_000_000);
    assertThat(player.received.size() - before).as("what is sent on waking").isLessThanOrEqualTo(1);
    assertThat(player.balanced()).isTrue();
    long bar = engine.transport().position().timeline().barAt(engine.transport().position().tickAt(clock.nanoTime()));
    assertThat(bar).isEqualTo(302);
    play(engine, preset, 304, 2, 0);
    finish(engine, preset, 308);
    assertThat(story).anyMatch(news -> news.startsWith("played 306")).anyMatch(news -> news.startsWith("played 307"));
    assertThat(story).noneMatch(news -> news.startsWith("played 4"));
    assertThat(engine.figures().late()).isZero();
    assertThat(player.balanced()).isTrue();
  }
}
