package antiphon.lab.follow;

import antiphon.critic.measure.Consonance;
import antiphon.follow.Expected;
import antiphon.follow.HarmonyCounts.KnownBeat;
import antiphon.follow.HarmonyCounts.Struck;
import antiphon.follow.HarmonyFollower;
import antiphon.follow.Outlook.Odds;
import antiphon.follow.Triads;
import antiphon.lab.follow.FollowBench.Followed;
import antiphon.lab.follow.FollowBench.Heard;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How well harmony is followed on tunes whose harmony is known: what the follower foretells, what rules make of it, and
 * what the live engine plays, all judged alike. Mutable; one thread.
 */
public final class FollowEvaluation {
  /** What is judged begins with this beat. */
  private static final int FIRST = 8;

  private static final int LOOP_BARS = 8;
  private static final int PASSES = 4;
  private static final int MOST_SHIFT = 7;
  private static final int BINS = 5;
  private static final int TRITONE = 6;

  /** Beats before a player leaves the key, beats after, beats that are averaged, and what is back. */
  private static final int BEFORE = 16;

  private static final int AFTER = 32;
  private static final int WINDOW = 4;
  private static final double BACK = 0.95;

  private static final String OWN = "accompany-consonant";
  private static final String COMPOSER = "accompany-composer";

  private final @Nullable LiveAccompaniment live;
  private final HarmonyFollower follower = new HarmonyFollower();
  /** By name, tune by tune; NaN where a figure does not apply. */
  private final Map<String, List<Double>> values = new LinkedHashMap<>();
  private final double[] said = new double[BINS];
  private final int[] right = new int[BINS];
  private final int[] judged = new int[BINS];
  private final double[] after = new double[AFTER];
  private final int[] afterCount = new int[AFTER];
  private @Nullable Tune before;
  private int tunes;

  /** @param live plays along with each tune, if anybody does */
  public FollowEvaluation(@Nullable LiveAccompaniment live) {
    this.live = live;
  }

  /** Whether a tune has one meter, as the live engine is told. */
  public static boolean plain(Tune tune) {
    Meter meter = meter(tune);
    return tune.known().score().bars().stream().map(Bar::meter).allMatch(meter::equals);
  }

  private static Meter meter(Tune tune) {
    return tune.known().score().bars().getFirst().meter();
  }

  /** Judges one more. */
  public void add(Tune tune) {
    List<KnownBeat> beats = tune.beats();
    Followed followed = FollowBench.follow(beats, follower, Heard.MELODY, 1);
    put("harmony-triad-ahead", FollowBench.right(beats, followed, 1, FIRST, beats.size()));
    put("harmony-triad-ahead-full", tune.accompaniment().isEmpty() ? Double.NaN
        : FollowBench.right(beats, FollowBench.follow(beats, follower, Heard.EVERYTHING, 1), 1, FIRST, beats.size()));
    calibrate(beats, followed);
    rule("accompany-causal", tune, beat -> best(followed.of(beat, 1)));
    int key = beats.getFirst().key();
    int tonic = key % 12 * 3 + key / 12;
    rule("accompany-tonic", tune, beat -> tonic);
    rule("accompany-known", tune, beat -> known(beats, beat));
    consonance(COMPOSER, tune, tune.accompaniment());
    loops(beats);
    recovery(tune);
    if (live != null) {
      live(tune, live);
    }
    tunes++;
  }

  private void put(String name, double value) {
    values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  private void consonance(String name, Tune tune, List<Note> accompaniment) {
    Consonance found = Consonance.of(tune.melody(), accompaniment, tune.moments(FIRST));
    put(name, found.consonant());
    put(name + ".clash", found.clash());
  }

  private void rule(String name, Tune tune, IntUnaryOperator triad) {
    List<Note> notes = new ArrayList<>();
    for (int beat = FIRST; beat < tune.to() - tune.from(); beat++) {
      int chosen = triad.applyAsInt(beat);
      for (int pitch = 48; pitch < 60; pitch++) {
        if (Triads.holds(chosen, pitch)) {
          notes.add(new Note(tune.start(beat), tune.start(beat + 1) - tune.start(beat), pitch));
        }
      }
    }
    consonance(name, tune, notes);
  }

  /** The triad whose notes are worth most. */
  private static int best(Odds odds) {
    double[] worth = Expected.of(0, 1, odds).worth();
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int triad = 0; triad < Triads.COUNT; triad++) {
      double sum = 0;
      for (int note = 0; note < 12; note++) {
        sum += Triads.holds(triad, note) ? worth[note] : 0;
      }
      best = sum > most ? triad : best;
      most = Math.max(most, sum);
    }
    return best;
  }

