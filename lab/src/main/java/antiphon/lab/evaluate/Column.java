package antiphon.lab.evaluate;

import antiphon.lab.ways.Stretch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured of one way, on the same pieces in the same order as of the others. Mutable; one thread. */
public final class Column {
  private final String key;
  private final String title;
  private final Map<String, Double> values = new HashMap<>();
  private final Map<String, List<Double>> byPiece = new LinkedHashMap<>();
  private final List<Stretch> continued = new ArrayList<>();

  Column(String key, String title) {
    this.key = key;
    this.title = title;
  }

  public String key() {
    return key;
  }

  public String title() {
    return title;
  }

  /** Sets a figure of all pieces together. */
  void set(String row, double value) {
    values.put(row, value);
  }

  /** Adds the next piece's figure; NaN where there is none. */
  void add(String row, double value) {
    byPiece.computeIfAbsent(row, r -> new ArrayList<>()).add(value);
  }

  /** Adds a continuation: a piece up to its end, with this way's notes in it. */
  void add(Stretch stretch) {
    continued.add(stretch);
  }

  /** The pieces as this way went on with them. */
  public List<Stretch> continued() {
    return continued;
  }

  List<Excerpt> excerpts() {
    return continued.stream().map(s -> new Excerpt(s.bars(), s.writtenNotes(s.score()))).toList();
  }

  /** A figure of all pieces, or the mean over those that have one; NaN where nothing was measured. */
  public double value(String row) {
    return values.containsKey(row)
        ? values.getOrDefault(row, Double.NaN)
        : byPiece.getOrDefault(row, List.of()).stream().filter(v -> !v.isNaN()).mapToDouble(v -> v).average().orElse(Double.NaN);
  }

  /** How many pieces have a figure. */
  long count(String row) {
    return byPiece.getOrDefault(row, List.of()).stream().filter(v -> !v.isNaN()).count();
  }

  /** The greatest figure of a piece; NaN where nothing was measured. */
  double most(String row) {
    return byPiece.getOrDefault(row, List.of()).stream().filter(v -> !v.isNaN()).mapToDouble(v -> v).max().orElse(Double.NaN);
  }

  /**
   * By how much a figure is greater than another way's on the same pieces: the mean of the differences and its
   * standard error; NaN twice where it is not measured piece by piece.
   */
  double[] lead(Column other, String row) {
    return Leads.of(byPiece.getOrDefault(row, List.of()), other.byPiece.getOrDefault(row, List.of()));
  }
}
