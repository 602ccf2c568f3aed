package antiphon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.feel.ByPlace;
import antiphon.feel.Feel;
import antiphon.generate.BarNote;
import antiphon.generate.Preset;
import antiphon.generate.TestPresets;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PerformerTest {
  private static final int Q = Ticks.PER_QUARTER;
  private static final Expression SWING = new Expression(1, 0, 1);

  private static BarNote note(double quarters, double length, int pitch) {
    return new BarNote(Math.round(quarters * Q), Math.round((quarters + length) * Q), pitch, false, false);
  }

  private static List<Strike> play(Meter meter, Feel feel, Expression expression, BarNote... melody) {
    return play(TestPresets.melody(), meter, feel, expression, 1, List.of(melody));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // Only read.
  private static List<Strike> play(
      Preset preset, Meter meter, Feel feel, Expression expression, long seed, List<BarNote>... voices) {
    WrittenBar written =
        new WrittenBar(Bar.plain(0, meter, Key.C), "", List.of(voices), Origin.MODEL);
    // 120 quarters a minute: a quarter is 500 ms.
    return Performer.perform(written, preset, Tempo.MODERATE, feel, expression, 0.5, seed);
  }

  private static Feel swinging(double beat, double half) {
    Feel own = Feel.NEUTRAL;
    return new Feel(
        own.loudness(), own.accents(), 1, beat, half, own.latenessMs(), 0, 1, own.register(), 1);
  }

  private static Feel late(double ms) {
    Feel own = Feel.NEUTRAL;
    return new Feel(
        own.loudness(), own.accents(), 1, 1, 1, new ByPlace(ms, ms, ms), 0, 1, own.register(), 1);
  }

  private static List<Double> onsets(List<Strike> strikes) {
    return strikes.stream().map(s -> Math.round(1000.0 * s.onset() / Q) / 1000.0).toList();
  }

  private static double mean(List<Strike> strikes) {
    return strikes.stream().mapToInt(Strike::velocity).average().orElseThrow();
  }

  @Test
  void shouldSwingTheSecondOfTwoAndLetTheFirstLastUntilThen() {
    List<Strike> strikes = play(
        Meter.COMMON, swinging(2, 1), SWING, note(0, 0.5, 60), note(0.5, 0.5, 62), note(1, 1, 64), note(2, 1.5, 60), note(3.5, 0.5, 64));
    assertThat(onsets(strikes)).containsExactly(0.0, 0.667, 1.0, 2.0, 3.667);
    assertThat(strikes).extracting(Strike::end)
        .containsExactly(strikes.get(1).onset(), (long) Q, 2L * Q, strikes.get(4).onset(), 4L * Q);
    assertThat(strikes).extracting(Strike::place).containsExactly(0L, Q / 2L, (long) Q, 2L * Q, 7L * Q / 2);
  }

  @Test
  void shouldSwingHalfAsFarWhereHalfIsFollowed() {
    List<Strike> strikes = play(
        Meter.COMMON, swinging(2, 1), new Expression(1, 0, 0.5), note(0, 0.5, 60), note(0.5, 0.5, 62));
    assertThat(onsets(strikes)).containsExactly(0.0, 0.6);
  }

  @Test
  void shouldLeaveTripletsAndSixteenthsBesideSwungEighthsAlone() {
    assertThat(onsets(play(
        Meter.COMMON, swinging(2, 1), SWING, note(0, 1 / 3.0, 60), note(1 / 3.0, 1 / 3.0, 62), note(2 / 3.0, 1 / 3.0, 64),
        note(1, 0.25, 60), note(1.25, 0.25, 62), note(1.5, 0.5, 64))))
        .containsExactly(0.0, 0.333, 0.667, 1.0, 1.25, 1.5);
  }

  @Test
  void shouldSwingSixteenthsByTheirOwnRatio() {
    assertThat(onsets(play(
        Meter.COMMON, swinging(2, 1.5), SWING, note(0, 0.25, 60), note(0.25, 0.25, 62), note(0.5, 0.25, 64), note(0.75, 0.25, 65))))
        .containsExactly(0.0, 0.3, 0.5, 0.8);
  }

  @Test
  void shouldNotSwingWhereEighthsAreCounted() {
    assertThat(onsets(play(new Meter(6, 8), swinging(2, 2), SWING, note(0, 0.5, 60), note(0.5, 0.5, 62), note(1, 0.5, 64))))
        .containsExactly(0.0, 0.5, 1.0);
  }

  @Test
  void shouldBeAsLateAsThePlayer() {
    for (Strike strike : play(Meter.COMMON, late(18), Expression.FULL, note(0, 1, 60), note(1, 1, 62), note(2.5, 1, 64))) {
      assertThat(Tempo.MODERATE.nanos(strike.onset() - strike.place()) / 1e6).isCloseTo(18, within(0.1));
    }
    for (Strike strike : play(
        Meter.COMMON, late(18), new Expression(1, 0.5, 1), note(0, 1, 60), note(1, 1, 62), note(2.5, 1, 64))) {
      assertThat(Tempo.MODERATE.nanos(strike.onset() - strike.place()) / 1e6).isCloseTo(9, within(0.1));
    }
  }

  @Test
  void shouldNotBeEarlierThanABarCanBeSealed() {
    assertThat(play(Meter.COMMON, late(-40), Expression.FULL, note(0, 1, 60), note(1, 1, 62)))
        .allSatisfy(s -> assertThat(Tempo.MODERATE.nanos(s.place() - s.onset()) / 1e6).isCloseTo(10, within(0.1)));
  }

  @Test
  void shouldLetGoWhenThePlayerWould() {
    Feel own = Feel.NEUTRAL;
    Feel staccato = new Feel(own.loudness(), own.accents(), 0.5, 1, 1, own.latenessMs(), 0, 1, own.register(), 1);
    List<Strike> strikes = play(
        Meter.COMMON, staccato, Expression.FULL, note(0, 1, 60), new BarNote(2 * Q, 4 * Q, 62, false, true));
    assertThat(strikes.getFirst().end()).isEqualTo(Q / 2L);
    assertThat(strikes.getLast().end()).as("held over").isEqualTo(4L * Q);
  }

  @Test
  void shouldStrikeAKeyOnceForTwoVoices() {
    List<Strike> strikes = play(
        twoHandsOnOneChannel(), Meter.COMMON, Feel.NEUTRAL, Expression.FULL, 1, List.of(note(0, 1, 60)), List.of(note(0, 2, 60)), List.of());
    assertThat(strikes).hasSize(1);
    assertThat(strikes.getFirst().end()).isGreaterThan(Q + Q / 2);
  }

  private static Preset twoHandsOnOneChannel() {
    Preset trio = TestPresets.trio();
    var upper = trio.voices().get(0);
    var lower = trio.voices().get(1);
    return new Preset(
        trio.name(), trio.title(), trio.tags(), trio.notagen(), trio.layout(),
        List.of(upper, new antiphon.generate.VoicePart("", lower.clef(), false, true, lower.limits(), upper.channel(), 0), trio.voices().get(2)),
        trio.meter(), trio.tempo(), 2, 2, trio.sampling());
  }

  @Test
  void shouldBeAsLoudAsThePlayerSoFarAsItFollows() {
    BarNote[] notes = {note(0, 1, 60), note(1, 1, 62), note(2, 1, 64), note(3, 1, 62)};
    assertThat(mean(play(Meter.COMMON, Feel.NEUTRAL.withLevel(40), Expression.ON_THE_GRID, notes))).isBetween(38.0, 50.0);
    assertThat(mean(play(Meter.COMMON, Feel.NEUTRAL.withLevel(100), Expression.ON_THE_GRID, notes))).isBetween(98.0, 110.0);
    assertThat(play(Meter.COMMON, Feel.NEUTRAL.withLevel(40), new Expression(0, 0, 0), notes))
        .isEqualTo(play(Meter.COMMON, Feel.NEUTRAL.withLevel(100), new Expression(0, 0, 0), notes));
  }

  @Test
  void shouldShapeVelocitiesByMeterAndLine() {
    double[] byPlace = new double[8];
    double[] rising = new double[8];
    for (long seed = 1; seed <= 50; seed++) {
      List<BarNote> flat = new ArrayList<>();
      List<BarNote> line = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        flat.add(note(i / 2.0, 0.5, 60));
        line.add(note(i / 2.0, 0.5, 60 + 2 * i));
      }
      List<Strike> level = play(TestPresets.melody(), Meter.COMMON, Feel.NEUTRAL, Expression.ON_THE_GRID, seed, flat);
      List<Strike> up = play(TestPresets.melody(), Meter.COMMON, Feel.NEUTRAL, Expression.ON_THE_GRID, seed, line);
      for (int i = 0; i < 8; i++) {
        byPlace[i] += level.get(i).velocity() / 50.0;
        rising[i] += (up.get(i).velocity() - level.get(i).velocity()) / 50.0;
      }
    }
    assertThat(byPlace[0]).as("downbeat over pulse").isGreaterThan(byPlace[2] + 3);
    assertThat(byPlace[2]).as("pulse over off-beat").isGreaterThan(byPlace[3] + 3);
    assertThat(rising[7]).as("high over low").isGreaterThan(rising[0] + 6);
  }

  @Test
  void shouldKeepAccompanimentBelowTheVoiceThatLeads() {
    List<Strike> strikes = play(
        TestPresets.trio(), Meter.COMMON, Feel.NEUTRAL, Expression.ON_THE_GRID, 3, List.of(note(0, 4, 72)),
        List.of(note(0, 4, 60), note(0, 4, 64)), List.of(note(0, 4, 48)));
    int lead = strikes.stream().filter(s -> s.channel() == 0).findFirst().orElseThrow().velocity();
    assertThat(strikes.stream().filter(s -> s.channel() != 0)).allSatisfy(s -> assertThat(s.velocity()).isLessThan(lead));
  }

  @Test
  void shouldPlayShorterOrLongerAndSofterOrLouder() {
    BarNote[] notes = {note(0, 1, 60), note(1, 1, 62), note(2, 1, 64), note(3, 1, 65)};
    double[] lengths = new double[3];
    double[] loud = new double[3];
    for (int i = 0; i < 3; i++) {
      List<Strike> strikes = play(Meter.COMMON, Feel.NEUTRAL, new Expression(1, 0.5, 0, i - 1.0, i - 1.0), notes);
      lengths[i] = strikes.stream().mapToLong(strike -> strike.end() - strike.onset()).average().orElseThrow();
      loud[i] = mean(strikes);
    }
    assertThat(lengths[0]).isLessThan(0.4 * lengths[2]);
    assertThat(lengths[1]).isBetween(lengths[0], lengths[2]);
    assertThat(loud[1] - loud[0]).isBetween(25.0, 35.0);
    assertThat(loud[2] - loud[1]).isBetween(25.0, 35.0);
  }

  @Test
  void shouldPlayAlikeWhatIsWrittenAnewAlike() {
    BarNote[] before = {note(0, 1, 60), note(1, 1, 62), note(2, 2, 64)};
    BarNote[] after = {note(0, 1, 60), note(1, 1, 62), note(2, 2, 64), note(2, 2, 52)};
    List<Strike> first = play(Meter.COMMON, late(5), Expression.FULL, before);
    List<Strike> second = play(Meter.COMMON, late(5), Expression.FULL, after);
    assertThat(second.subList(0, 2)).extracting(Strike::onset)
        .isEqualTo(first.subList(0, 2).stream().map(Strike::onset).toList());
  }
}
