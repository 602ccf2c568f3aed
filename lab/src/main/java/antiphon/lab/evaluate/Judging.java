package antiphon.lab.evaluate;

import antiphon.critic.Ranker;
import antiphon.lab.corpus.Piece;
import antiphon.lab.ways.Composer;
import antiphon.lab.ways.LastBar;
import antiphon.lab.ways.NearestBar;
import antiphon.lab.ways.Stretch;
import antiphon.lab.ways.Way;
import antiphon.model.Decoder;
import antiphon.model.Sampling;
import antiphon.score.Score;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/** Has a model and simpler ways go on with pieces, to be judged. Stateless. */
public final class Judging {
  private Judging() {}

  /**
   * What to write.
   *
   * @param bars after how many bars the judge is asked; as many as the most are written
   * @param candidates drafts that the critic chooses from
   * @param sampling how freely
   * @param closeness how near to stay to the page, -1 to 1
   * @param seed of all choices
   */
  public record Task(List<Integer> bars, int candidates, Sampling sampling, double closeness, long seed) {
    public Task {
      bars = List.copyOf(bars);
    }
  }

  /**
   * Writes: {@code composer}, {@code model}, {@code model-chosen}, {@code last-bar} and, with something to learn from,
   * {@code nearest-bar}.
   *
   * @param progress told how many pieces are done
   */
  public static Judgement of(Decoder decoder, List<Piece> pieces, List<Score> training, Ranker ranker, Task task, IntConsumer progress) {
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put(Judgement.COMPOSER, new Composer());
    ways.put(Comparison.MODEL, new ModelWay(decoder, new Drafting(1, ranker, task.sampling(), task.closeness())));
    if (task.candidates() > 1) {
      ways.put(Comparison.CHOSEN, new ModelWay(decoder, new Drafting(task.candidates(), ranker, task.sampling(), task.closeness())));
    }
    ways.put("last-bar", new LastBar());
    if (!training.isEmpty()) {
      ways.put("nearest-bar", new NearestBar(training));
    }
    return of(ways, pieces, Collections.max(task.bars()), task.seed(), progress);
  }

  /** Writes on one place of each piece that has so many bars to write, drawn by chance. */
  static Judgement of(Map<String, Way> ways, List<Piece> pieces, int bars, long seed, IntConsumer progress) {
    Judgement judgement = new Judgement(seed);
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      Optional<Stretch> place = Stretch.continuation(piece.score(), bars, new SplittableRandom(seed + piece.id().hashCode()));
      if (place.isPresent()) {
        long seedHere = seed + i;
        ways.forEach((key, way) -> judgement.add(key, piece.work(), place.get().with(way.write(place.get(), seedHere))));
      }
      progress.accept(i + 1);
    }
    return judgement;
  }
}
