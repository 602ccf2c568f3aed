package antiphon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.AbcReader;
import antiphon.abc.AbcWriter;
import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.generate.Preset;
import antiphon.generate.TestPresets;
import antiphon.generate.WrittenBar.Origin;
import antiphon.harmony.ChordChart;
import antiphon.harmony.CompingPart;
import antiphon.midi.MidiMessage;
import antiphon.model.Decoder;
import antiphon.schedule.Plan;
import antiphon.schedule.Strike;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How player and companion share the time, in virtual time, with a model of random weights. */
class PlayingTogetherTest {
  private static final int Q = Ticks.PER_QUARTER;
  private static final int[] SCALE = {60, 62, 64, 65, 67, 69, 71, 72};

  private final Decoder decoder = TestPresets.randomDecoder();
  private final VirtualClock clock = new VirtualClock();
  private final Player out = new Player();
  private final List<Plan> plans = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private final EngineListener listener = new EngineListener() {
    @Override
    public void sealed(long barNumber, Origin origin, String line) {
      story.add(barNumber + " " + origin);
    }

    @Override
    public void planned(Plan plan, long generationNs) {
      plans.add(plan);
    }
  };
  private VirtualEngine engine = engine(settings(TestPresets.trio(), Mode.ACCOMPANY));

  @BeforeEach
  void clear() {
    story.clear();
  }

  @AfterEach
  void unload() {
    decoder.close();
  }

  private static EngineSettings settings(Preset preset, Mode mode) {
    EngineSettings usual = new EngineSettings(preset, 1, false, 0);
    return usual.withControls(usual.controls().with(Control.MODE, mode.ordinal()).with(Control.CANDIDATES, 1)
        .with(Control.FEEL, 0).with(Control.SWING, 0).with(Control.FOLLOW, 0));
  }

  private VirtualEngine engine(EngineSettings settings) {
    engine = new VirtualEngine(settings, decoder, clock, out, listener);
    return engine;
  }

  private long barStart(long bar) {
    return engine.transport().position().timeline().barStart(bar);
  }

  private void runToTick(long tick) {
    engine.runTo(engine.transport().position().nanosAt(tick));
  }

  /** Plays a note a beat from {@code from} to {@code to}, in ticks. */
  private void play(long from, long to) {
    for (long tick = from; tick < to; tick += Q) {
      int pitch = SCALE[(int) (tick / Q % SCALE.length)];
      runToTick(tick);
      Player.note(engine.input(), true, pitch, clock.nanoTime());
      runToTick(Math.min(to, tick + Q * 3L / 4));
      Player.note(engine.input(), false, pitch, clock.nanoTime());
    }
  }

  private List<TakenNote> companion() {
    return engine.notes().stream().filter(TakenNote::companion).toList();
  }

  private void finish() {
    engine.stop();
    assertThat(out.balanced()).isTrue();
    assertThat(engine.figures().late()).isZero();
    assertThat(engine.figures().hanging()).isZero();
    assertThat(engine.figures().failures()).isZero();
  }

  private void assertPageReads() {
    Score score = engine.conversation().orElseThrow().score();
    List<String> warnings = new ArrayList<>();
    assertThat(AbcReader.read(AbcWriter.write(score), warnings).bars()).hasSameSizeAs(score.bars());
    assertThat(warnings).isEmpty();
  }

  @Test
  void shouldSoundInTheSameBarsAsThePlayer() {
    engine.start(0);
    play(0, barStart(6));
    finish();
    List<TakenNote> notes = companion();
    assertThat(notes).isNotEmpty().allMatch(n -> n.channel() == 1 || n.channel() == 2);
    // From the second beat on, as the first must be heard before it can be accompanied.
    for (long bar = 1; bar < 6; bar++) {
      long start = barStart(bar);
      assertThat(notes).as("bar %d", bar).anyMatch(n -> n.onset() < start + 4L * Q && n.end() > start);
    }
    assertThat(engine.figures().fallbacks()).isZero();
    assertPageReads();
  }

  @Test
  void shouldAccompanyInEveryMeterAndAtEveryHorizon() {
    for (String meter : new String[] {"1/4", "3/4", "5/4", "6/8", "7/8", "15/16", "2/2"}) {
      for (double horizon : new double[] {0, 0.5, 1, 4}) {
        Preset preset = TestPresets.trio().withTime(Meter.parse(meter), Tempo.MODERATE);
        EngineSettings settings = settings(preset, Mode.ACCOMPANY);
        engine(settings.withControls(settings.controls().with(Control.HORIZON, horizon)));
        out.received.clear();
        engine.start(clock.nanoTime());
        play(0, barStart(4) + 6L * Q);
        finish();
        assertThat(companion()).as("%s, horizon %s", meter, horizon).isNotEmpty();
        assertThat(engine.figures().fallbacks()).as("%s, horizon %s", meter, horizon).isZero();
        assertPageReads();
      }
    }
  }

