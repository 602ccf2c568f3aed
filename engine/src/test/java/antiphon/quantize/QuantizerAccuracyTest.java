package antiphon.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.score.Note;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of {@link TestScores} is written as it was before it was performed with errors. */
final class QuantizerAccuracyTest {
  private static final int[] TEMPOS = {60, 100, 160};

  /** Counts of notes; onsets that came out right with their pitch, and of these the durations that did. */
  private record Tally(int notes, int onsets, int durations) {
    Tally plus(Tally other) {
      return new Tally(notes + other.notes, onsets + other.onsets, durations + other.durations);
    }

    /** Written and found notes are equally many, so that precision, recall and F1 are one number. */
    double onsetF1() {
      return (double) onsets / notes;
    }

    double durationAccuracy() {
      return (double) durations / onsets;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "onset F1 %.4f, durations %.4f", onsetF1(), durationAccuracy());
    }
  }

  private static Tally evaluate(TestScore score, int tempo, double jitterMs, double heldShare, long seed) {
    Timeline timeline = Timeline.of(score.meter(), Tempo.ofQuartersPerMinute(tempo));
    List<Note> written = score.notes();
    var performed = Performer.inTime(new Performer(jitterMs, heldShare, seed).play(written, timeline));
    Quantized found =
        new Quantizer(QuantizeSettings.DEFAULT).quantize(performed, timeline, 0, score.bars() + 1, Timing.UNKNOWN);
    assertThat(found.notes()).hasSameSizeAs(written);
    Map<List<Long>, List<Long>> durations = new HashMap<>();
    for (Note note : found.notes()) {
      durations.computeIfAbsent(List.of(note.onset(), (long) note.pitch()), k -> new ArrayList<>()).add(note.duration());
    }
    int onsets = 0;
    int right = 0;
    for (Note note : written) {
      List<Long> there = durations.getOrDefault(List.of(note.onset(), (long) note.pitch()), List.of());
      if (!there.isEmpty()) {
        onsets++;
        if (there.remove(note.duration())) {
          right++;
        } else {
          there.removeFirst();
        }
      }
    }
    return new Tally(written.size(), onsets, right);
  }

  private static Tally evaluate(double jitterMs, double heldShare) {
    Tally all = new Tally(0, 0, 0);
    for (TestScore score : TestScores.ALL) {
      Tally ofScore = new Tally(0, 0, 0);
      for (int tempo : TEMPOS) {
        ofScore = ofScore.plus(evaluate(score, tempo, jitterMs, heldShare, 1000L * tempo + score.name().hashCode()));
      }
      System.out.printf(Locale.ROOT, "  %-24s %s%n", score.name(), ofScore);
      all = all.plus(ofScore);
    }
    System.out.printf(Locale.ROOT, "jitter %2.0f ms, held %.2f: %s (%d notes)%n", jitterMs, heldShare, all, all.notes());
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1.00, 1.000, 0.999",
    "10, 1.00, 0.990, 0.990",
    "20, 1.00, 0.985, 0.980",
    "40, 1.00, 0.920, 0.940",
    "10, 0.85, 0.990, 0.980",
    "20, 0.85, 0.985, 0.970"
  })
  void shouldWriteWhatWasMeant(double jitterMs, double heldShare, double leastOnsetF1, double leastDurations) {
    Tally tally = evaluate(jitterMs, heldShare);
    assertThat(tally.onsetF1()).as("onset F1").isGreaterThanOrEqualTo(leastOnsetF1);
    assertThat(tally.durationAccuracy()).as("duration accuracy").isGreaterThanOrEqualTo(leastDurations);
  }
}