  /** The triad that agrees most with all of the melody's bar, most of all with the beat at hand. */
  private static int known(List<KnownBeat> beats, int index) {
    double[] heard = new double[12];
    for (int i = 0; i < beats.size(); i++) {
      KnownBeat beat = beats.get(i);
      double weight = i == index ? 1 : beat.bar() == beats.get(index).bar() ? 0.25 : 0;
      for (Struck note : beat.melody()) {
        heard[note.pitch() % 12] += weight * (Math.min(1, note.to()) - Math.max(0, note.from()));
      }
    }
    return best(new Odds(new double[Triads.COUNT], heard));
  }

  private void calibrate(List<KnownBeat> beats, Followed followed) {
    for (int i = FIRST; i < beats.size(); i++) {
      if (beats.get(i).triad() != Triads.NONE) {
        Odds odds = followed.of(i, 1);
        int bin = Math.min(BINS - 1, (int) (odds.confidence() * BINS));
        said[bin] += odds.confidence();
        right[bin] += odds.triad() == beats.get(i).triad() ? 1 : 0;
        judged[bin]++;
      }
    }
  }

  /** The first bars again and again, as they are. */
  private void loops(List<KnownBeat> beats) {
    List<KnownBeat> once = beats.stream().filter(beat -> beat.bar() < LOOP_BARS).toList();
    List<KnownBeat> all = new ArrayList<>();
    for (int pass = 0; pass < PASSES; pass++) {
      for (KnownBeat beat : once) {
        all.add(moved(beat, (long) pass * LOOP_BARS, 0));
      }
    }
    Followed followed = FollowBench.follow(all, follower, Heard.MELODY, 1);
    for (int pass = 0; pass < PASSES; pass++) {
      double sum = 0;
      int count = 0;
      for (int i = Math.max(FIRST, pass * once.size()); i < (pass + 1) * once.size(); i++) {
        double agrees = agreement(all.get(i), followed, i);
        sum += Double.isNaN(agrees) ? 0 : agrees;
        count += Double.isNaN(agrees) ? 0 : 1;
      }
      put("loop-pass-" + (pass + 1), count == 0 ? Double.NaN : sum / count);
    }
  }

  /** A tune's beginning, then new music a tritone away. */
  private void recovery(Tune tune) {
    Tune earlier = before;
    before = tune;
    List<KnownBeat> beats = tune.beats();
    if (earlier == null || earlier.beats().size() < BEFORE || beats.size() < AFTER
        || earlier.beats().getFirst().beats() != beats.getFirst().beats()) {
      return;
    }
    List<KnownBeat> all = new ArrayList<>(earlier.beats().subList(0, BEFORE));
    long bars = all.getLast().bar() + 1;
    int interval = TRITONE + all.getFirst().key() % 12 - beats.getFirst().key() % 12;
    beats.subList(0, AFTER).forEach(beat -> all.add(moved(beat, bars, interval)));
    Followed followed = FollowBench.follow(all, follower, Heard.MELODY, 1);
    for (int i = 0; i < AFTER; i++) {
      double agrees = agreement(all.get(BEFORE + i), followed, BEFORE + i);
      after[i] += Double.isNaN(agrees) ? 0 : agrees;
      afterCount[i] += Double.isNaN(agrees) ? 0 : 1;
    }
  }

  private static KnownBeat moved(KnownBeat beat, long bars, int semitones) {
    List<Struck> melody = beat.melody().stream()
        .map(note -> new Struck(note.pitch() + semitones, note.from(), note.to())).toList();
    return new KnownBeat(beat.bar() + bars, beat.beat(), beat.beats(), beat.triad(), beat.key(), melody, melody);
  }

