package antiphon.pipeline;

import antiphon.score.Key;
import java.util.List;

/**
 * A phrase as far as it was heard.
 *
 * @param bars its bars so far, in order; never empty
 * @param key the key that they are heard in
 * @param loudness mean velocity, 1 to 127
 * @param provisional whether the last bar still sounds, so that it will be heard again
 * @param answerBars how many bars to answer right after the last bar; 0 while the phrase goes on
 */
public record Hearing(List<HeardBar> bars, Key key, int loudness, boolean provisional, int answerBars) {
  public Hearing {
    bars = List.copyOf(bars);
  }

  /** Whether the last bar still sounds and its end is only expected. */
  public boolean expected() {
    return provisional && answerBars > 0;
  }

  /** Number of the first bar after the phrase. */
  public long answerFrom() {
    return bars.getLast().number() + 1;
  }
}
