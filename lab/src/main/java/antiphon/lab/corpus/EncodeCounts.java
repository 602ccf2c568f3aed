package antiphon.lab.corpus;

import antiphon.generate.Preset;
import java.util.Map;
import java.util.TreeMap;

/** What became of the pieces, by corpus and reason. One thread. */
public final class EncodeCounts {
  private final Map<String, Integer> kept = new TreeMap<>();
  private final Map<String, Integer> skipped = new TreeMap<>();
  private final Map<String, Integer> thinned = new TreeMap<>();
  private long variants;
  private long characters;

  void kept(String corpus) {
    kept.merge(corpus, 1, Integer::sum);
  }

  void skipped(String corpus, String reason) {
    skipped.merge(corpus + ": " + reason, 1, Integer::sum);
  }

  /** A piece has more voices than the model takes, so that some were left out. */
  void thinned(String corpus) {
    thinned.merge(corpus, 1, Integer::sum);
  }

  void variant(int length) {
    variants++;
    characters += length;
  }

  /** Pieces that were written. */
  public int pieces() {
    return kept.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** A few lines for people: pieces by corpus, then what was left out and why. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    kept.forEach((corpus, count) -> text.append(String.format("%-16s %6d pieces%n", corpus, count)));
    text.append(String.format("%-16s %6d pieces, %d variants, %.1f M characters%n",
        "all", pieces(), variants, characters / 1e6));
    skipped.forEach((reason, count) -> text.append(String.format("left out %6d  %s%n", count, reason)));
    thinned.forEach((corpus, count) -> text.append(
        String.format("thinned  %6d  %s: more than %d voices, the fullest were read%n", count, corpus, Preset.MOST_VOICES)));
    return text.toString();
  }
}
