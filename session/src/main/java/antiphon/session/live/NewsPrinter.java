package antiphon.session.live;

import antiphon.generate.WrittenBar.Origin;
import antiphon.harmony.HeardChord;
import antiphon.pipeline.Chorus;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.HeardBar;
import antiphon.schedule.Plan;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints what happens as it happens, a line a bar. [compose] */
public final class NewsPrinter implements EngineListener {
  /** Chords are named only if they are heard this clearly. */
  private static final double SURE = 0.5;

  private final PrintWriter out;
  private int fallbacks;
  private volatile long sealedBar = -1;
  private long heardBar = -1;
  private String heardLine = "";
  private long expectedBar = -1;
  private String expectedLine = "";
  private long plannedBar = -1;
  private volatile long answeredBar = -1;
  private volatile int answers;

  public NewsPrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void heard(HeardBar bar, String line, boolean complete) {
    expectedBar = bar.number();
    expectedLine = line;
    if (complete) {
      printHeard();
    }
  }

  /** What was heard last, unless it is printed already. */
  private void printHeard() {
    if (expectedBar > heardBar || (expectedBar == heardBar && !expectedLine.equals(heardLine))) {
      heardBar = expectedBar;
      heardLine = expectedLine;
      print(heardBar, "heard", heardLine.strip());
    }
  }

  @Override
  public void planned(Plan plan, long generationNs) {
    if (plan.barNumber() <= plannedBar) {
      return; // Written again because the phrase went on; what plays is told when it is sealed.
    }
    plannedBar = plan.barNumber();
    // In virtual time the model takes none.
    print(plan.barNumber(), "planned", generationNs == 0 ? "" : String.format(Locale.ROOT, "in %.1f ms", generationNs / 1e6));
  }

  @Override
  public void sealed(long barNumber, Origin origin, String line) {
    // The bar before is as good as over: what was heard of it is what is answered.
    printHeard();
    fallbacks += origin.fallback() ? 1 : 0;
    sealedBar = barNumber;
    print(barNumber, "plays", line.strip() + "   (" + word(origin) + ", fallbacks " + fallbacks + ")");
  }

  @Override
  public void answered(int count) {
    answeredBar = sealedBar;
    answers = count;
  }

  @Override
  public void harmony(long barNumber, List<HeardChord> chords) {
    printSure(barNumber, "harmony", chords);
  }

  @Override
  public void harmonyAhead(long barNumber, List<HeardChord> chords) {
    printSure(barNumber, "expected", chords);
  }

  private void printSure(long barNumber, String what, List<HeardChord> chords) {
    String sure = chords.stream().filter(c -> c.confidence() >= SURE && !c.span().chord().isNone())
        .map(c -> c.span().chord().text()).distinct().collect(Collectors.joining(" "));
    if (!sure.isEmpty()) {
      print(barNumber, what, sure);
    }
  }

  @Override
  public void kept(long firstBar, List<String> lines) {
    print(firstBar, "kept", lines.size() + " bars");
  }

  @Override
  public void practised(Chorus chorus) {
    print(chorus.from(), "measured", chorus.text());
  }

  @Override
  public void bandPlays(long firstBar, String style) {
    print(firstBar, "band", style);
  }

  /** The bar of the companion's that was sealed last, counted from 0; -1 before the first. [any] */
  public long sealedBar() {
    return sealedBar;
  }

  /** How many answers are complete, the last bar of the last one being about to sound. [any] */
  public int answers() {
    return answers;
  }

  /** The last bar of the last complete answer. [any] */
  public long answeredBar() {
    return answeredBar;
  }

  @Override
  public void failed(RuntimeException reason) {
    out.println("         the model failed, a fallback plays: " + reason.getMessage());
    out.flush();
  }

  private static String word(Origin origin) {
    return switch (origin) {
      case HEARD -> "the player's";
      case MODEL -> "the model's";
      case HELD -> "held";
      case EARLIER -> "the model's, planned earlier";
      case CLOSED -> "closed by the grammar";
      case VARIED -> "an earlier bar, varied";
      case COMPED -> "chords by rule";
      case REST -> "silence";
    };
  }

  private void print(long bar, String what, String more) {
    out.println(String.format(Locale.ROOT, "  bar %2d  %-8s %s", bar + 1, what, more).stripTrailing());
    out.flush();
  }
}
