package antiphon.app.corpus;

import antiphon.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Ways in which a companion may meet a piece: other keys, fewer voices, the companion first. Stateless. */
final class Variants {
  /** Tag of texts in which the melody has the last number, so that the companion plays before it has heard the bar. */
  static final String COMPANION_FIRST = "companion-first";

  private static final Pattern STAFF = Pattern.compile("\\(([^)]*)\\)|(\\d+)");
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
    List<List<Integer>> staves = staves(score);
    if (staves.size() < 2) {
      return score;
    }
    double chance = random.nextDouble();
    if (chance < 0.5) {
      return score;
    }
    if (chance < 0.8) {
      return companionFirst(score, staves);
    }
    if (chance < 0.9) {
      return solo(score, staves);
    }
    return outer(score, staves);
  }

  private static Score companionFirst(Score score, List<List<Integer>> staves) {
    List<List<Integer>> order = new ArrayList<>(staves.subList(1, staves.size()));
    order.add(staves.getFirst());
    List<String> tags = new ArrayList<>(score.tags());
    tags.add(COMPANION_FIRST);
    return select(score, order, tags);
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
    Score selected = ScoreEdits.select(score, places, layout(staves), tags);
    boolean silent = selected.voices().stream().allMatch(v -> v.notes().size() * 4 < score.bars().size());
    return silent ? score : selected;
  }

  /** {@code ( 1 2 ) 3} for two voices on the first staff and one on the second; nothing for one staff of one voice. */
  static String layout(List<List<Integer>> staves) {
    if (staves.size() == 1 && staves.getFirst().size() == 1) {
      return "";
    }
    List<String> words = new ArrayList<>();
    int number = 1;
    for (List<Integer> staff : staves) {
      int from = number;
      number += staff.size();
      String inside = String.join(" ", IntStream.range(from, number).mapToObj(Integer::toString).toList());
      words.add(staff.size() == 1 ? inside : "( " + inside + " )");
    }
    return String.join(" ", words);
  }

  /** The staves of a score as places of voices (from 0), top to bottom; one voice a staff where the layout does not say. */
  static List<List<Integer>> staves(Score score) {
    List<List<Integer>> staves = new ArrayList<>();
    Matcher matcher = STAFF.matcher(score.layout());
    while (matcher.find()) {
      String inside = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
      List<Integer> staff = Pattern.compile("\\d+").matcher(inside).results()
          .map(match -> Integer.parseInt(match.group()) - 1).filter(place -> place < score.voices().size()).toList();
      if (!staff.isEmpty()) {
        staves.add(staff);
      }
    }
    long named = staves.stream().flatMap(List::stream).distinct().count();
    if (named != score.voices().size()) {
      return IntStream.range(0, score.voices().size()).mapToObj(List::of).toList();
    }
    return staves;
  }
}
