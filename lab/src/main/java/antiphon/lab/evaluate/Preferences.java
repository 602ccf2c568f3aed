package antiphon.lab.evaluate;

import antiphon.critic.Ranker;
import antiphon.lab.ways.Stretch;
import antiphon.model.Decoder;
import antiphon.model.Sampling;
import antiphon.replay.ReplayEngine;
import antiphon.score.Score;
import antiphon.take.Take;
import antiphon.take.TakenBar;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Pairs of bars of which one is preferred, for training: by the critic, or by a player. Stateless. */
public final class Preferences {
  private static final int ACCOMPANIED_BARS = 8;
  /** A bar that the player kept says more than one that was merely not replaced. */
  private static final double KEPT = 2;

  private Preferences() {}

  /**
   * One pair; all text is as the model reads it.
   *
   * @param source {@code critic} or {@code player}
   * @param page header and lines before the bar
   * @param chosen the better bar, with its countdown
   * @param rejected the worse one
   * @param margin what the critic sees between them; 0 of a player's
   * @param weight 1 as a rule
   */
  public record Pair(String source, String page, String chosen, String rejected, double margin, double weight) {}

  /**
   * Lets a model go on with a piece, and accompany it, and hands on of each bar the best and the worst draft.
   *
   * @param candidates drafts of a bar, 2 or more
   * @param margin the least difference for the critic that makes a pair
   */
  public static void byCritic(
      Decoder decoder, Score score, int candidates, double margin, Ranker ranker, Sampling sampling, long seed,
      Consumer<Pair> pairs) {
    Stretch.continuation(score, new SplittableRandom(seed))
        .ifPresent(s -> pairs(new StretchWriter(decoder, s, true, new Drafting(candidates, ranker, sampling)), margin, seed, pairs));
    Optional<Stretch> song = Stretch.accompaniment(score, ACCOMPANIED_BARS);
    song.ifPresent(s -> pairs(new StretchWriter(decoder, s, true, new Drafting(candidates, ranker, sampling)), margin, seed, pairs));
  }

  private static void pairs(StretchWriter writer, double margin, long seed, Consumer<Pair> pairs) {
    writer.write(seed, (page, countdown, drafts) -> {
      Comparator<StretchWriter.Draft> order = Comparator.comparingDouble(StretchWriter.Draft::total);
      StretchWriter.Draft best = drafts.stream().max(order).orElseThrow();
      StretchWriter.Draft worst = drafts.stream().min(order).orElseThrow();
      double lead = best.total() - worst.total();
      if (lead >= margin && !best.written().line().equals(worst.written().line())) {
        pairs.accept(new Pair(
            "critic", page, countdown + best.written().line(), countdown + worst.written().line(), lead, 1));
      }
    });
  }

  /** The bars of a take that the player had replaced by others, beside those that were played instead. */
  public static void byPlayer(Take take, Consumer<Pair> pairs) {
    byPlayer(ReplayEngine.written(take), pairs);
  }

  static void byPlayer(List<TakenBar> bars, Consumer<Pair> pairs) {
    Map<Long, TakenBar> played = new HashMap<>();
    bars.stream().filter(TakenBar::played).forEach(bar -> played.put(bar.number(), bar));
    for (TakenBar bar : bars) {
      TakenBar instead = played.get(bar.number());
      if (instead != null && bar.variation() != instead.variation() && bar.page().equals(instead.page())
          && !bar.line().equals(instead.line())) {
        pairs.accept(new Pair("player", bar.page(), instead.line(), bar.line(), 0, instead.kept() ? KEPT : 1));
      }
    }
  }
}
