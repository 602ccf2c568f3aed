package antiphon.feel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.capture.PerformedNote;
import antiphon.quantize.QuantizeSettings;
import antiphon.quantize.Quantized;
import antiphon.quantize.Quantizer;
import antiphon.quantize.Swing;
import antiphon.quantize.Timing;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FeelFinderTest {
  private static final int Q = Ticks.PER_QUARTER;

  /** Bars of two seconds. */
  private static final Timeline TIMELINE = Timeline.of(Meter.COMMON, Tempo.MODERATE);

  private final FeelFinder finder = new FeelFinder();

  private static Quantized quantized(List<PerformedNote> notes, long fromBar, long toBar) {
    return new Quantizer(QuantizeSettings.DEFAULT).quantize(notes, TIMELINE, fromBar, toBar, Timing.UNKNOWN);
  }

  private void hear(long fromBar, long toBar, List<PerformedNote> notes) {
    finder.hear(TIMELINE, fromBar, TIMELINE.barStart(toBar), quantized(notes, fromBar, toBar));
  }

  /** Quarters from bar to bar. */
  private static List<PerformedNote> quarters(long fromBar, long toBar, int pitch, int velocity) {
    List<PerformedNote> notes = new ArrayList<>();
    for (long beat = 4 * fromBar; beat < 4 * toBar; beat++) {
      notes.add(new PerformedNote(beat * Q, beat * Q + 9 * Q / 10, pitch + (int) (beat % 3), velocity, 0));
    }
    return notes;
  }

  @Test
  void shouldBeNeutralBeforeAnythingIsHeard() {
    assertThat(finder.feel()).isEqualTo(Feel.NEUTRAL);
  }

  @Test
  void shouldHearSilenceAsNothingButThinning() {
    hear(0, 4, List.of());
    Feel feel = finder.feel();
    assertThat(feel.density()).isLessThan(0.1);
    assertThat(feel.loudness()).isEqualTo(Feel.NEUTRAL.loudness());
    assertThat(feel.latenessMs()).isEqualTo(Feel.NEUTRAL.latenessMs());
    assertThat(feel.register()).isEqualTo(Feel.NEUTRAL.register());
    assertThat(feel.polyphony()).isEqualTo(Feel.NEUTRAL.polyphony());
  }

  @Test
  void shouldLeanOnOneNoteALittleOnly() {
    hear(0, 1, List.of(new PerformedNote(Q + Q / 12, 2 * Q, 100, 127, 0)));
    Feel feel = finder.feel();
    assertThat(feel.loudness().level()).isBetween(77.0, 90.0);
    assertThat(feel.latenessMs().pulse()).isBetween(0.0, 15.0);
    assertThat(feel.register().mean()).isBetween(68.0, 76.0);
  }

  @Test
  void shouldNotMindASlip() {
    List<PerformedNote> notes = new ArrayList<>(quarters(0, 4, 60, 60));
    notes.set(9, new PerformedNote(9 * Q + Q / 6, 10 * Q, 100, 127, 0));
    hear(0, 4, notes);
    Feel feel = finder.feel();
    assertThat(feel.loudness().level()).isCloseTo(60, within(1.5));
    assertThat(feel.register().mean()).isCloseTo(61, within(1.0));
    assertThat(feel.latenessMs().pulse()).isCloseTo(0, within(2.0));
    assertThat(feel.density()).isCloseTo(1, within(0.02));
  }

  @Test
  void shouldForgetOverAFewBars() {
    hear(0, 4, quarters(0, 4, 48, 40));
    hear(4, 12, quarters(4, 12, 72, 100));
    assertThat(finder.feel().loudness().level()).isBetween(90.0, 115.0);
    assertThat(finder.feel().register().mean()).isCloseTo(73, within(1.0));
  }

  @Test
  void shouldHearAPhraseThatIsHeardAnewOnce() {
    hear(0, 3, quarters(0, 3, 60, 50));
    for (long bars = 1; bars <= 4; bars++) {
      hear(3, 3 + bars, quarters(3, 3 + bars, 64, 90));
    }
    FeelFinder once = new FeelFinder();
    once.hear(TIMELINE, 0, TIMELINE.barStart(3), quantized(quarters(0, 3, 60, 50), 0, 3));
    once.hear(TIMELINE, 3, TIMELINE.barStart(7), quantized(quarters(3, 7, 64, 90), 3, 7));
    assertThat(finder.feel()).isEqualTo(once.feel());
  }

  @Test
  void shouldKeepWhatItKnowsWhenTheMusicJumps() {
    hear(8, 12, quarters(8, 12, 60, 40));
    Feel before = finder.feel();
    finder.jump();
    assertThat(finder.feel()).isEqualTo(before);
    hear(0, 1, quarters(0, 1, 60, 40));
    assertThat(finder.feel().loudness().level()).isCloseTo(before.loudness().level(), within(1.0));
  }

  @Test
  void shouldCountOnlyThePulsesThatPassed() {
    List<PerformedNote> half = quarters(4, 5, 60, 70).subList(0, 2);
    hear(0, 4, quarters(0, 4, 60, 70));
    finder.hear(TIMELINE, 4, TIMELINE.barStart(4) + 2 * Q, quantized(half, 4, 5));
    assertThat(finder.feel().density()).isCloseTo(1, within(0.02));
  }

  @Test
  void shouldCountChordsOnceAndTheirNotesAsPolyphony() {
    List<PerformedNote> notes = new ArrayList<>(quarters(0, 4, 60, 70));
    notes.addAll(quarters(0, 4, 64, 70));
    notes.addAll(quarters(0, 4, 67, 70));
    hear(0, 4, notes);
    assertThat(finder.feel().density()).isCloseTo(1, within(0.02));
    assertThat(finder.feel().polyphony()).isCloseTo(3, within(0.05));
  }

  @Test
  void shouldTellSixteenthsSwingFromEighths() {
    List<PerformedNote> notes = new ArrayList<>();
    for (long half = 0; half < 32; half++) {
      long onset = half * Q / 2;
      long second = onset + Math.round(0.6 * Q / 2);
      notes.add(new PerformedNote(onset, second, 60, 70, 0));
      notes.add(new PerformedNote(second, onset + Q / 2, 62, 70, 0));
    }
    hear(0, 4, notes);
    assertThat(finder.feel().halfSwing()).isCloseTo(1.5, within(0.1));
    assertThat(finder.feel().beatSwing()).isCloseTo(1, within(0.01));
  }

  @Test
  void shouldTakeADottedRhythmForWhatItIs() {
    List<PerformedNote> notes = new ArrayList<>();
    for (long beat = 0; beat < 16; beat++) {
      notes.add(new PerformedNote(beat * Q, beat * Q + 3 * Q / 4, 60, 70, 0));
      notes.add(new PerformedNote(beat * Q + 3 * Q / 4, (beat + 1) * Q, 62, 70, 0));
    }
    hear(0, 4, notes);
    assertThat(finder.feel().beatSwing()).isEqualTo(1);
  }

  @Test
  void shouldFindSomethingSaneWhateverIsPlayed() {
    for (long seed = 1; seed <= 150; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Meter meter = new Meter(1 + random.nextInt(15), 1 << random.nextInt(5));
      long pickup = random.nextInt(3) == 0 ? random.nextInt(meter.barTicks()) : 0;
      Timeline timeline = Timeline.of(
          pickup, Map.of(0L, meter), Map.of(0L, Tempo.ofQuartersPerMinute(30 + random.nextInt(270))));
      Quantizer quantizer =
          new Quantizer(new QuantizeSettings(random.nextBoolean(), random.nextBoolean(), Swing.values()[random.nextInt(3)]));
      FeelFinder any = new FeelFinder();
      for (int hearing = 0; hearing < 4; hearing++) {
        long from = random.nextInt(3);
        long to = from + 1 + random.nextInt(3);
        Quantized heard = quantizer.quantize(garbage(random, timeline, from, to), timeline, from, to, Timing.UNKNOWN);
        any.hear(timeline, from, random.nextBoolean() ? timeline.barStart(to) : timeline.barStart(to) - 1, heard);
        if (random.nextInt(4) == 0) {
          any.jump();
        }
        // The record itself refuses what is no number.
        Feel feel = any.feel();
        String label = "seed " + seed + ", " + meter + ": " + feel;
        assertThat(feel.loudness().spread()).as(label).isBetween(0.0, 127.0);
        assertThat(feel.articulation()).as(label).isBetween(0.1, 1.2);
        assertThat(feel.spreadMs()).as(label).isBetween(0.0, 300.0);
        assertThat(feel.density()).as(label).isNotNegative();
        assertThat(feel.polyphony()).as(label).isGreaterThanOrEqualTo(0.999);
        assertThat(feel.register().mean()).as(label).isBetween(0.0, 127.0);
        assertThat(feel.register().low()).as(label).isLessThanOrEqualTo(feel.register().high());
      }
    }
  }

  private static List<PerformedNote> garbage(SplittableRandom random, Timeline timeline, long from, long to) {
    List<PerformedNote> notes = new ArrayList<>();
    long start = timeline.barStart(from);
    long length = timeline.barStart(to) - start;
    for (int i = random.nextInt(40); i > 0; i--) {
      long onset = start + random.nextLong(length);
      long keyEnd = onset + random.nextInt(Q);
      long end = keyEnd + (random.nextBoolean() ? random.nextInt(4 * Q) : 0);
      notes.add(new PerformedNote(
          onset, keyEnd, end, random.nextInt(128), 1 + random.nextInt(127), 0, random.nextInt(9) == 0));
    }
    return notes;
  }
}
