package antiphon.lab.evaluate;

import antiphon.lab.bench.RecoveryBench;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a comparison.
 *
 * @param comparison the figures
 * @param model its name, and what its card says of it
 * @param source where the pieces are from, and what the ways without a model learnt from
 * @param pieces how many were measured
 * @param recovery how soon the live engine finds a player who leaves the key, by name of the way; empty if not asked for
 */
public record Report(
    Comparison comparison, String model, String source, int pieces, Map<String, RecoveryBench.Way> recovery) {
  /** Whom the judged column beats in a row. */
  public Verdict verdict(Row row, Column column) {
    return Verdict.of(row, column, comparison.rivals(), comparison.column(Comparison.COMPOSER).value(row.key()));
  }

  /** In how many of the rows with somebody to beat a column beats all. */
  public String summary(Column column) {
    List<Verdict> verdicts = Row.ALL.stream().map(row -> verdict(row, column))
        .filter(v -> !v.beaten().isEmpty() || !v.others().isEmpty()).toList();
    long all = verdicts.stream().filter(Verdict::beatsAll).count();
    return column.title() + ": better than every way without a model in " + all + " of " + verdicts.size() + " rows";
  }

  /** Everything by name, flat. */
  public Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("model", model);
    figures.put("source", source);
    figures.put("pieces", pieces);
    Column judged = comparison.column(Comparison.MODEL);
    figures.put("continuations", judged.continued().size());
    figures.put("true-of-four.places", judged.count("true-of-four"));
    figures.put("accompaniments", judged.count("consonant"));
    for (Column column : comparison.columns()) {
      for (Row row : Row.ALL) {
        put(figures, column.key() + "." + row.key(), column.value(row.key()));
      }
      for (int bars : comparison.judged()) {
        for (Judgement.Kind kind : Judgement.Kind.values()) {
          put(figures, column.key() + ".auc-" + bars + kind.behind(), column.value("auc-" + bars + kind.behind()));
        }
      }
      put(figures, column.key() + ".longest-copy-most", column.most("longest-copy"));
      put(figures, column.key() + ".dissonant", column.value("dissonant"));
      put(figures, column.key() + ".notes-a-bar", column.value("notes-a-bar"));
    }
    comparison.textFigures().forEach((name, value) -> figures.put("text." + name, value));
    for (Row row : Row.ALL) {
      figures.put("verdict." + row.key(), verdict(row, judged).toString());
    }
    recovery.forEach((name, way) -> {
      String key = "recovery." + name.replaceAll("[^a-z0-9]+", "-");
      figures.put(key + ".before", way.before());
      figures.put(key + ".after", way.after());
      figures.put(key + ".median-beats", way.medianBeats());
      figures.put(key + ".mean-beats", way.meanBeats());
    });
    return figures;
  }

  private static void put(Map<String, Object> figures, String name, double value) {
    if (!Double.isNaN(value)) {
      figures.put(name, value);
    }
  }

  /** The table for people, in a fixed-width font. */
  public String text() {
    StringBuilder text = new StringBuilder(String.format("%s%n%s%n%n%-28s", model, source, ""));
    comparison.columns().forEach(column -> text.append(String.format(" %12.12s", column.title())));
    text.append('\n');
    String group = "";
    for (Row row : Row.ALL) {
      text.append(row.group().equals(group) ? "" : row.group() + "\n");
      group = row.group();
      text.append(String.format("  %-26s", row.title()));
      for (Column column : comparison.columns()) {
        text.append(String.format(" %12s", format(row, column.value(row.key()))));
      }
      text.append("  ").append(verdict(row, comparison.column(Comparison.MODEL))).append('\n');
    }
    recovery.forEach((name, way) -> text.append(String.format(Locale.ROOT,
        "Recovery, %-26s consonance %.2f before, %.2f after a tritone; back after %.1f beats (median of %d), mean %.1f%n",
        name, way.before(), way.after(), way.medianBeats(), way.runs(), way.meanBeats())));
    text.append(summary(comparison.column(Comparison.MODEL))).append('\n');
    text.append(summary(comparison.column(Comparison.CHOSEN))).append('\n');
    return text.toString();
  }

  /** How far from good a column is in a row, in the row's unit; NaN where it was not measured. */
  public double distance(Row row, Column column) {
    double composer = comparison.column(Comparison.COMPOSER).value(row.key());
    return Verdict.distance(row, column.value(row.key()), composer);
  }

  /** A figure as a row shows it; a dash where there is none. */
  public static String format(Row row, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + row.decimals() + "f", value);
  }

  /** The best of the ways but for the composer in a row; null where only one was measured. */
  public @Nullable Column best(Row row) {
    Column best = null;
    double least = Double.POSITIVE_INFINITY;
    int measured = 0;
    for (Column column : comparison.columns()) {
      double distance = distance(row, column);
      if (!Double.isNaN(distance) && !column.key().equals(Comparison.COMPOSER)) {
        measured++;
        best = distance < least ? column : best;
        least = Math.min(least, distance);
      }
    }
    return measured > 1 ? best : null;
  }
}
