package antiphon.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import antiphon.harmony.CompingPart.Role;
import antiphon.harmony.CompingPart.Style;
import antiphon.score.Bar;
import antiphon.score.BarLine;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.PitchName;
import antiphon.time.Meter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompingTest {
  private static final int QUARTER = 10_080;
  private static final int LOW_E = 28;
  private static final int BASS_TOP = 55;

  @Test
  void shouldKeepToBarRangeAndChordInAnyMeter() {
    long seed = 0;
    for (int unit : new int[] {1, 2, 4, 8, 16}) {
      for (int beats = 1; beats <= 15; beats++) {
        for (Role role : Role.values()) {
          for (Style style : Style.values()) {
            for (int i = 0; i < 2; i++) {
              keepsTheRules(new Meter(beats, unit), role, style, seed++);
            }
          }
        }
      }
    }
  }

  private static void keepsTheRules(Meter meter, Role role, Style style, long seed) {
    RandomCharts random = new RandomCharts(seed);
    int lowest = random.below(100);
    CompingPart part =
        new CompingPart(role, style, lowest, Math.min(127, lowest + random.below(40)), 1 + random.below(10));
    long start = random.below(1_000) * 1_260L;
    Voicing voicing = Voicing.NONE;
    for (int b = 0; b < 4; b++) {
      long length = random.below(5) > 0 ? meter.barTicks() : 1 + random.below(2 * meter.barTicks());
      Bar bar = new Bar(start, length, meter, Key.C, BarLine.NONE, BarLine.SINGLE);
      List<ChordSpan> spans = random.bar(meter).chords().stream().map(span -> span.shifted(bar.start())).toList();
      Chord next = random.chord();
      CompedBar comped = Comping.bar(bar, spans, part, next, voicing, seed);
      String place = "seed " + seed + ", bar " + b + " of " + meter + ", " + part + " over " + spans + ": " + comped;

      assertThat(Comping.bar(bar, spans, part, next, voicing, seed)).as(place).isEqualTo(comped);
      checkNotes(bar, spans, part, comped.notes(), place);
      for (int pitch : comped.voicing().pitches()) {
        assertThat(pitch).as(place).isBetween(part.lowest(), part.highest());
      }
      if (part.highest() - part.lowest() >= 11) {
        for (ChordSpan span : spans) {
          boolean due = !span.chord().isNone() && span.start() < bar.end();
          boolean heard = comped.notes().stream().anyMatch(n -> n.onset() >= span.start() && n.onset() < span.end());
          assertThat(heard).as("%s%n%s is heard", place, span).isEqualTo(due);
        }
      }
      voicing = comped.voicing();
      start = bar.end();
    }
  }

  private static void checkNotes(Bar bar, List<ChordSpan> spans, CompingPart part, List<Note> notes, String place) {
    long lastBeat = Beat.of(bar).getLast().start();
    for (Note note : notes) {
      assertThat(note.onset()).as(place).isGreaterThanOrEqualTo(bar.start());
      assertThat(note.end()).as(place).isLessThanOrEqualTo(bar.end());
      assertThat(note.pitch()).as(place).isBetween(part.lowest(), part.highest());
      ChordSpan span = spans.stream().filter(s -> note.onset() >= s.start() && note.onset() < s.end()).findFirst().orElseThrow();
      assertThat(note.end()).as(place).isLessThanOrEqualTo(span.end());
      boolean leading = part.role() == Role.BASS && part.style() == Style.SWING && note.onset() >= lastBeat;
      assertThat(leading || span.chord().tones().contains(note.pitch())).as("%s%n%s", place, note).isTrue();
      long together = notes.stream().filter(n -> n.onset() <= note.onset() && n.end() > note.onset()).count();
      assertThat(together).as(place).isLessThanOrEqualTo(part.role() == Role.BASS ? 1 : part.chordNotes());
      long same = notes.stream()
          .filter(n -> n.pitch() == note.pitch() && n.onset() < note.end() && n.end() > note.onset())
          .count();
      assertThat(same).as(place).isEqualTo(1);
    }
  }

  /** Each stroke: sixteenths from the bar line, length in sixteenths, keys. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "PLAIN; BASS; 4/4; C | A7 . . D7; 0+16 C2 | 0+12 A1, 12+4 D2",
    "PLAIN; CHORDS; 3/4; C | F; 0+4 C4.E4.G4, 4+4 C4.E4.G4, 8+4 C4.E4.G4 | 0+4 C4.F4.A4, 4+4 C4.F4.A4, 8+4 C4.F4.A4",
    "FOLK; BASS; 4/4; C | G; 0+4 C2, 8+4 G1 | 0+4 G1, 8+4 D2",
    "FOLK; CHORDS; 4/4; C | G; 4+4 C4.E4.G4, 12+4 C4.E4.G4 | 4+4 B3.D4.G4, 12+4 B3.D4.G4",
    "FOLK; BASS; 3/4; C | C | G | C; 0+4 C2 | 0+4 G1 | 0+4 G1 | 0+4 C2",
    "FOLK; CHORDS; 3/4; C | F; 4+4 C4.E4.G4, 8+4 C4.E4.G4 | 4+4 C4.F4.A4, 8+4 C4.F4.A4",
    "FOLK; BASS; 6/8; C | G; 0+4 C2, 6+4 G1 | 0+4 G1, 6+4 D2",
    "FOLK; CHORDS; 6/8; C | G; 4+2 C4.E4.G4, 10+2 C4.E4.G4 | 4+2 B3.D4.G4, 10+2 B3.D4.G4",
    "FOLK; BASS; 7/8; C; 0+2 C2, 4+2 G1, 8+4 C2",
    "FOLK; CHORDS; 7/8; C; 2+2 C4.E4.G4, 6+2 C4.E4.G4, 12+2 C4.E4.G4",
    "FOLK; CHORDS; 5/4; C; 4+4 C4.E4.G4, 8+4 C4.E4.G4, 16+4 C4.E4.G4",
    "BALLAD; BASS; 2/4; C; 0+2 C2, 2+2 G2, 4+2 C3, 6+2 E3",
    "BALLAD; BASS; 6/8; C; 0+2 C2, 2+2 G2, 4+2 C3, 6+2 E3, 8+2 C3, 10+2 G2",
    "BALLAD; CHORDS; 4/4; Cmaj7 | Dm7 G7; 0+16 G3.C4.E4.B4 | 0+8 A3.D4.F4.C5, 8+8 G3.D4.F4.B4",
    "PLAIN; BASS; 4/4; N.C. | C N.C.; '' | 0+8 C2",
    "PLAIN; BASS; 4/4; C/E | D7/F#; 0+16 E2 | 0+16 F#2",
  })
  void shouldPlayWhatTheStyleSays(String style, String role, String meter, String chart, String expected) {
    assertThat(played(Style.valueOf(style), Role.valueOf(role), meter, chart, 1)).isEqualTo(expected.replace("''", ""));
  }

  @Test
  void shouldWalkIntoTheNextChord() {
    for (long seed = 0; seed < 200; seed++) {
      Voicing voicing = Voicing.NONE;
      ChordChart changes = ChordChart.parse("Dm7 | G7 | Cmaj7 | A7");
      List<Integer> line = new ArrayList<>();
      for (int b = 0; b < 8; b++) {
        Bar bar = Bar.plain(b * 4L * QUARTER, Meter.COMMON, Key.C);
        CompedBar comped = Comping.bar(
            bar, changes.spans(b, bar), new CompingPart(Role.BASS, Style.SWING, LOW_E, BASS_TOP, 1),
            changes.chordAt(b + 1, 0), voicing, seed);
        assertThat(comped.notes()).as("seed %d", seed).hasSize(4);
        comped.notes().forEach(note -> line.add(note.pitch()));
        voicing = comped.voicing();
      }
      for (int i = 0; i < line.size() - 1; i++) {
        int step = Math.abs(line.get(i + 1) - line.get(i));
        assertThat(step).as("seed %d, note %d of %s", seed, i, line).isBetween(i % 4 == 3 ? 1 : 0, i % 4 == 3 ? 2 : 9);
        if (i % 4 == 0) {
          assertThat(line.get(i) % 12).as("seed %d, %s", seed, line).isEqualTo(changes.chordAt(i / 4, 0).root());
        }
      }
    }
  }

  @Test
  void shouldLeadTheVoicesSmoothly() {
    for (Style style : Style.values()) {
      ChordVoicer voicer = new ChordVoicer(new CompingPart(Role.CHORDS, style, 50, 79, 4));
      Voicing voicing = Voicing.NONE;
      int moved = 0;
      int voices = 0;
      // Twice round the circle of fifths in two-five-ones.
      for (int i = 0; i < 72; i++) {
        Chord chord = Chord.parse(List.of("Dm7", "G7", "Cmaj7").get(i % 3)).transposed(-2 * (i / 3));
        Voicing next = voicer.voice(chord, voicing);
        if (i > 0) {
          for (int v = 0; v < Math.min(next.pitches().size(), voicing.pitches().size()); v++) {
            moved += Math.abs(next.pitches().get(v) - voicing.pitches().get(v));
            voices++;
          }
        }
        voicing = next;
      }
      assertThat(moved / (double) voices).as("semitones that a voice moves, %s", style).isBetween(0.5, 2.0);
    }
  }

  @Test
  void shouldPlayDifferentlyForAnotherSeed() {
    assertThat(LongStream.range(0, 20)
        .mapToObj(seed -> played(Style.SWING, Role.CHORDS, "4/4", "Dm7 | G7 | Cmaj7 | A7", seed))
        .distinct()
        .count()).isGreaterThan(10);
  }

  private static String played(Style style, Role role, String meter, String chart, long seed) {
    CompingPart part = role == Role.BASS
        ? new CompingPart(role, style, LOW_E, BASS_TOP, 1)
        : new CompingPart(role, style, 50, 76, 4);
    ChordChart changes = ChordChart.parse("meter: " + meter + "\n" + chart);
    List<String> bars = new ArrayList<>();
    Voicing voicing = Voicing.NONE;
    long start = 0;
    for (int b = 0; b < changes.length(); b++) {
      Bar bar = Bar.plain(start, changes.barAt(b).meter(), Key.C);
      CompedBar comped = Comping.bar(bar, changes.spans(b, bar), part, changes.chordAt(b + 1, 0), voicing, seed);
      bars.add(comped.notes().stream()
          .collect(Collectors.groupingBy(n -> (n.onset() - bar.start()) / (QUARTER / 4) + "+" + n.duration() / (QUARTER / 4),
              LinkedHashMap::new, Collectors.mapping(n -> PitchName.of(n.pitch()), Collectors.joining("."))))
          .entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", ")));
      voicing = comped.voicing();
      start = bar.end();
    }
    return String.join(" | ", bars);
  }

  @Test
  void shouldRefuseAPartThatCannotBePlayed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CompingPart(Role.BASS, Style.FOLK, 60, 59, 1))
        .withMessageContaining("low before high");
  }
}
