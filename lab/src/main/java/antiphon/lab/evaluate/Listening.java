package antiphon.lab.evaluate;

import antiphon.lab.corpus.Piece;
import antiphon.lab.ways.Stretch;
import antiphon.lab.ways.Way;
import antiphon.critic.Ranker;
import antiphon.model.Decoder;
import antiphon.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/** Pairs of continuations of the same place, for listeners who do not know whose they are. Stateless. */
public final class Listening {
  private static final List<String> BASELINES = List.of("nearest-bar", "markov", Comparison.NGRAMS);

  private Listening() {}

  /**
   * Two ways to go on from one place, in the order in which they are to be heard.
   *
   * @param first up to its end, and the second alike
   * @param firstWay whose the first is
   */
  public record Duel(Stretch first, String firstWay, Stretch second, String secondWay) {}

  /**
   * At most {@code most} of them, each at a piece of its own: of five, two are the model against the composer, two the
   * model against a way without a model, one such a way against the composer. The model's bars are chosen by the critic.
   */
  public static List<Duel> of(
      Decoder decoder, List<Piece> pieces, List<Score> training, Ranker ranker, Comparison.Task task, int most) {
    List<Rivals> rivals = Comparison.rivals(pieces, training);
    SplittableRandom random = new SplittableRandom(task.seed());
    List<Duel> duels = new ArrayList<>();
    for (int i = 0; i < pieces.size() && duels.size() < most; i++) {
      Optional<Stretch> place = Stretch.continuation(pieces.get(i).score(), random);
      if (place.isPresent()) {
        Map<String, Way> ways = Comparison.ways(decoder, rivals.get(i % 2), ranker, task);
        String baseline = BASELINES.get(duels.size() % BASELINES.size());
        String one = duels.size() % 5 == 4 ? baseline : Comparison.CHOSEN;
        String other = duels.size() % 5 % 2 == 0 ? Comparison.COMPOSER : baseline;
        boolean turned = random.nextBoolean();
        duels.add(duel(place.get(), ways, turned ? other : one, turned ? one : other, random.nextLong()));
      }
    }
    return duels;
  }

  private static Duel duel(Stretch place, Map<String, Way> ways, String first, String second, long seed) {
    return new Duel(written(place, ways, first, seed), first, written(place, ways, second, seed), second);
  }

  private static Stretch written(Stretch place, Map<String, Way> ways, String way, long seed) {
    return place.with(Objects.requireNonNull(ways.get(way), way).write(place, seed));
  }
}
