package antiphon.lab.evaluate;

import antiphon.critic.measure.Harmony;
import antiphon.critic.measure.Profile;
import antiphon.critic.measure.Regularity;
import antiphon.critic.measure.Support;
import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.HdrHistogram.Histogram;

/** What was measured of one way to accompany, piece by piece. Mutable; one thread. */
final class AccompanyFigures {
  private final SequencedMap<String, List<Double>> pieces = new LinkedHashMap<>();
  private final Profile profile = new Profile();
  private final Histogram durationNs = new Histogram(1, 600_000_000_000L, 3);

  /** Adds one stretch. */
  void add(List<Bar> bars, List<Note> melody, List<Note> companion, List<Note> human) {
    Support support = Support.of(melody, companion);
    put("consonant", support.consonant());
    put("dissonant", support.dissonant());
    put("alone", support.alone());
    put("on-human-harmony", Harmony.sounding(bars, human).noteInChord(companion));
    put("melody-on-harmony", Harmony.sounding(bars, companion).noteInChord(melody));
    put("notes-a-bar", (double) companion.size() / bars.size());
    put("groove", Regularity.groove(bars, companion));
    put("entropy-1", Regularity.entropy(bars, companion, 1));
    put("entropy-4", Regularity.entropy(bars, companion, 4));
    profile.add(bars, companion);
  }

  private void put(String name, double value) {
    pieces.computeIfAbsent(name, n -> new java.util.ArrayList<>()).add(value);
  }

  void bar(long ns) {
    durationNs.recordValue(ns);
  }

  Profile profile() {
    return profile;
  }

  /** Means over the pieces, distances from the composers' notes, and the time for a bar. */
  Map<String, Double> means(Profile human) {
    Map<String, Double> means = new LinkedHashMap<>();
    pieces.forEach((name, values) ->
        means.put(name, values.stream().filter(v -> !v.isNaN()).mapToDouble(v -> v).average().orElse(Double.NaN)));
    Profile.Divergence divergence = profile.divergence(human);
    means.put("jsd-pitch-class", divergence.pitchClass());
    means.put("jsd-duration", divergence.duration());
    means.put("jsd-onset", divergence.onset());
    if (durationNs.getTotalCount() > 0) {
      means.put("ms-a-bar-p50", durationNs.getValueAtPercentile(50) / 1e6);
      means.put("ms-a-bar-p99", durationNs.getValueAtPercentile(99) / 1e6);
    }
    return means;
  }

  /**
   * By how much a figure is greater than another way's on the same pieces: the mean of the differences and
   * its standard error.
   */
  double[] lead(AccompanyFigures other, String name) {
    return Leads.of(pieces.getOrDefault(name, List.of()), other.pieces.getOrDefault(name, List.of()));
  }
}
