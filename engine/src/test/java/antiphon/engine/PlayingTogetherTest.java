package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.generate.Preset;
import antiphon.generate.TestPresets;
import antiphon.harmony.ChordChart;
import antiphon.pipeline.EngineSettings;
import antiphon.schedule.Plan;
import antiphon.schedule.Strike;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.take.TakenNote;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a companion plays along, and what may be asked of it while it does. */
class PlayingTogetherTest extends VirtualDuet {
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
      long start = barStart(plan.barNumber());
      // What was committed when the music ended did not sound any more.
      List<Strike> kept = plan.strikes().stream()
          .filter(s -> s.onset() < plan.from() && start + s.onset() < barStart(4)).toList();
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
  void shouldRestOnlyAfterTheBarsThatAreAskedFor() {
    EngineSettings usual = settings(TestPresets.trio(), Mode.ACCOMPANY);
    engine(usual.withControls(usual.controls().with(Control.REST_BARS, 4)));
    out.received.clear();
    engine.start(clock.nanoTime());
    play(0, barStart(3));
    runToTick(barStart(12));
    finish();
    assertThat(companion()).anyMatch(n -> n.onset() >= barStart(6)).noneMatch(n -> n.onset() >= barStart(8));
  }

  @Test
  void shouldPlayOverAChartBeforeThePlayerDoesAndGoOnWhileThePlayerRests() {
    EngineSettings settings = settings(TestPresets.trio(), Mode.ACCOMPANY).withChart(ChordChart.parse("C | F | G7 | C"));
    engine(settings);
    out.received.clear();
    engine.start(clock.nanoTime());
    runToTick(barStart(4));
    play(barStart(4), barStart(6));
    runToTick(barStart(14));
    finish();
    for (long bar = 1; bar < 14; bar++) {
      long start = barStart(bar);
      assertThat(companion()).as("bar %d", bar).anyMatch(n -> n.onset() < start + 4L * Q && n.end() > start);
    }
    assertThat(engine.figures().fallbacks()).isZero();
    assertPageReads();
  }

  @Test
  void shouldEndMoreSlowlyWhenAskedAndBeginAgainWithThePlayer() {
    engine(settings(TestPresets.trio(), Mode.ACCOMPANY).withChart(ChordChart.parse("C | F | G7 | C")));
    engine.control(Control.RITARDANDO, 0.4);
    engine.start(clock.nanoTime());
    play(0, barStart(4) + Q);
    engine.control(Control.ENDING, 1);
    long slowedNs = engine.transport().position().nanosAt(barStart(5));
    long usualNs = slowedNs - engine.transport().position().nanosAt(barStart(4));
    beatByBeat(barStart(4) + Q, barStart(5) + Q);
    Transport.Position slow = engine.transport().position();
    assertThat((double) slow.nanosAt(barStart(6)) - slow.nanosAt(barStart(5))).isCloseTo(usualNs / 0.6, withinPercentage(1));
    beatByBeat(barStart(5) + Q, barStart(9));
    Transport.Position after = engine.transport().position();
    assertThat((double) after.nanosAt(barStart(9)) - after.nanosAt(barStart(8))).isCloseTo(usualNs, withinPercentage(0.1));
    play(barStart(9), barStart(11));
    finish();
    assertThat(companion()).anyMatch(n -> n.onset() >= barStart(5)).noneMatch(n -> n.onset() >= barStart(6) && n.onset() < barStart(9));
    assertThat(companion()).anyMatch(n -> n.onset() >= barStart(9));
    assertPageReads();
  }

  /** Where the tempo changes, no beat lies where it did before. */
  private void beatByBeat(long from, long to) {
    for (long tick = from; tick <= to; tick += Q) {
      runToTick(tick);
    }
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
    assertThat(engine.figures().sounding()).isZero();
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
    assertThat(engine.figures().sounding()).isZero();
    play(barStart(20), barStart(23));
    finish();
    // The take goes on at its next bar line.
    assertThat(companion()).anyMatch(n -> n.onset() > barStart(4)).noneMatch(n -> n.onset() >= barStart(7));
    assertThat(engine.notes().stream().filter(n -> !n.companion()).map(TakenNote::onset))
        .contains(barStart(3), barStart(4), barStart(6)).doesNotHaveDuplicates();
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
}