  /** Mean share of the rule's triad that agrees with the melody on a beat and between; NaN where it rests. */
  private static double agreement(KnownBeat beat, Followed followed, int index) {
    int triad = best(followed.of(index, 1));
    double sum = 0;
    int count = 0;
    for (double moment : new double[] {0, 0.5}) {
      for (Struck note : beat.melody()) {
        if (note.from() <= moment && note.to() > moment) {
          count++;
          for (int pitch = 0; pitch < 12; pitch++) {
            sum += Triads.holds(triad, pitch) && Consonance.consonant(Math.floorMod(note.pitch() - pitch, 12)) ? 1 / 3.0 : 0;
          }
        }
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private void live(Tune tune, LiveAccompaniment companion) {
    Meter meter = meter(tune);
    long end = tune.start(tune.to() - tune.from());
    Tempo tempo = tune.known().score().tempo().orElse(Tempo.ofQuartersPerMinute(100));
    List<List<Note>> voices = companion.play(tune.melody(), meter, tempo, end);
    sounding(tune, companion.voices(), voices);
    List<Note> played = voices.stream().flatMap(List::stream).sorted().toList();
    Consonance own = Consonance.of(tune.melody(), played, tune.moments(FIRST));
    put(OWN, own.consonant());
    put("accompany-supported", own.supported());
    put("accompany-clash", own.clash());
    put("accompany-alone", own.alone());
    double consonant = 0;
    double clash = 0;
    int shifts = 0;
    for (int shift = 1; shift <= MOST_SHIFT; shift++) {
      long ticks = (long) shift * meter.barTicks();
      List<Note> shifted = played.stream()
          .map(note -> new Note((note.onset() + ticks) % end, note.duration(), note.pitch())).toList();
      Consonance other = Consonance.of(tune.melody(), shifted, tune.moments(FIRST));
      if (other.moments() > 0) {
        consonant += other.consonant();
        clash += other.clash();
        shifts++;
      }
    }
    put("accompany-shifted", shifts == 0 ? Double.NaN : consonant / shifts);
    put("accompany-shifted.clash", shifts == 0 ? Double.NaN : clash / shifts);
  }

  /** The share of the bars in which each voice sounds, from the first whole one that is judged. */
  private void sounding(Tune tune, List<Integer> numbers, List<List<Note>> voices) {
    long bar = meter(tune).barTicks();
    List<Long> starts = LongStream.iterate(Math.ceilDiv(tune.start(FIRST), bar) * bar,
        start -> start + bar <= tune.start(tune.to() - tune.from()), start -> start + bar).boxed().toList();
    for (int i = 0; i < voices.size(); i++) {
      List<Note> notes = voices.get(i);
      long sounds = starts.stream()
          .filter(start -> notes.stream().anyMatch(note -> note.onset() < start + bar && note.end() > start)).count();
      put("voice-" + (numbers.get(i) + 1) + "-sounds", starts.isEmpty() ? Double.NaN : (double) sounds / starts.size());
    }
  }

  /** How many were judged. */
  public int tunes() {
    return tunes;
  }

  /** Means and their standard errors by name, and what lies between some of them on the same tunes. */
  public Map<String, Number> figures() {
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("tunes", tunes);
    values.forEach((name, own) -> mean(figures, name, own));
    for (String other : List.of("accompany-shifted", "accompany-tonic", "accompany-causal", "accompany-known", COMPOSER)) {
      List<Double> ours = values.get(OWN);
      List<Double> theirs = values.get(other);
      if (ours != null && theirs != null) {
        List<Double> leads = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
          leads.add(ours.get(i) - theirs.get(i));
        }
        mean(figures, OWN + ".less." + other, leads);
      }
    }
    for (int bin = 0; bin < BINS; bin++) {
      if (judged[bin] > 0) {
        figures.put("confidence-" + (bin + 1) + ".said", said[bin] / judged[bin]);
        figures.put("confidence-" + (bin + 1) + ".right", (double) right[bin] / judged[bin]);
        figures.put("confidence-" + (bin + 1) + ".beats", judged[bin]);
      }
    }
    recovered(figures);
    return figures;
  }

  private static void mean(Map<String, Number> figures, String name, List<Double> values) {
    double[] known = values.stream().filter(value -> !value.isNaN()).mapToDouble(Double::doubleValue).toArray();
    if (known.length > 0) {
      double mean = Arrays.stream(known).average().orElse(Double.NaN);
      double square = Arrays.stream(known).map(value -> (value - mean) * (value - mean)).sum();
      figures.put(name, mean);
      figures.put(name + ".error", Math.sqrt(square / Math.max(1, known.length - 1) / known.length));
    }
  }

  private void recovered(Map<String, Number> figures) {
    // Where no piece has an accompaniment, the rule that knows the bar stands in for the composers.
    Number composers = figures.containsKey(COMPOSER) ? figures.get(COMPOSER) : figures.get("accompany-known");
    if (composers == null || afterCount[0] == 0) {
      return;
    }
    int back = -1;
    for (int beat = AFTER - WINDOW; beat >= 0; beat--) {
      double sum = 0;
      int count = 0;
      for (int i = beat; i < beat + WINDOW; i++) {
        sum += after[i];
        count += afterCount[i];
      }
      double level = count == 0 ? 0 : sum / count;
      back = level >= BACK * composers.doubleValue() ? beat : back;
      if (beat == 12 || beat == 0 || beat == AFTER - WINDOW) {
        figures.put("recovery-consonant-" + beat, level);
      }
    }
    figures.put("recovery-beats", back);
  }

  /** The figures for people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    figures().forEach((name, value) -> text.append(
        value instanceof Double
            ? String.format(Locale.ROOT, "%-56s %8.3f%n", name, value.doubleValue())
            : String.format(Locale.ROOT, "%-56s %8d%n", name, value.longValue())));
    return text.toString();
  }
}
