package antiphon.lab.corpus;

import antiphon.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which voices stand on which staff.
 *
 * @param places for each staff, top to bottom, places of voices (from 0)
 */
public record Staves(List<List<Integer>> places) {
  /** Tag of texts in which the melody has the last number, so that the companion plays before it has heard the bar. */
  private static final String COMPANION_FIRST = "companion-first";

  private static final Pattern STAFF = Pattern.compile("\\(([^)]*)\\)|(\\d+)");

  public Staves {
    places = places.stream().map(List::copyOf).toList();
  }

  /** As the layout of a score says; one voice a staff where it does not. */
  public static Staves of(Score score) {
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
      return new Staves(IntStream.range(0, score.voices().size()).mapToObj(List::of).toList());
    }
    return new Staves(staves);
  }

  int size() {
    return places.size();
  }

  /** {@code ( 1 2 ) 3} for two voices on the first staff and one on the second; nothing for one staff of one voice. */
  String layout() {
    if (places.size() == 1 && places.getFirst().size() == 1) {
      return "";
    }
    List<String> words = new ArrayList<>();
    int number = 1;
    for (List<Integer> staff : places) {
      int from = number;
      number += staff.size();
      String inside = String.join(" ", IntStream.range(from, number).mapToObj(Integer::toString).toList());
      words.add(staff.size() == 1 ? inside : "( " + inside + " )");
    }
    return String.join(" ", words);
  }

  /** A score with its first staff last, tagged as the model has learnt it. */
  public static Score companionFirst(Score score) {
    List<List<Integer>> staves = of(score).places();
    List<List<Integer>> order = new ArrayList<>(staves.subList(1, staves.size()));
    order.add(staves.getFirst());
    List<String> tags = new ArrayList<>(score.tags());
    tags.add(COMPANION_FIRST);
    List<Integer> places = order.stream().flatMap(List::stream).toList();
    return ScoreEdits.select(score, places, new Staves(order).layout(), tags);
  }
}
