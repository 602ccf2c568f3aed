package antiphon.notagen;

import antiphon.abc.AbcException;
import antiphon.abc.AbcReader;
import antiphon.score.Bar;
import antiphon.score.BarLine;
import antiphon.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the bars of a piece sum, line by line. Mutable; one thread at a time. */
final class BarSums {
  private static final Pattern METER = Pattern.compile("\\[M:([^\\]]*)]");

  private final StringBuilder header = new StringBuilder();
  private String meter = "";
  private boolean first = true;

  /** Takes a line before the first bar. */
  void header(String line) {
    if (line.startsWith("M:")) {
      meter = line.substring(2).strip();
    } else if (!line.startsWith("%")) {
      header.append(line);
    }
  }

  /**
   * Whether a line of the body is a bar as long in all its voices as its meter says; the first bar, the last and those at
   * repeats may be shorter.
   */
  boolean sums(String line) {
    String meterNow = meterAfter(line);
    List<String> remarks = new ArrayList<>();
    try {
      Score score = AbcReader.read("M:" + (meter.isEmpty() ? "4/4" : meter) + "\n" + header + line, remarks);
      Bar bar = score.bars().getFirst();
      boolean mayBeShort = first || bar.left() != BarLine.NONE || bar.right() != BarLine.SINGLE;
      return remarks.isEmpty() && (bar.full() || (mayBeShort && bar.length() < bar.meter().barTicks()) || meterNow.equals("none"));
    } catch (AbcException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Goes on behind a line of the body. */
  void accept(String line) {
    meter = meterAfter(line);
    first = false;
  }

  private String meterAfter(String line) {
    Matcher matcher = METER.matcher(line);
    String last = meter;
    while (matcher.find()) {
      last = matcher.group(1);
    }
    return last;
  }
}
