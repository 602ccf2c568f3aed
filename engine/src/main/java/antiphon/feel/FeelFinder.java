package antiphon.feel;

import antiphon.feel.Feel.Loudness;
import antiphon.feel.Feel.Register;
import antiphon.feel.PlayedBar.OffBeat;
import antiphon.feel.PlayedBar.Onset;
import antiphon.quantize.Quantized;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Finds the feel of the player's last bars. Mutable; one thread at a time.
 *
 * <p>What a bar tells fades over four bars of playing. All measures are means of the middle half, and lean to
 * {@link Feel#NEUTRAL} while there is little to go by, so that a slip or a first note pulls little.
 */
public final class FeelFinder {
  private static final double FADE_BARS = 4;
  private static final int MEMORY_BARS = 16;

  /** Bars from before the music jumped have no number any more. */
  private static final long PAST = Long.MIN_VALUE;

  private static final double MOST_TREND = 8;

  /** Weights, in onsets or what else is counted, at which a measure is half believed. */
  private static final double DOUBT = 2;

  private static final double SWING_DOUBT = 1;
  private static final double PLACE_DOUBT = 4;

  /** Shares of a beat before its off-beat, of the ratios 1 and 3. */
  private static final double STRAIGHT = 0.5;

  private static final double MOST_SHARE = 0.75;

  /** Oldest first. */
  private final List<PlayedBar> bars = new ArrayList<>();

  /**
   * Takes in bars of the player; those from {@code fromBar} on that were heard before are heard anew.
   *
   * @param fromBar the first of the bars that were quantized
   * @param toTick how far the player was heard, where the last of the bars may still be going on
   * @param heard the bars as they were written
   */
  public void hear(Timeline timeline, long fromBar, long toTick, Quantized heard) { // [engine]
    bars.removeIf(bar -> bar.number() >= fromBar);
    for (long number = fromBar; timeline.barStart(number) < toTick; number++) {
      bars.add(PlayedBar.of(timeline, number, toTick, heard));
    }
    if (bars.size() > MEMORY_BARS) {
      bars.subList(0, bars.size() - MEMORY_BARS).clear();
    }
  }

  /** The music begins anew or jumps: bars get other numbers; what was heard stays in mind. */
  public void jump() { // [engine]
    bars.replaceAll(bar -> bar.withNumber(PAST));
  }

  /** The feel of what was heard. */
  public Feel feel() { // [engine]
    double trend = trend();
    Sample velocities = sample(bar -> bar.onsets().stream().map(Onset::velocity).toList(), trend);
    double level = Math.clamp(
        velocities.believed(velocities.midmean(0), Feel.NEUTRAL.loudness().level(), DOUBT), 1, 127);
    double spread = velocities.believed(velocities.spread(0), Feel.NEUTRAL.loudness().spread(), PLACE_DOUBT);
    double onBeatMs = onBeatMs();
    double beatShare = share(sample(bar -> shares(bar.dividedBeats(), onBeatMs), 0));
    double halfShare = share(sample(bar -> shares(bar.dividedHalves(), onBeatMs), 0));
    Sample held = sample(PlayedBar::heldShares, 0);
    Lateness lateness = lateness(beatShare, halfShare);
    return new Feel(
        new Loudness(level, trend, spread),
        accents(trend, velocities.midmean(level)),
        Math.clamp(held.believed(held.midmean(0), Feel.NEUTRAL.articulation(), DOUBT), 0.1, 1.2),
        beatShare / (1 - beatShare),
        halfShare / (1 - halfShare),
        lateness.means(),
        lateness.spread(),
        density(),
        register(),
        polyphony());
  }

  private double weight(int bar) {
    return Math.exp((bar + 1 - bars.size()) / FADE_BARS);
  }

  /** Numbers of all bars, each moved by {@code trend} for each bar that has passed since. */
  private Sample sample(Function<PlayedBar, List<? extends Number>> numbers, double trend) {
    Sample sample = new Sample();
    for (int b = 0; b < bars.size(); b++) {
      for (Number number : numbers.apply(bars.get(b))) {
        sample.add(number.doubleValue() + trend * (bars.size() - 1 - b), weight(b));
      }
    }
    return sample;
  }

  /** By how much bars get louder: what the slopes between any two of them agree on. */
  private double trend() {
    Sample slopes = new Sample();
    double[] levels = new double[bars.size()];
    int heard = 0;
    for (int late = 0; late < levels.length; late++) {
      Sample velocities = new Sample();
      bars.get(late).onsets().forEach(onset -> velocities.add(onset.velocity(), 1));
      levels[late] = velocities.midmean(Double.NaN);
      heard += Double.isNaN(levels[late]) ? 0 : 1;
      for (int early = 0; early < late; early++) {
        double slope = (levels[late] - levels[early]) / (late - early);
        if (Double.isFinite(slope)) {
          // A slope over more bars is less troubled by what differs from bar to bar.
          slopes.add(slope, weight(late) * weight(early) * (late - early));
        }
      }
    }
    return Math.clamp(Sample.belief(heard, DOUBT) * slopes.midmean(0), -MOST_TREND, MOST_TREND);
  }

  private ByPlace accents(double trend, double level) {
    double[] accents = new double[MetricPlace.values().length];
    for (MetricPlace place : MetricPlace.values()) {
      Sample there = sample(
          bar -> bar.onsets().stream().filter(o -> o.place() == place).map(o -> o.velocity() - level).toList(), trend);
      accents[place.ordinal()] = there.believed(there.midmean(0), Feel.NEUTRAL.accents().at(place), PLACE_DOUBT);
    }
    return new ByPlace(accents[0], accents[1], accents[2]);
  }

  /** How late onsets on beats are; off-beats that follow none are judged by it. */
  private double onBeatMs() {
    return sample(
        bar -> bar.onsets().stream().filter(o -> o.place() != MetricPlace.OFF_BEAT).map(Onset::lateMs)
            .filter(Double::isFinite).toList(), 0).midmean(0);
  }

  /** The part of its beat before each off-beat, both onsets being as late as the player is. */
  private static List<Double> shares(List<OffBeat> offBeats, double onBeatMs) {
    return offBeats.stream()
        .map(o -> (o.atMs() - (Double.isFinite(o.beatLateMs()) ? o.beatLateMs() : onBeatMs)) / o.lengthMs()).toList();
  }

  private static double share(Sample shares) {
    return Math.clamp(shares.believed(shares.midmean(0), STRAIGHT, SWING_DOUBT), STRAIGHT, MOST_SHARE);
  }

  /** How late onsets were at each place and at all, in milliseconds; swung ones against their swung place. */
  private record Lateness(List<Sample> byPlace, Sample all) {
    void add(MetricPlace place, double lateMs, double weight) {
      if (Double.isFinite(lateMs)) {
        byPlace.get(place.ordinal()).add(lateMs, weight);
        all.add(lateMs, weight);
      }
    }

    ByPlace means() {
      double mean = all.believed(all.midmean(0), 0, DOUBT);
      double[] means = byPlace.stream()
          .mapToDouble(place -> place.believed(place.midmean(0), mean, PLACE_DOUBT)).toArray();
      return new ByPlace(means[0], means[1], means[2]);
    }

    double spread() {
      double squares = 0;
      for (Sample place : byPlace) {
        double spread = place.spread(0);
        squares += place.weight() * spread * spread;
      }
      double found = all.weight() == 0 ? 0 : Math.sqrt(squares / all.weight());
      return all.believed(found, Feel.NEUTRAL.spreadMs(), PLACE_DOUBT);
    }
  }

  private Lateness lateness(double beatShare, double halfShare) {
    Lateness late = new Lateness(
        Arrays.stream(MetricPlace.values()).map(place -> new Sample()).toList(), new Sample());
    for (int b = 0; b < bars.size(); b++) {
      for (Onset onset : bars.get(b).onsets()) {
        if (!onset.swings()) {
          late.add(onset.place(), onset.lateMs(), weight(b));
        }
      }
      for (OffBeat beat : bars.get(b).dividedBeats()) {
        late.add(MetricPlace.OFF_BEAT, beat.atMs() - beatShare * beat.lengthMs(), weight(b));
      }
      for (OffBeat half : bars.get(b).dividedHalves()) {
        late.add(MetricPlace.OFF_BEAT, half.atMs() - halfShare * half.lengthMs(), weight(b));
      }
    }
    return late;
  }

  private double density() {
    double onsets = 0;
    double pulses = 0;
    for (int b = 0; b < bars.size(); b++) {
      onsets += weight(b) * bars.get(b).onsets().size();
      pulses += weight(b) * bars.get(b).pulses();
    }
    double found = pulses == 0 ? 0 : onsets / pulses;
    return Feel.NEUTRAL.density() + Sample.belief(pulses, DOUBT) * (found - Feel.NEUTRAL.density());
  }

  private Register register() {
    Sample pitches = sample(PlayedBar::pitches, 0);
    Register assumed = Feel.NEUTRAL.register();
    return new Register(
        pitches.believed(pitches.midmean(0), assumed.mean(), DOUBT),
        (int) Math.round(pitches.believed(pitches.quantile(0.05, 0), assumed.low(), DOUBT)),
        (int) Math.round(pitches.believed(pitches.quantile(0.95, 0), assumed.high(), DOUBT)));
  }

  private double polyphony() {
    double sounding = 0;
    double covered = 0;
    double notes = 0;
    for (int b = 0; b < bars.size(); b++) {
      sounding += weight(b) * bars.get(b).soundingTicks();
      covered += weight(b) * bars.get(b).coveredTicks();
      notes += weight(b) * bars.get(b).pitches().size();
    }
    double found = covered == 0 ? 0 : sounding / covered;
    double belief = covered == 0 ? 0 : Sample.belief(notes, DOUBT);
    return Feel.NEUTRAL.polyphony() + belief * (found - Feel.NEUTRAL.polyphony());
  }
}