  @Test
  void shouldReviseWhatIsNotCommittedFromWhatWasPlayed() {
    engine.start(0);
    play(0, barStart(4));
    finish();
    // With a beat committed, the second half of a bar is written again when its first beats were heard.
    assertThat(plans).anyMatch(plan -> plan.from() >= 2L * Q && plan.written().line().startsWith("[V:1]"));
    for (Plan plan : plans) {
      List<Strike> kept = plan.strikes().stream().filter(s -> s.onset() < plan.from()).toList();
      long start = barStart(plan.barNumber());
      assertThat(companion().stream().map(TakenNote::onset)).as(plan.written().line())
          .containsAll(kept.stream().filter(s -> !s.heldFrom()).map(s -> start + s.onset()).toList());
    }
  }

  @Test
  void shouldFallSilentWithThePlayerAndComeBack() {
    engine.start(0);
    play(0, barStart(3));
    runToTick(barStart(9));
    List<TakenNote> before = companion();
    play(barStart(9), barStart(12));
    finish();
    assertThat(before).isNotEmpty().allMatch(n -> n.onset() < barStart(6));
    assertThat(companion()).anyMatch(n -> n.onset() > barStart(9));
  }

  @Test
  void shouldPlayOnUnderAChordThatIsHeldForBars() {
    engine.start(0);
    for (int pitch : new int[] {60, 64, 67}) {
      Player.note(engine.input(), true, pitch, clock.nanoTime());
    }
    runToTick(barStart(8) + 1);
    for (int pitch : new int[] {60, 64, 67}) {
      Player.note(engine.input(), false, pitch, clock.nanoTime());
    }
    runToTick(barStart(13));
    finish();
    for (long bar = 2; bar < 8; bar++) {
      long start = barStart(bar);
      assertThat(companion()).as("bar %d", bar).anyMatch(n -> n.onset() < start + 4L * Q && n.end() > start);
    }
    assertThat(companion()).noneMatch(n -> n.onset() >= barStart(12));
    Score page = engine.conversation().orElseThrow().score();
    assertThat(page.voices().stream().flatMap(voice -> voice.notes().stream())
        .filter(note -> note.onset() < barStart(6) && note.end() > barStart(5)).map(Note::pitch)).contains(60, 64, 67);
  }

  @Test
  void shouldTradeInTurnsThatThePlayerKeepsToTheLastBeat() {
    Preset preset = TestPresets.melody().withBars(2, 2);
    engine(settings(preset, Mode.TRADE));
    engine.start(0);
    play(0, barStart(2));
    // The second turn is the player's even if it begins with silence.
    runToTick(barStart(5));
    play(barStart(5), barStart(6));
    runToTick(barStart(8) + 1);
    finish();
    assertThat(story).containsExactly("2 MODEL", "3 MODEL", "6 MODEL", "7 MODEL");
    assertThat(companion()).allMatch(n -> n.onset() / (8L * Q) % 2 == 0 ? n.onset() % (16L * Q) >= 8L * Q : true);
    assertThat(engine.conversation().orElseThrow().bar(1).line()).startsWith("[V:1]G2 A2 B2 c");
    assertPageReads();
  }

  @Test
  void shouldGoOnWhenThePlayerStopsAndUntilThePlayerPlaysAgain() {
    EngineSettings settings = settings(TestPresets.melody(), Mode.CONTINUE);
    engine(settings.withControls(settings.controls().with(Control.LISTEN_BARS, 0).with(Control.ANSWER_BARS, 0)));
    engine.start(0);
    // Stops in the middle of bar 2; the answer begins with bar 3.
    play(0, barStart(2) + 2L * Q);
    runToTick(barStart(8) + Q / 2);
    play(barStart(8) + Q, barStart(9));
    runToTick(barStart(9) + 100);
    List<TakenNote> notes = companion();
    finish();
    assertThat(story).startsWith("3 MODEL", "4 MODEL", "5 MODEL", "6 MODEL", "7 MODEL");
    assertThat(notes).allMatch(n -> n.onset() >= barStart(3) && n.onset() < barStart(8) + 2L * Q + Q / 4);
    assertPageReads();
  }

