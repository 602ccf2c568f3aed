package antiphon.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import antiphon.capture.PerformedNote;
import antiphon.score.Note;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class QuantizerTest {
  private static final int QUARTER = Ticks.PER_QUARTER;
  private static final Timeline TIMELINE = Timeline.of(Meter.COMMON, Tempo.MODERATE);

  private final Quantizer quantizer = new Quantizer(QuantizeSettings.DEFAULT);

  /** Ticks at 120 quarters a minute. */
  private static long ms(double ms) {
    return Math.round(ms * QUARTER / 500);
  }

  private static PerformedNote played(double onsetMs, double endMs, int pitch) {
    return new PerformedNote(ms(onsetMs), ms(endMs), pitch, 80, 0);
  }

  private static PerformedNote pedalled(double onsetMs, double keyEndMs, double endMs, int pitch) {
    return new PerformedNote(ms(onsetMs), ms(keyEndMs), ms(endMs), pitch, 80, 0, false);
  }

  private static Note note(double quarters, double length, int pitch) {
    return new Note(Math.round(quarters * QUARTER), Math.round(length * QUARTER), pitch);
  }

  private List<Note> bars(long bars, PerformedNote... notes) {
    return quantizer.quantize(List.of(notes), TIMELINE, 0, bars, Timing.UNKNOWN).notes();
  }

  @Test
  void shouldGiveAChordOneOnset() {
    assertThat(bars(1, played(480, 990, 60), played(497, 985, 64), played(515, 1010, 67)))
        .containsExactly(note(1, 1, 60), note(1, 1, 64), note(1, 1, 67));
  }

  @Test
  void shouldTellAChordFromASuccessionByHowLongTheFirstNoteIsHeld() {
    assertThat(bars(1, played(0, 490, 60), played(70, 500, 64))).extracting(Note::onset).containsExactly(0L, 0L);
    assertThat(bars(1, played(0, 68, 60), played(70, 500, 64))).extracting(Note::onset).doesNotHaveDuplicates();
  }

  @Test
  void shouldWriteADownbeatStruckEarlyInTheBarItOpens() {
    Quantized bar = quantizer.quantize(
        List.of(played(1500, 1960, 60), played(1970, 2490, 64)), TIMELINE, 0, 1, Timing.UNKNOWN);
    assertThat(bar.notes()).containsExactly(note(3, 1, 60));
    assertThat(bar.later()).containsExactly(played(1970, 2490, 64));
    assertThat(quantizer.quantize(bar.later(), TIMELINE, 1, 2, bar.timing()).notes())
        .containsExactly(note(4, 1, 64));
  }

  @Test
  void shouldWriteAtTheStartWhatBelongsBefore() {
    assertThat(quantizer.quantize(List.of(played(1500, 2400, 60)), TIMELINE, 1, 2, Timing.UNKNOWN).notes())
        .containsExactly(note(4, 1, 60));
  }

  @Test
  void shouldCloseSmallGapsInALine() {
    assertThat(bars(1, played(0, 430, 60), played(500, 940, 62), played(1000, 1430, 64), played(1500, 2000, 65)))
        .containsExactly(note(0, 1, 60), note(1, 1, 62), note(2, 1, 64), note(3, 1, 65));
  }

  @Test
  void shouldKeepStaccatoShortButNoShorterThanASixteenth() {
    assertThat(bars(1, played(0, 60, 60), played(1000, 1015, 60)))
        .containsExactly(note(0, 0.25, 60), note(2, 0.25, 60));
  }

  @Test
  void shouldLetNotesCrossTheBarLine() {
    assertThat(bars(1, played(1500, 2980, 60))).containsExactly(note(3, 3, 60));
  }

  @Test
  void shouldWriteHeldNotesToTheLastBarLine() {
    PerformedNote held = new PerformedNote(ms(1000), ms(1900), ms(1900), 60, 80, 0, true);
    assertThat(bars(1, held)).containsExactly(note(2, 2, 60));
  }

  @Test
  void shouldNotPileUpNotesUnderOnePedal() {
    List<PerformedNote> arpeggio = new ArrayList<>();
    int[] pitches = {48, 55, 60, 64, 67, 64, 60, 55};
    for (int i = 0; i < 8; i++) {
      // Each key is let go early, all sound until the pedal comes up at the bar line.
      arpeggio.add(pedalled(250 * i, 250 * i + 120, 2000, pitches[i]));
    }
    List<Note> written = bars(1, arpeggio.toArray(PerformedNote[]::new));
    assertThat(written).extracting(Note::duration).containsOnly(QUARTER / 2L);
  }

  @Test
  void shouldEndPedalledNotesAtTheBarLineAtLatest() {
    assertThat(bars(1, pedalled(1000, 1200, 9000, 60))).containsExactly(note(2, 2, 60));
  }

  @Test
  void shouldPreferPlainEighthsToThirtySecondsUntilTheEvidenceIsStrong() {
    assertThat(bars(1, played(0, 240, 60), played(281, 500, 62)))
        .extracting(Note::onset).containsExactly(0L, QUARTER / 2L);
    List<PerformedNote> run = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      run.add(played(62.5 * i, 62.5 * i + 60, 60 + i));
    }
    assertThat(bars(1, run.toArray(PerformedNote[]::new)))
        .extracting(Note::onset)
        .containsExactlyElementsOf(java.util.stream.LongStream.range(0, 16).mapToObj(i -> i * QUARTER / 8).toList());
  }

  @Test
  void shouldTellTripletsFromSixteenths() {
    assertThat(bars(1, played(0, 160, 60), played(167, 330, 62), played(333, 500, 64), played(500, 1000, 65)))
        .extracting(Note::onset).containsExactly(0L, QUARTER / 3L, 2L * QUARTER / 3, (long) QUARTER);
    assertThat(bars(1, played(0, 120, 60), played(125, 250, 62), played(250, 370, 64), played(375, 490, 65)))
        .extracting(Note::onset).containsExactly(0L, QUARTER / 4L, QUARTER / 2L, 3L * QUARTER / 4);
  }

  private Timing after(double lateMs, int notes, Timing before) {
    List<PerformedNote> quarters = new ArrayList<>();
    for (int i = 0; i < notes; i++) {
      quarters.add(played(500.0 * i + lateMs, 500.0 * i + lateMs + 450, 60 + i % 2));
    }
    return quantizer.quantize(quarters, TIMELINE, 0, notes / 4, before).timing();
  }

  /** Of 32 onsets, beside the 8 that are assumed of anybody and 24 of doubt, each is half believed. */
  @Test
  void shouldBelieveALatenessSlowly() {
    assertThat(after(20, 32, Timing.UNKNOWN).offsetMs()).isCloseTo(10, within(0.2));
    assertThat(after(0, 32, new Timing(11, 20, 64)).offsetMs()).isCloseTo(11 * 88 / 120.0, within(0.2));
  }

  @Test
  void shouldNeverBelieveASpreadOfLessThanAMillisecond() {
    assertThat(after(0, 32, new Timing(0, 1, 64)).spreadMs()).isEqualTo(1);
    assertThat(after(0, 32, new Timing(0, 20, 0)).spreadMs()).isGreaterThanOrEqualTo(1);
  }

  /** An arm on the keys, or a file of a machine: whatever it is written as, each note is there, and it takes no minutes. */
  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldWriteAnyNumberOfNotesInTimeThatGrowsAsTheyDo() {
    Random random = new Random(8);
    List<PerformedNote> crowd = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      double onset = random.nextDouble(8_000);
      crowd.add(played(onset, onset + random.nextDouble(5, 300), random.nextInt(21, 109)));
    }
    Quantized written = quantizer.quantize(crowd, TIMELINE, 0, 4, Timing.UNKNOWN);
    assertThat(written.notes().size() + written.later().size()).isEqualTo(20_000);
  }

  private static List<PerformedNote> swungBars() {
    List<PerformedNote> notes = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 32; i++) {
      double onset = i / 2 * 500 + i % 2 * 325 + 8 * random.nextGaussian();
      notes.add(played(onset, onset + (i % 2 == 0 ? 300 : 160), 60 + i % 5));
    }
    return notes;
  }

  @Test
  void shouldWriteSwingStraightOrAsTripletsAndReportItsRatio() {
    Quantized straight =
        new Quantizer(new QuantizeSettings(true, true, Swing.STRAIGHT)).quantize(swungBars(), TIMELINE, 0, 4, Timing.UNKNOWN);
    assertThat(straight.notes()).allMatch(n -> n.onset() % (QUARTER / 2) == 0 && n.duration() == QUARTER / 2);
    assertThat(straight.swingRatio()).isBetween(1.75, 1.95);
    Quantized triplets =
        new Quantizer(new QuantizeSettings(true, true, Swing.TRIPLETS)).quantize(swungBars(), TIMELINE, 0, 4, Timing.UNKNOWN);
    assertThat(triplets.notes()).filteredOn(n -> n.onset() % QUARTER != 0)
        .hasSize(16).allMatch(n -> n.onset() % QUARTER == 2 * QUARTER / 3);
  }

  @Test
  void shouldLearnALatePlayer() {
    List<PerformedNote> late = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      late.add(played(250 * i + 25, 250 * i + 260, 60 + i % 7));
    }
    Quantized found = quantizer.quantize(late, TIMELINE, 0, 8, Timing.UNKNOWN);
    assertThat(found.timing().offsetMs()).isBetween(15.0, 25.0);
    assertThat(found.timing().spreadMs()).isLessThan(15);
    assertThat(found.notes()).allMatch(n -> n.onset() % (QUARTER / 2) == 0);
  }

  @Test
  void shouldPutAPickUpBeforeTheFirstFullBar() {
    Timeline pickup = Timeline.of(QUARTER / 2, Map.of(0L, Meter.COMMON), Map.of(0L, Tempo.MODERATE));
    assertThat(
            quantizer.quantize(List.of(played(8, 240, 60), played(255, 740, 64)), pickup, 0, 2, Timing.UNKNOWN).notes())
        .containsExactly(note(0, 0.5, 60), note(0.5, 1, 64));
  }

  @Test
  void shouldRefuseAnEmptySpan() {
    assertThatThrownBy(() -> quantizer.quantize(List.of(), TIMELINE, 2, 2, Timing.UNKNOWN)).hasMessageContaining("at least one");
  }

  @Test
  void shouldNeitherLoseNorInventNorOverlapNotesWhateverIsPlayed() {
    List<String> meters = List.of("4/4", "3/4", "6/8", "7/8", "5/4", "2/2", "3/2", "5/16", "9/16", "1/8", "4/32", "6/32");
    for (long seed = 1; seed <= 120; seed++) {
      Random random = new Random(seed);
      Meter meter = Meter.parse(meters.get(random.nextInt(meters.size())));
      long pickup = random.nextInt(3) == 0 ? random.nextInt(meter.barTicks()) : 0;
      Timeline timeline = Timeline.of(
          pickup, Map.of(0L, meter), Map.of(0L, Tempo.ofQuartersPerMinute(30 + random.nextInt(250))));
      Swing swing = Swing.values()[random.nextInt(3)];
      Quantizer any = new Quantizer(new QuantizeSettings(random.nextBoolean(), random.nextBoolean(), swing));
      List<PerformedNote> notes = garbage(random, timeline);
      Quantized found = any.quantize(notes, timeline, 0, 3, Timing.UNKNOWN);
      String label = "seed " + seed + ", " + meter + ", pick-up " + pickup;
      List<Integer> pitches = new ArrayList<>(found.notes().stream().map(Note::pitch).toList());
      found.later().forEach(later -> pitches.add(later.pitch()));
      assertThat(pitches).as(label)
          .containsExactlyInAnyOrderElementsOf(notes.stream().map(PerformedNote::pitch).toList());
      List<PerformedNote> matched = new ArrayList<>(found.performed());
      matched.addAll(found.later());
      assertThat(matched).as(label).containsExactlyInAnyOrderElementsOf(notes);
      assertThat(found.performed()).as(label).extracting(PerformedNote::pitch)
          .containsExactlyElementsOf(found.notes().stream().map(Note::pitch).toList());
      assertThat(found.notes()).as(label).isSorted()
          .allMatch(n -> n.duration() > 0 && n.onset() >= 0 && n.onset() < timeline.barStart(3));
      Map<Integer, Long> ends = new HashMap<>();
      for (Note note : found.notes()) {
        Long before = ends.put(note.pitch(), note.end());
        assertThat(before == null || before <= note.onset()).as(label + ": " + note).isTrue();
      }
    }
  }

  /** Notes anywhere from before the span to after it, many at once, one key never down twice. */
  private static List<PerformedNote> garbage(Random random, Timeline timeline) {
    List<PerformedNote> notes = new ArrayList<>();
    Map<Integer, Long> ends = new HashMap<>();
    long at = -timeline.barTicks(1) / 4;
    int count = random.nextInt(60);
    for (int i = 0; i < count; i++) {
      at += random.nextInt(3) == 0 ? 0 : random.nextInt(1 + (int) timeline.barTicks(1) / 12);
      int pitch = 60 + random.nextInt(12);
      long onset = Math.max(at, ends.getOrDefault(pitch, Long.MIN_VALUE));
      long keyEnd = onset + random.nextInt(QUARTER);
      long end = keyEnd + (random.nextBoolean() ? random.nextInt(4 * QUARTER) : 0);
      ends.put(pitch, end);
      notes.add(new PerformedNote(onset, keyEnd, end, pitch, 1 + random.nextInt(127), 0, random.nextInt(9) == 0));
    }
    return notes;
  }

  @Test
  void shouldGiveTheSameNotesBarByBarAsAtOnceWhenPlayedWell() {
    for (TestScore score : TestScores.ALL) {
      Timeline timeline = Timeline.of(score.meter(), Tempo.ofQuartersPerMinute(100));
      List<PerformedNote> played = Performer.inTime(new Performer(8, 1, 5).play(score.notes(), timeline));
      List<Note> live = new ArrayList<>();
      List<PerformedNote> pending = new ArrayList<>();
      Timing timing = Timing.UNKNOWN;
      int next = 0;
      for (long bar = 0; bar <= score.bars(); bar++) {
        while (next < played.size() && played.get(next).onset() < timeline.barStart(bar + 1)) {
          pending.add(played.get(next++));
        }
        Quantized found = quantizer.quantize(pending, timeline, bar, bar + 1, timing);
        live.addAll(found.notes());
        pending = new ArrayList<>(found.later());
        timing = found.timing();
      }
      assertThat(pending).isEmpty();
      List<String> wanted = score.notes().stream().map(n -> n.onset() + " " + n.pitch()).toList();
      List<String> found = live.stream().map(n -> n.onset() + " " + n.pitch()).toList();
      assertThat(found).as(score.name()).hasSameSizeAs(wanted);
      long right = wanted.stream().filter(found::contains).count();
      assertThat(right).as(score.name()).isGreaterThanOrEqualTo(Math.round(0.97 * wanted.size()));
    }
  }

  @Test
  void shouldGiveTheSameAnswerTwice() {
    List<PerformedNote> notes = swungBars();
    assertThat(quantizer.quantize(notes, TIMELINE, 0, 4, Timing.UNKNOWN))
        .isEqualTo(new Quantizer(QuantizeSettings.DEFAULT).quantize(notes.reversed(), TIMELINE, 0, 4, Timing.UNKNOWN));
  }
}
