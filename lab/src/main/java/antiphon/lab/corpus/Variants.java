package antiphon.lab.corpus;

import antiphon.score.Score;
import java.util.List;
import java.util.random.RandomGenerator;

/** Ways in which a companion may meet a piece: other keys, fewer voices, the companion first. Stateless. */
final class Variants {
  private static final int LOWEST = 24;
  private static final int HIGHEST = 103;

  private Variants() {}

  /**
   * One variant by chance; about half keep all voices.
   *
   * @param pick 0 gives the piece itself, in its own key and order
   */
  static Score of(Piece piece, int pick, RandomGenerator random) {
    Score score = piece.score();
    if (pick == 0) {
      return score;
    }
    Score voiced = voices(score, random);
    Score chorded = random.nextInt(3) == 0 ? ScoreEdits.withoutChords(voiced) : voiced;
    return ScoreEdits.transpose(chorded, shift(piece, chorded, random));
  }

  private static int shift(Piece piece, Score score, RandomGenerator random) {
    int reach = piece.style().equals("folk") ? 5 : 6;
    int[] range = ScoreEdits.range(score).orElse(new int[] {60, 60});
    int lowest = Math.max(-reach + 1, Math.min(0, LOWEST - range[0]));
    int highest = Math.min(reach, Math.max(0, HIGHEST - range[1]));
    return random.nextInt(lowest, highest + 1);
  }

  private static Score voices(Score score, RandomGenerator random) {
    List<List<Integer>> staves = Staves.of(score).places();
    if (staves.size() < 2) {
      return score;
    }
    double chance = random.nextDouble();
    if (chance < 0.5) {
      return score;
    }
    if (chance < 0.8) {
      return sounding(Staves.companionFirst(score), score);
    }
    if (chance < 0.9) {
      return solo(score, staves);
    }
    return outer(score, staves);
  }

  private static Score solo(Score score, List<List<Integer>> staves) {
    List<Integer> top = List.of(staves.getFirst().getFirst());
    return select(score, List.of(top), retagged(score, "melody"));
  }

  /** The top and the bottom staff: a duet. */
  private static Score outer(Score score, List<List<Integer>> staves) {
    return staves.size() == 2
        ? score
        : select(score, List.of(staves.getFirst(), staves.getLast()), retagged(score, "duet"));
  }

  private static List<String> retagged(Score score, String texture) {
    return score.tags().isEmpty() ? List.of() : List.of(score.tags().getFirst(), texture);
  }

  private static Score select(Score score, List<List<Integer>> staves, List<String> tags) {
    List<Integer> places = staves.stream().flatMap(List::stream).toList();
    return sounding(ScoreEdits.select(score, places, new Staves(staves).layout(), tags), score);
  }

  /** What was selected, unless it is next to silent. */
  private static Score sounding(Score selected, Score score) {
    boolean silent = selected.voices().stream().allMatch(v -> v.notes().size() * 4 < score.bars().size());
    return silent ? score : selected;
  }
}
