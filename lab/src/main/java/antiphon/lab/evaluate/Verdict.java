package antiphon.lab.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Whom a column beats in a row.
 *
 * @param beaten titles of the ways without a model that it beats
 * @param others titles of those that beat it
 * @param unsure of both those whose lead, either way, is less than twice its standard error
 */
public record Verdict(List<String> beaten, List<String> others, List<String> unsure) {
  private static final double ERRORS = 2;

  public Verdict {
    beaten = List.copyOf(beaten);
    others = List.copyOf(others);
    unsure = List.copyOf(unsure);
  }

  /**
   * Judges a column.
   *
   * @param rivals whom it is to beat
   * @param composer the composers' figure in that row
   */
  static Verdict of(Row row, Column judged, List<Column> rivals, double composer) {
    List<String> beaten = new ArrayList<>();
    List<String> others = new ArrayList<>();
    List<String> unsure = new ArrayList<>();
    double own = distance(row, judged.value(row.key()), composer);
    for (Column rival : rivals) {
      double theirs = distance(row, rival.value(row.key()), composer);
      if (Double.isNaN(own) || Double.isNaN(theirs) || own == theirs) {
        continue;
      }
      (own < theirs ? beaten : others).add(rival.title());
      double[] lead = judged.lead(rival, row.key());
      if ((row.better() == Row.Better.MORE || row.better() == Row.Better.LESS)
          && Math.abs(lead[0]) < ERRORS * lead[1]) {
        unsure.add(rival.title());
      }
    }
    return new Verdict(beaten, others, unsure);
  }

  /** How far from good, in the row's unit; NaN where nothing was measured. */
  static double distance(Row row, double value, double composer) {
    return switch (row.better()) {
      case MORE -> -value;
      case LESS -> row.key().startsWith("auc") ? Math.max(0.5, value) : value;
      case NEAR_COMPOSER -> Math.abs(value - composer);
      case NOT_ABOVE_COMPOSER -> Double.isNaN(value) ? value : Math.max(0, value - composer);
      case SHOWN -> Double.NaN;
    };
  }

  /** Whether there was somebody to beat, and all were. */
  public boolean beatsAll() {
    return others.isEmpty() && !beaten.isEmpty();
  }

  /** For people. */
  @Override
  public String toString() {
    String verdict = beaten.isEmpty() && others.isEmpty() ? "" : others.isEmpty() ? "beats all" : "not " + String.join(", ", others);
    return unsure.isEmpty() ? verdict : verdict + " (within two errors: " + String.join(", ", unsure) + ")";
  }
}
