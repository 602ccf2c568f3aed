package antiphon.lab.bench;

import java.util.Locale;

/**
 * How one way of emitting came out.
 *
 * @param name of the policy
 * @param messages that it meant to send
 * @param late of these sent more than 10 ms after they were due
 * @param dropped not sent
 * @param skipped bars left silent
 * @param hanging keys still down at the end, before anything ends them
 * @param gapMs mean lateness of an answer's first message, in milliseconds
 * @param worstMs lateness of the latest message, in milliseconds
 */
public record PolicyFigures(
    String name, long messages, long late, long dropped, long skipped, long hanging, double gapMs, double worstMs) {
  /** The heading of {@link #row}. */
  public static String heading() {
    return String.format(
        Locale.ROOT, "%-28s %8s %6s %7s %7s %7s %7s %8s %9s",
        "policy", "messages", "late", "late-%", "dropped", "skipped", "hanging", "gap-ms", "worst-ms");
  }

  /** A line of a table. */
  public String row() {
    return String.format(
        Locale.ROOT, "%-28s %8d %6d %7.2f %7d %7d %7d %8.2f %9.1f",
        name, messages, late, 100.0 * late / Math.max(1, messages), dropped, skipped, hanging, gapMs, worstMs);
  }
}
