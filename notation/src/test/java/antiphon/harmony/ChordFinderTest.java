package antiphon.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.harmony.CompingPart.Role;
import antiphon.harmony.CompingPart.Style;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.PitchName;
import antiphon.time.Meter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChordFinderTest {
  private static final int EIGHTH = 5_040;

  /** Eighths: keys joined by dots sound together, a tilde lengthens. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "4/4; C; C3.E4.G4.C5 ~ ~ ~ ~ ~ ~ ~; C",
    "4/4; C; A2.E4.A4.C5 ~ ~ ~ ~ ~ ~ ~; Am",
    "4/4; C; D3.F4.A4 ~ ~ ~ G2.F4.B4 ~ ~ ~; Dm G7",
    "4/4; C; C3 G3 E3 G3 C3 G3 E3 G3; C",
    "4/4; C; C3 A3 F3 A3 B2 G3 D3 G3; F G",
    "4/4; G; G4 A4 B4 G4 D5 ~ ~ ~; G",
    "4/4; Am; E3.G#3.B3.E4 ~ ~ ~ A2.C4.E4.A4 ~ ~ ~; E Am",
    "3/4; F; F2 ~ A3.C4 ~ A3.C4 ~; F",
    "6/8; D; D4 F#4 A4 A4 C#5 E5; D A",
    "4/4; C; B3.D4.F4.G#4 ~ ~ ~ ~ ~ ~ ~; Bdim7",
    "4/4; C; C3.E4.G4.B4 ~ ~ ~ ~ ~ ~ ~; Cmaj7",
    "4/4; C; z z z z z z z z; N.C.",
  })
  void shouldNameWhatIsPlayed(String meter, String key, String music, String expected) {
    Bar bar = Bar.plain(12 * EIGHTH, Meter.parse(meter), Key.parse(key));

    List<HeardChord> heard = ChordFinder.hear(bar, notes(bar, music), bar.key(), Chord.NONE);

    assertThat(heard.stream().map(h -> h.span().chord().text()).collect(Collectors.joining(" "))).isEqualTo(expected);
  }

  @Test
  void shouldKeepAChordThatStillFits() {
    Bar bar = Bar.plain(0, Meter.COMMON, Key.C);
    List<Note> notes = notes(bar, "A4 ~ ~ ~ A4 ~ ~ ~");

    assertThat(only(ChordFinder.hear(bar, notes, Key.C, Chord.parse("F")))).isEqualTo(Chord.parse("F"));
    assertThat(only(ChordFinder.hear(bar, notes, Key.C, Chord.parse("Dm")))).isEqualTo(Chord.parse("Dm"));
  }

  @Test
  void shouldBeSurerOfAChordThanOfALine() {
    Bar bar = Bar.plain(0, Meter.COMMON, Key.C);
    double line = ChordFinder.hear(bar, notes(bar, "E5 ~ ~ ~ ~ ~ ~ ~"), Key.C, Chord.NONE).getFirst().confidence();
    double chord =
        ChordFinder.hear(bar, notes(bar, "C3.E4.G4.C5 ~ ~ ~ ~ ~ ~ ~"), Key.C, Chord.NONE).getFirst().confidence();

    assertThat(chord).isGreaterThan(line + 0.2);
  }

  /** Our own comping is heard as the chords it was made of: by root, nine times in ten. */
  @ParameterizedTest
  @ValueSource(strings = {"4/4", "3/4", "6/8", "7/8", "2/2"})
  void shouldHearWhatTheCompingPlays(String meter) {
    int right = 0;
    int bars = 0;
    for (long seed = 0; seed < 12; seed++) {
      ChordChart chart = ChordChart.parse(
          "key: C\nmeter: " + meter + "\nC | Am7 | Dm7 | G7 | Em | F | Fm | C | E7 | Am | D7 | G")
          .transposed((int) seed);
      Key key = chart.key().orElseThrow();
      Style style = Style.values()[(int) seed % Style.values().length];
      Voicing bass = Voicing.NONE;
      Voicing hand = Voicing.NONE;
      Chord before = Chord.NONE;
      for (int b = 0; b < chart.length(); b++) {
        Bar bar = Bar.plain(b * (long) Meter.parse(meter).barTicks(), Meter.parse(meter), key);
        List<ChordSpan> spans = chart.spans(b, bar);
        CompedBar low =
            Comping.bar(bar, spans, new CompingPart(Role.BASS, style, 28, 55, 1), chart.chordAt(b + 1, 0), bass, seed);
        CompedBar high =
            Comping.bar(bar, spans, new CompingPart(Role.CHORDS, style, 50, 76, 4), Chord.NONE, hand, seed);
        bass = low.voicing();
        hand = high.voicing();
        List<Note> notes = new ArrayList<>(low.notes());
        notes.addAll(high.notes());
        List<HeardChord> heard = ChordFinder.hear(bar, notes, key, before);
        before = heard.getLast().span().chord();
        right += heard.getFirst().span().chord().root() == chart.chordAt(b, 0).root() ? 1 : 0;
        bars++;
      }
    }
    assertThat(right / (double) bars).as("bars of which the root is heard").isGreaterThan(0.9);
  }

  @Test
  void shouldFillAnyBarWithChordsThatMoveWithTheMusic() {
    for (long seed = 0; seed < 150; seed++) {
      RandomCharts random = new RandomCharts(seed);
      Meter meter = random.meter();
      Key key = random.key();
      Bar bar = Bar.plain(random.below(100_000), meter, key);
      List<Note> notes = new ArrayList<>();
      for (int i = random.below(12); i > 0; i--) {
        long onset = bar.start() + random.below(meter.barTicks());
        notes.add(new Note(onset, 1 + random.below(meter.barTicks()), 40 + random.below(40)));
      }
      List<HeardChord> heard = ChordFinder.hear(bar, notes, key, Chord.NONE);
      long at = bar.start();
      for (HeardChord chord : heard) {
        assertThat(chord.span().start()).as("seed %d", seed).isEqualTo(at);
        at = chord.span().end();
      }
      assertThat(at).as("seed %d", seed).isEqualTo(bar.end());
      int by = 1 + random.below(11);
      List<Note> moved = notes.stream().map(n -> new Note(n.onset(), n.duration(), n.pitch() + by)).toList();
      List<HeardChord> there = ChordFinder.hear(bar, moved, key.transpose(by), Chord.NONE);
      assertThat(there).as("seed %d", seed).hasSameSizeAs(heard);
      for (int i = 0; i < heard.size(); i++) {
        assertThat(there.get(i).confidence())
            .as("seed %d", seed)
            .isCloseTo(heard.get(i).confidence(), Offset.offset(1e-6));
      }
    }
  }

  private static Chord only(List<HeardChord> heard) {
    assertThat(heard).hasSize(1);
    return heard.getFirst().span().chord();
  }

  private static List<Note> notes(Bar bar, String music) {
    String[] eighths = music.strip().split(" ");
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < eighths.length; i++) {
      if (!eighths[i].equals("~") && !eighths[i].equals("z")) {
        int to = i + 1;
        while (to < eighths.length && eighths[to].equals("~")) {
          to++;
        }
        long onset = bar.start() + (long) i * EIGHTH;
        long duration = (long) (to - i) * EIGHTH;
        Arrays.stream(eighths[i].split("\\.")).forEach(name -> notes.add(new Note(onset, duration, PitchName.parse(name))));
      }
    }
    return notes;
  }
}
