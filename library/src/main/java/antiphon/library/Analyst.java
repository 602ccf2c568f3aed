package antiphon.library;

import antiphon.critic.measure.Regularity;
import antiphon.harmony.Chord;
import antiphon.harmony.ChordFinder;
import antiphon.harmony.HeardChord;
import antiphon.quantize.KeyEstimate;
import antiphon.quantize.KeyFinder;
import antiphon.pipeline.Chorus;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.library.Analysis.Difficulty;
import antiphon.library.Analysis.Value;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures a score. For one use. */
final class Analyst {
  private static final int MOST_VALUES = 5;
  private static final double SURE = 0.3;
  private static final double BUSIEST = 12;
  private static final double OCTAVE = 12;

  private final Score score;
  private final double quartersPerMinute;
  private final List<Note> notes;
  private final Line tune;
  private final Key key;

  Analyst(Score score, double quartersPerMinute) {
    this.score = score;
    this.quartersPerMinute = quartersPerMinute;
    notes = score.voices().stream().flatMap(voice -> voice.notes().stream()).distinct().sorted().toList();
    tune = Line.top(notes);
    key = KeyFinder.of(notes).key();
  }

  /** @param choruses what was measured of the player while he played */
  Analysis analysis(List<Chorus> choruses) {
    KeyEstimate whole = KeyFinder.of(notes);
    int section = Sections.length(score.bars().size());
    double beats = score.bars().stream().mapToDouble(bar -> (double) bar.length() / bar.meter().pulses().getFirst()).sum();
    double offBeat = offBeat();
    double groove = Regularity.groove(score.bars(), notes);
    return new Analysis(
        whole.key().toString(), rounded(whole.confidence()), chords(), Sections.form(score, section), section,
        rounded(notes.size() / Math.max(1, beats)), density(), rounded(offBeat), Double.isNaN(groove) ? -1 : rounded(groove),
        values(), difficulty(offBeat), choruses);
  }

  private List<String> chords() {
    List<String> names = new ArrayList<>();
    Chord before = Chord.NONE;
    for (Bar bar : score.bars()) {
      List<Note> inside = in(bar);
      List<HeardChord> heard = inside.isEmpty() ? List.of() : ChordFinder.hear(bar, inside, key, before);
      List<String> clear = heard.stream()
          .filter(chord -> chord.confidence() >= SURE && !chord.span().chord().isNone())
          .map(chord -> chord.span().chord().text()).distinct().toList();
      names.add(String.join(" ", clear));
      before = heard.isEmpty() ? Chord.NONE : heard.getLast().span().chord();
    }
    return names;
  }

  private List<Note> in(Bar bar) {
    return notes.stream().filter(n -> n.onset() < bar.end() && n.end() > bar.start()).toList();
  }

  private List<Integer> density() {
    return score.bars().stream()
        .map(bar -> (int) notes.stream().filter(n -> n.onset() >= bar.start() && n.onset() < bar.end()).count()).toList();
  }

  private double offBeat() {
    long off = 0;
    for (Bar bar : score.bars()) {
      List<Long> beats = beats(bar);
      for (Note note : notes) {
        if (note.onset() >= bar.start() && note.onset() < bar.end() && !beats.contains(note.onset() - bar.start())) {
          long next = beats.stream().filter(beat -> beat > note.onset() - bar.start()).findFirst().orElse(bar.length());
          off += note.end() - bar.start() > next ? 1 : 0;
        }
      }
    }
    return notes.isEmpty() ? 0 : (double) off / notes.size();
  }

  private static List<Long> beats(Bar bar) {
    List<Long> beats = new ArrayList<>();
    long at = bar.length() - bar.meter().barTicks();
    for (int pulse : bar.meter().pulses()) {
      beats.add(at);
      at += pulse;
    }
    return beats;
  }

  private List<Value> values() {
    Map<Long, Integer> counts = new HashMap<>();
    notes.forEach(note -> counts.merge(note.duration(), 1, Integer::sum));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<Long, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_VALUES)
        .map(entry -> new Value(fraction(entry.getKey()), rounded((double) entry.getValue() / notes.size()))).toList();
  }

  private static String fraction(long ticks) {
    long whole = Ticks.PER_WHOLE;
    long a = ticks;
    long b = whole;
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return whole == a ? Long.toString(ticks / a) : ticks / a + "/" + whole / a;
  }

  private Difficulty difficulty(double offBeat) {
    double speed = busiest() / BUSIEST;
    double steps = 0;
    for (int i = 0; i + 1 < tune.size(); i++) {
      steps += Math.abs(tune.interval(i));
    }
    double leaps = tune.size() < 2 ? 0 : steps / (tune.size() - 1) / OCTAVE;
    int low = tune.pitches().stream().min(Comparator.naturalOrder()).orElse(60);
    int high = tune.pitches().stream().max(Comparator.naturalOrder()).orElse(60);
    double chords = (meanAtOnce() - 1) / 3;
    double foreign = 2.0 * notes.stream().filter(n -> !diatonic(n.pitch())).count() / Math.max(1, notes.size());
    double[] parts = {speed, leaps, (high - low) / (3 * OCTAVE), chords, foreign, 2 * offBeat};
    double sum = 0;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = rounded(Math.clamp(parts[i], 0, 1));
      sum += parts[i];
    }
    return new Difficulty(
        Math.round(100 * sum / parts.length) / 10.0, parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
  }

  /** Onsets in the busiest second. */
  private int busiest() {
    double second = quartersPerMinute / 60 * Ticks.PER_QUARTER;
    int most = 0;
    int from = 0;
    for (int to = 0; to < tune.size(); to++) {
      while (tune.onsets().get(to) - tune.onsets().get(from) >= second) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }

  private double meanAtOnce() {
    Map<Long, Integer> together = new LinkedHashMap<>();
    notes.forEach(note -> together.merge(note.onset(), 1, Integer::sum));
    return together.isEmpty() ? 1 : (double) notes.size() / together.size();
  }

  private boolean diatonic(int pitch) {
    int aboveMajorTonic = Math.floorMod(pitch - key.tonic() - (key.minor() ? 3 : 0), 12);
    return (0b101010110101 >> aboveMajorTonic & 1) != 0;
  }

  /** What takes are compared by; see {@link Traits}. */
  double[] traits() {
    return Traits.of(score, notes, tune, key, quartersPerMinute, meanAtOnce(), offBeat());
  }

  private static double rounded(double value) {
    return Math.round(100 * value) / 100.0;
  }
}
