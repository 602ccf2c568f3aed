package antiphon.critic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.generate.BarNote;
import antiphon.generate.WrittenBar;
import antiphon.score.Bar;
import antiphon.score.Clef;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.time.Meter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
  private static final int WINDOW = 8;
  private static final Meter COMMON = Meter.COMMON;

  /** Notes with random intervals and lengths: {@code pitch, eighths} in turn. */
  private static int[] melody(long seed, int notes) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] melody = new int[2 * notes];
    for (int i = 0; i < notes; i++) {
      melody[2 * i] = random.nextInt(55, 80);
      melody[2 * i + 1] = random.nextInt(1, 4);
    }
    return melody;
  }

  private static TopLine line(int[] melody, int shift) {
    TopLine line = new TopLine();
    long at = 0;
    for (int i = 0; i < melody.length; i += 2) {
      line.add(at, melody[i] + shift, melody[i + 1] * Bars.EIGHTH);
      at += melody[i + 1] * Bars.EIGHTH;
    }
    return line;
  }

  private static Score score(int[] melody) {
    List<Note> notes = new ArrayList<>();
    TopLine line = line(melody, 0);
    for (int i = 0; i < line.size(); i++) {
      notes.add(new Note(line.onset(i), line.duration(i), line.pitch(i)));
    }
    List<Bar> bars = new ArrayList<>();
    for (long start = 0; start < notes.getLast().end(); start += COMMON.barTicks()) {
      bars.add(Bar.plain(start, COMMON, Key.C));
    }
    return new Score(List.of(), "", Optional.empty(), bars, List.of(new Voice(Clef.TREBLE, notes)));
  }

  private static Fingerprints of(int[]... melodies) {
    FingerprintBuilder builder = new FingerprintBuilder(WINDOW, 32);
    for (int[] melody : melodies) {
      builder.add(score(melody));
    }
    return builder.build();
  }

  private static int[] join(int[]... parts) {
    return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
  }

  @Test
  void shouldFindEveryLongRunInEveryKeyAndNameItsLength() {
    for (int seed = 0; seed < 200; seed++) {
      int[] known = melody(seed, 60);
      Fingerprints fingerprints = of(known);
      int length = NoteGrams.NOTES + WINDOW - 1 + seed % 20;
      int[] quoted = Arrays.copyOfRange(known, 2 * (seed % 10), 2 * (seed % 10 + length));
      // Long enough on both sides for windows to fill.
      int[] query = join(melody(1_000 + seed, 20), quoted, melody(2_000 + seed, 20));
      int found = fingerprints.longestRun(line(query, seed % 12 - 6), 0);
      // The interval that leads in or out may go on by chance.
      assertThat(found).as("seed %d", seed).isBetween(Math.max(12, length - 2 * WINDOW + 1), length + 1);
    }
  }

  @Test
  void shouldFindNothingInOtherMusic() {
    Fingerprints fingerprints = of(melody(1, 2_000), melody(2, 2_000));
    assertThat(fingerprints.longestRun(line(melody(3, 3_000), 0), 0)).isZero();
  }

  @Test
  void shouldCountOnlyRunsThatReachIntoTheBar() {
    int[] known = melody(5, 60);
    int[] query = join(Arrays.copyOf(known, 2 * 40), melody(6, 40));
    assertThat(of(known).longestRun(line(query, 0), 30)).isGreaterThan(25);
    assertThat(of(known).longestRun(line(query, 0), 41)).isZero();
  }

  @Test
  void shouldPassOverScalesAndDrones() {
    int[] scale = new int[80];
    for (int i = 0; i < 40; i++) {
      scale[2 * i] = new int[] {60, 62, 64, 65, 67, 69, 71, 72}[i % 8];
      scale[2 * i + 1] = 1;
    }
    // Tones, semitones and the leap back: three different steps.
    assertThat(of(scale).size()).isZero();
  }

  @Test
  void shouldReadWhatItWrote() throws IOException {
    for (int bits : new int[] {8, 20, 32}) {
      FingerprintBuilder builder = new FingerprintBuilder(WINDOW, bits);
      builder.add(score(melody(bits, 5_000))).add(score(melody(99, 3_000)));
      Fingerprints written = builder.build();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      written.write(bytes);
      Fingerprints read = Fingerprints.read(new ByteArrayInputStream(bytes.toByteArray()));
      assertThat(read.size()).isEqualTo(written.size()).isPositive();
      assertThat(read.window()).isEqualTo(WINDOW);
      assertThat(read.falsePositiveRate()).isEqualTo(written.falsePositiveRate());
      ByteArrayOutputStream again = new ByteArrayOutputStream();
      read.write(again);
      assertThat(again.toByteArray()).isEqualTo(bytes.toByteArray());
      NoteGrams.winnow(line(melody(99, 3_000), 0), WINDOW, (at, hash) -> assertThat(read.contains(hash)).isTrue());
      // Near the bound: the bits above the mean difference, and a bit and a half.
      double bound = bits - Math.log(written.size()) / Math.log(2) + 2;
      assertThat(8.0 * (bytes.size() - 11) / written.size()).isLessThan(bound);
    }
  }

  @Test
  void shouldTakeTheUnknownForKnownAsOftenAsItSays() {
    FingerprintBuilder builder = new FingerprintBuilder(WINDOW, 14);
    Fingerprints fingerprints = builder.add(score(melody(7, 10_000))).build();
    int[] asked = {0, 0};
    NoteGrams.winnow(line(melody(8, 60_000), 0), WINDOW, (at, hash) -> {
      asked[0]++;
      asked[1] += fingerprints.contains(hash) ? 1 : 0;
    });
    double rate = (double) asked[1] / asked[0];
    assertThat(fingerprints.falsePositiveRate()).isBetween(0.1, 0.2);
    assertThat(rate).isBetween(0.9 * fingerprints.falsePositiveRate(), 1.1 * fingerprints.falsePositiveRate());
  }

  @Test
  void shouldRefuseWhatIsNoFile() {
    assertThatThrownBy(() -> Fingerprints.read(new ByteArrayInputStream(new byte[] {1, 2, 3, 4, 5})))
        .isInstanceOf(IOException.class).hasMessageContaining("1020304: expected AFP1");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThatThrownBy(() -> {
      of(melody(3, 100)).write(bytes);
      byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 3);
      Fingerprints.read(new ByteArrayInputStream(cut));
    }).isInstanceOf(IOException.class).hasMessageContaining("end early");
  }

  @Test
  void shouldLowerTheOriginalityOfAQuotation() {
    int[] known = melody(11, 120);
    for (int i = 1; i < known.length; i += 2) {
      // Eighths, so that a bar has as many notes as the window and none can slip through.
      known[i] = 1;
    }
    Ranker ranker = new Ranker(Weights.DEFAULT, of(known));
    List<WrittenBar> bars = bars(line(known, 3));
    Setting setting = new Setting(
        bars.subList(4, 12), List.of(0), List.of(), List.of(), new Place(1, 4, false), Targets.NONE);
    assertThat(ranker.score(new Candidate(bars.get(12), -1), setting).parts().originality()).isZero();
    assertThat(ranker.score(new Candidate(Bars.bar(12, Bars.tune(60, 8)), -1), setting).parts().originality()).isEqualTo(1);
  }

  private static List<WrittenBar> bars(TopLine line) {
    List<List<BarNote>> bars = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      long end = line.onset(i) + line.duration(i);
      for (long at = line.onset(i); at < end; at = (at / COMMON.barTicks() + 1) * COMMON.barTicks()) {
        long start = at / COMMON.barTicks() * COMMON.barTicks();
        while (bars.size() <= start / COMMON.barTicks()) {
          bars.add(new ArrayList<>());
        }
        bars.getLast().add(new BarNote(at - start, Math.min(end - start, COMMON.barTicks()), line.pitch(i),
            at > line.onset(i), end - start > COMMON.barTicks()));
      }
    }
    List<WrittenBar> written = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      written.add(Bars.bar(i, bars.get(i)));
    }
    return written;
  }
}