  @Test
  void shouldBelongAPickUpToThePhrase() {
    engine(settings(TestPresets.melody(), Mode.TRADE));
    engine.start(0);
    play(0, barStart(2));
    runToTick(barStart(4) - Q);
    Player.note(engine.input(), true, 79, clock.nanoTime());
    runToTick(barStart(4) - Q / 2);
    Player.note(engine.input(), false, 79, clock.nanoTime());
    play(barStart(4), barStart(6));
    runToTick(barStart(8) + 1);
    finish();
    assertThat(engine.conversation().orElseThrow().bar(3).line()).contains("g");
    assertThat(engine.conversation().orElseThrow().size()).isEqualTo(8);
    assertPageReads();
  }

  @Test
  void shouldWriteOtherwiseWhenAskedToAndGoBack() {
    List<String> heard = new ArrayList<>();
    for (int times : new int[] {0, 1, 2}) {
      VirtualClock own = new VirtualClock();
      VirtualEngine other = new VirtualEngine(
          settings(TestPresets.melody(), Mode.CONTINUE), decoder, own, new Player(), EngineListener.NONE);
      other.start(0);
      other.input().onMessage(MidiMessage.noteOn(0, 60, 80), 0);
      other.runTo(3_900_000_000L);
      other.input().onMessage(MidiMessage.noteOff(0, 60), own.nanoTime());
      other.runTo(4_600_000_000L);
      if (times > 0) {
        other.control(Control.REGENERATE, 1);
      }
      if (times > 1) {
        other.control(Control.UNDO, 1);
      }
      other.runTo(8_000_000_000L);
      other.stop();
      heard.add(other.notes().stream().filter(TakenNote::companion).toList().toString());
    }
    assertThat(heard.get(1)).isNotEqualTo(heard.getFirst());
    assertThat(heard.get(2)).isEqualTo(heard.getFirst());
  }

  @Test
  void shouldHoldWhatItPlaysUntilReleased() {
    engine.start(0);
    play(0, barStart(3));
    engine.control(Control.HOLD, 1);
    play(barStart(3), barStart(7));
    engine.control(Control.HOLD, 0);
    play(barStart(7), barStart(8));
    finish();
    assertThat(story).contains("5 HELD", "6 HELD");
    assertThat(onsets(6)).isEqualTo(onsets(5)).isNotEmpty();
  }

  private List<String> onsets(long bar) {
    return companion().stream().filter(n -> n.onset() >= barStart(bar) && n.onset() < barStart(bar + 1))
        .map(n -> n.onset() - barStart(bar) + " " + n.pitch()).toList();
  }

  @Test
  void shouldBeSilentWithinAPulseOfPanicUntilItMayPlayAgain() {
    engine.start(0);
    play(0, barStart(3));
    engine.control(Control.PANIC, 1);
    assertThat(engine.figures().hanging()).isZero();
    int messages = out.received.size();
    play(barStart(3), barStart(5));
    assertThat(out.received).hasSize(messages);
    engine.control(Control.MUTE, 0);
    play(barStart(5), barStart(7));
    finish();
    assertThat(out.received.size()).isGreaterThan(messages);
  }

  @Test
  void shouldTakeAnotherMeterAndTempoWhileItPlays() {
    engine.start(0);
    play(0, barStart(2));
    engine.meter(new Meter(7, 8));
    engine.tempo(90, 2);
    play(barStart(2), barStart(4));
    engine.tempo(150, 0);
    play(barStart(4), barStart(8));
    finish();
    assertThat(barStart(8) - barStart(7)).isEqualTo(7L * Q / 2);
    assertThat(companion()).anyMatch(n -> n.onset() > barStart(6));
    assertThat(engine.transport().position().timeline().tempoAt(barStart(7)).quartersPerMinute()).isEqualTo(150);
    assertPageReads();
  }

  @Test
  void shouldJumpAndPlayOn() {
    engine.start(0);
    play(0, barStart(3) + Q);
    engine.locate(barStart(20));
    assertThat(engine.figures().hanging()).isZero();
    play(barStart(20), barStart(23));
    finish();
    // The take goes on at its next bar line.
    assertThat(companion()).anyMatch(n -> n.onset() > barStart(4)).noneMatch(n -> n.onset() >= barStart(7));
    assertThat(engine.notes().stream().filter(n -> !n.companion()).map(TakenNote::onset))
        .contains(barStart(3), barStart(4), barStart(6)).doesNotHaveDuplicates();
  }

