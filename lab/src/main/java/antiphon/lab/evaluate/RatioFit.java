package antiphon.lab.evaluate;

import antiphon.critic.DensityRatio;
import antiphon.critic.Place;
import antiphon.critic.Ranker;
import antiphon.critic.Setting;
import antiphon.critic.Targets;
import antiphon.critic.Weights;
import antiphon.critic.Fingerprints;
import antiphon.generate.BarNote;
import antiphon.generate.BarNotes;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.lab.ways.Stretch;
import antiphon.model.Decoder;
import antiphon.model.Sampling;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Fits how much likelier a bar is in music than among drafts: a logistic regression on the classes of its figures, which tells
 * the bars of pieces from a model's drafts on the same places; what few voices say is drawn towards what all say. Stateless.
 */
public final class RatioFit {
  private static final int PHRASE = 8;
  private static final int ROUNDS = 800;
  /** Small enough for some sixty weights that move together. */
  private static final double RATE = 0.08;
  /** A weight of all groups counts as much as so many bars for being 0, and one of a group alone. */
  private static final double SHARED_PRIOR = 5;

  private static final double OWN_PRIOR = 40;

  private RatioFit() {}

  /** A bar: where it is from, and its classes. */
  private record Sample(boolean real, int group, int[] classes) {}

  /**
   * Writes drafts to pieces, and fits.
   *
   * @param pieces that are not used to judge
   * @param progress told how many pieces are done
   */
  public static DensityRatio of(Decoder decoder, List<Score> pieces, Sampling sampling, long seed, IntConsumer progress) {
    List<Sample> samples = new ArrayList<>();
    Drafting drafting = new Drafting(1, new Ranker(Weights.DEFAULT, Fingerprints.NONE), sampling);
    for (int i = 0; i < pieces.size(); i++) {
      Optional<Stretch> place = Stretch.continuation(pieces.get(i), new SplittableRandom(seed + i));
      if (place.isPresent()) {
        Score draft = new StretchWriter(decoder, place.get(), true, drafting).write(seed + i, ns -> {});
        add(samples, true, place.get().score(), place.get());
        add(samples, false, draft, place.get());
      }
      progress.accept(i + 1);
    }
    return new DensityRatio(fit(samples));
  }

  private static void add(List<Sample> samples, boolean real, Score score, Stretch place) {
    List<Integer> playing = place.written();
    List<WrittenBar> before = new ArrayList<>();
    for (int i = Math.max(0, place.from() - Setting.REMEMBERED); i < place.to(); i++) {
      WrittenBar bar = written(score, i);
      if (i >= place.from()) {
        Place inPhrase = new Place((i - place.from()) % PHRASE + 1, PHRASE, i == place.score().bars().size() - 1);
        Setting setting = new Setting(before, playing, List.of(), List.of(), inPhrase, Targets.NONE);
        samples.add(new Sample(real, DensityRatio.group(playing.size()), DensityRatio.classes(bar, setting)));
      }
      before.add(bar);
    }
  }

  private static WrittenBar written(Score score, int index) {
    Bar bar = score.bars().get(index);
    List<List<BarNote>> notes = score.voices().stream().map(voice -> voice.notes()).map(all -> BarNotes.of(bar, all).stream()
        .sorted((a, b) -> Long.compare(a.onset(), b.onset())).toList()).toList();
    return new WrittenBar(bar, "", notes, Origin.MODEL);
  }

  /** Gradient descent, each weight by how often its class comes. */
  private static double[][] fit(List<Sample> samples) {
    int width = DensityRatio.CLASSES;
    double[] shared = new double[width];
    double[][] own = new double[DensityRatio.GROUPS][width];
    double[] often = new double[width];
    double[][] oftenOwn = new double[DensityRatio.GROUPS][width];
    for (Sample sample : samples) {
      for (int place : sample.classes()) {
        often[place]++;
        oftenOwn[sample.group()][place]++;
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      double[] slope = new double[width];
      double[][] slopeOwn = new double[DensityRatio.GROUPS][width];
      for (Sample sample : samples) {
        double sum = 0;
        for (int place : sample.classes()) {
          sum += shared[place] + own[sample.group()][place];
        }
        double error = (sample.real() ? 1 : 0) - 1 / (1 + Math.exp(-sum));
        for (int place : sample.classes()) {
          slope[place] += error;
          slopeOwn[sample.group()][place] += error;
        }
      }
      for (int place = 0; place < width; place++) {
        shared[place] += step(slope[place], shared[place], often[place], SHARED_PRIOR);
        for (int group = 0; group < own.length; group++) {
          own[group][place] += step(slopeOwn[group][place], own[group][place], oftenOwn[group][place], OWN_PRIOR);
        }
      }
    }
    double[][] nats = new double[DensityRatio.GROUPS][width];
    for (int group = 0; group < own.length; group++) {
      int of = group;
      IntStream.range(0, width).forEach(place -> nats[of][place] = shared[place] + own[of][place]);
    }
    return nats;
  }

  private static double step(double slope, double weight, double often, double prior) {
    return RATE * (slope - prior * weight) / (often + prior);
  }
}
