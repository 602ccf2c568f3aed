package antiphon.lab.evaluate;

import antiphon.critic.Ranker;
import antiphon.model.Sampling;

/**
 * How a model writes bars.
 *
 * @param candidates drafts of each bar to choose from, 1 or more
 * @param ranker chooses
 * @param sampling how freely notes are drawn
 * @param closeness how near to stay to the page, -1 to 1, as people do at 0
 */
record Drafting(int candidates, Ranker ranker, Sampling sampling, double closeness) {
  /** As near to the page as people stay. */
  Drafting(int candidates, Ranker ranker, Sampling sampling) {
    this(candidates, ranker, sampling, 0);
  }
}