  @Test
  void shouldSendEarlierWhatTakesTimeOnItsWay() {
    List<List<Long>> sent = new ArrayList<>();
    for (long latencyNs : new long[] {0, 30_000_000}) {
      VirtualClock own = new VirtualClock();
      List<Long> times = new ArrayList<>();
      Player timed = new Player() {
        @Override
        public synchronized void send(int message, long dueNs) {
          times.add(own.nanoTime());
          assertThat(dueNs).as("due on the port's clock").isEqualTo(own.nanoTime());
        }
      };
      VirtualEngine other =
          new VirtualEngine(settings(TestPresets.melody(), Mode.CONTINUE), decoder, own, timed, EngineListener.NONE);
      other.latency(latencyNs);
      other.start(100_000_000);
      other.runTo(100_000_000);
      Player.note(other.input(), true, 60, own.nanoTime());
      other.runTo(3_000_000_000L);
      Player.note(other.input(), false, 60, own.nanoTime());
      other.runTo(7_900_000_000L);
      sent.add(times);
    }
    assertThat(sent.getFirst()).isNotEmpty();
    assertThat(sent.get(1)).hasSameSizeAs(sent.getFirst());
    for (int i = 0; i < sent.getFirst().size(); i++) {
      assertThat(sent.getFirst().get(i) - sent.get(1).get(i)).as("message %d", i).isBetween(29_900_000L, 30_100_000L);
    }
  }

  @Test
  void shouldPlayALoopAgainAndAgain() {
    engine.start(0);
    engine.loop(2, 4);
    play(0, barStart(4));
    engine.runTo(engine.transport().position().nanosAt(barStart(4)));
    assertThat(engine.transport().position().tickAt(clock.nanoTime())).isEqualTo(barStart(2));
    play(barStart(2), barStart(4));
    engine.loop(0, 0);
    play(barStart(4), barStart(6));
    finish();
    // Four bars, two of them again, then two more: eight in the take.
    assertThat(companion()).anyMatch(n -> n.onset() > barStart(7)).noneMatch(n -> n.onset() > barStart(8));
    assertThat(engine.notes().stream().filter(n -> !n.companion()).map(TakenNote::onset))
        .hasSize(32).doesNotHaveDuplicates();
  }

  @Test
  void shouldChangeItsModeWhileItPlays() {
    engine.start(0);
    play(0, barStart(3));
    engine.control(Control.MODE, Mode.TRADE.ordinal());
    play(barStart(3), barStart(5));
    runToTick(barStart(7));
    engine.control(Control.MODE, Mode.ACCOMPANY.ordinal());
    play(barStart(7), barStart(9));
    engine.control(Control.MODE, Mode.THRU.ordinal());
    play(barStart(10), barStart(12));
    finish();
    // What was committed, and the beat in hand, sounds all the same.
    assertThat(companion()).anyMatch(n -> n.onset() > barStart(8)).allMatch(n -> n.onset() < barStart(9) + 2L * Q);
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
  void shouldSilenceOneVoiceFromTheNextOpenBeatOn() {
    engine(settings(TestPresets.trio(), Mode.ACCOMPANY));
    engine.start(0);
    play(0, barStart(4));
    engine.control(Control.MUTE, 3, 1);
    play(barStart(4), barStart(8));
    engine.control(Control.MUTE, 2, 1);
    play(barStart(8), barStart(10));
    engine.control(Control.MUTE, 0, 0);
    play(barStart(10), barStart(14));
    finish();
    assertThat(onsetsOn(2)).anyMatch(tick -> tick < barStart(4)).anyMatch(tick -> tick > barStart(11))
        .noneMatch(tick -> tick > barStart(4) + 3 * Q && tick < barStart(10));
    assertThat(onsetsOn(1)).anyMatch(tick -> tick > barStart(5) && tick < barStart(8))
        .noneMatch(tick -> tick > barStart(8) + 3 * Q && tick < barStart(10));
  }

  private List<Long> onsetsOn(int channel) {
    return companion().stream().filter(n -> n.channel() == channel).map(TakenNote::onset).toList();
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

  @Test
  void shouldNotAnswerItself() {
    // Everything that goes out comes back in, as over a cable.
    VirtualEngine[] looped = new VirtualEngine[1];
    Player echo = new Player() {
      @Override
      public synchronized void send(int message) {
        super.send(message);
        looped[0].input().onMessage(message, clock.nanoTime());
      }
    };
    looped[0] = new VirtualEngine(settings(TestPresets.melody(), Mode.CONTINUE), decoder, clock, echo, listener);
    engine = looped[0];
    engine.start(0);
    play(0, barStart(2));
    runToTick(barStart(12));
    finish();
    assertThat(story).containsExactly("2 MODEL", "3 MODEL");
    assertThat(engine.figures().echoes()).isPositive();
    assertThat(echo.balanced()).isTrue();
  }
}
