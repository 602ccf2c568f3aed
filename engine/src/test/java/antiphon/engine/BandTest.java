package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.band.Band;
import antiphon.band.Band.Choice;
import antiphon.band.Band.Fits;
import antiphon.band.BandStyle;
import antiphon.band.DrumHit;
import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.generate.TestPresets;
import antiphon.harmony.ChordChart;
import antiphon.harmony.CompingPart.Style;
import antiphon.take.TakenNote;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the band plays, and what it does when asked. */
class BandTest extends VirtualDuet {
  private static final int CHORDS = 13;
  private static final int BASS = 14;
  private static final int DRUMS = 9;
  private static final BandStyle ROCK = new BandStyle(
      "rock", Style.PLAIN, "rock", 0, 1, 0, 33, Map.of("4/4", List.of("1111 1111")), Map.of("4/4", List.of("x---x---")));
  private static final ChordChart CHART = ChordChart.parse("C | F | G7 | C | C | F | G7 | C |");

  private void begin() {
    engine(settings(TestPresets.melody(), Mode.TRADE).withChart(CHART).withBacking(Band.of(ROCK)));
    engine.start(0);
    play(0, barStart(2));
  }

  private List<TakenNote> in(long bar, int channel) {
    long early = Q / 8;
    return companion().stream()
        .filter(n -> n.channel() == channel && n.onset() >= barStart(bar) - early && n.onset() < barStart(bar + 1) - early).toList();
  }

  @Test
  void shouldPlayDrumsWithBassAndChordsAndLeadIntoTheNextRound() {
    begin();
    runToTick(barStart(10));
    finish();
    for (long bar = 0; bar < 9; bar++) {
      assertThat(in(bar, DRUMS)).as("bar %d", bar).hasSizeGreaterThan(3).allMatch(n -> n.velocity() >= 1 && n.velocity() <= 127);
      assertThat(in(bar, BASS)).as("bar %d", bar).hasSize(8);
      assertThat(in(bar, CHORDS)).as("bar %d", bar).isNotEmpty();
    }
    assertThat(in(8, DRUMS)).as("after the fill").anyMatch(n -> n.pitch() == DrumHit.CRASH);
    assertThat(out.balanced()).isTrue();
  }

  @Test
  void shouldBreakEndAndBeginAgainWhenAsked() {
    begin();
    runToTick(barStart(2) + Q / 2);
    engine.control(Control.BREAK, 1);
    runToTick(barStart(5) + Q / 2);
    engine.control(Control.ENDING, 1);
    runToTick(barStart(9) + Q / 2);
    engine.control(Control.INTRO, 1);
    runToTick(barStart(13));
    finish();
    for (int channel : new int[] {CHORDS, BASS, DRUMS}) {
      assertThat(in(3, channel)).as("break").isNotEmpty().allMatch(n -> n.onset() < barStart(3) + Q / 8);
      assertThat(in(4, channel)).as("after the break").isNotEmpty();
      assertThat(in(6, channel)).as("last stroke").isNotEmpty().allMatch(n -> n.onset() < barStart(6) + Q / 8);
      assertThat(in(7, channel)).as("silence").isEmpty();
      assertThat(in(8, channel)).as("silence").isEmpty();
      assertThat(in(11, channel)).as("again").isNotEmpty();
    }
    assertThat(in(10, DRUMS)).as("sticks").hasSize(4).allMatch(n -> n.pitch() == DrumHit.SIDE_STICK);
    assertThat(in(10, BASS)).isEmpty();
    assertThat(out.balanced()).isTrue();
  }

  @Test
  void shouldFillWhenAskedAndBeAsLoudAsItsVolume() {
    begin();
    runToTick(barStart(2));
    engine.control(Control.BAND_VOLUME, 3, 0.1);
    runToTick(barStart(4) + Q / 2);
    engine.control(Control.FILL, 1);
    engine.control(Control.BACKING, 2, 0);
    runToTick(barStart(7));
    finish();
    assertThat(in(3, DRUMS)).allMatch(n -> n.velocity() < 40);
    assertThat(in(5, DRUMS)).anyMatch(n -> n.pitch() == DrumHit.CRASH);
    assertThat(in(5, BASS)).isEmpty();
    assertThat(in(5, CHORDS)).anyMatch(n -> n.velocity() > 40);
  }

  @Test
  void shouldPlayAlongFromTheSecondBarWithoutAChart() {
    engine(settings(TestPresets.melody(), Mode.TRADE).withBacking(Band.of(ROCK)));
    engine.start(0);
    play(0, barStart(4));
    runToTick(barStart(5));
    finish();
    assertThat(in(0, DRUMS)).isEmpty();
    assertThat(in(2, DRUMS)).isNotEmpty();
    assertThat(in(2, BASS)).isNotEmpty();
  }

  @Test
  void shouldTakeTheStyleOfWhoSwings() {
    assertThat(chosen(2.0)).containsExactly("rock", "swing");
    assertThat(chosen(1.0)).containsExactly("rock");
  }

  /** What is told while sixteen bars of eighths are played, the long ones so much longer than the short ones. */
  private List<String> chosen(double swing) {
    Choice straight = new Choice(ROCK, new Fits(List.of("4/4"), 60, 300, 1, 1.25));
    Choice swung = new Choice(BandStyle.of(Style.SWING), new Fits(List.of("4/4"), 60, 300, 1.25, 3));
    bands.clear();
    engine(settings(TestPresets.melody(), Mode.TRADE).withChart(CHART).withBacking(new Band("auto", List.of(straight, swung))));
    engine.start(0);
    for (long beat = 0; beat < 64; beat++) {
      strike(beat * Q, SCALE[(int) (beat % SCALE.length)]);
      strike(beat * Q + Math.round(Q * swing / (1 + swing)), SCALE[(int) ((beat + 2) % SCALE.length)]);
    }
    finish();
    return List.copyOf(bands);
  }

  private void strike(long tick, int pitch) {
    runToTick(tick);
    Player.note(engine.input(), true, pitch, clock.nanoTime());
    runToTick(tick + Q / 4);
    Player.note(engine.input(), false, pitch, clock.nanoTime());
  }
}
