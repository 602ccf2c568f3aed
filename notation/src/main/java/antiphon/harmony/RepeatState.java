package antiphon.harmony;

import java.util.ArrayList;
import java.util.List;

/** Plays out the repeats and endings of one section while it is read. Complaints are sentences without their place. */
final class RepeatState {
  static final int MOST_BARS = 10_000;

  private record Ending(List<Integer> passes, List<ChartBar> bars) {}

  private final List<ChartBar> played = new ArrayList<>();
  private final List<ChartBar> body = new ArrayList<>();
  private final List<Ending> endings = new ArrayList<>();
  private boolean opened;
  /** The last ending was closed by a repeat sign, so that another must follow. */
  private boolean endingClosed;

  void bar(ChartBar bar) {
    expect(!endingClosed, "a bar after an ending's ':|', expected ending [" + (passes() + 1));
    (endings.isEmpty() ? body : endings.getLast().bars).add(bar);
    expect(played.size() + body.size() <= MOST_BARS, "more than " + MOST_BARS + " bars, expected fewer");
  }

  /** At {@code |:}. */
  void open() {
    expect(!opened || !endings.isEmpty(), "'|:' inside a repeat, expected ':|' first");
    finish();
    opened = true;
  }

  /** At {@code :|}. */
  void close(int times) {
    if (endings.isEmpty()) {
      expect(!body.isEmpty(), "':|' with no bars before it, expected some");
      play(body, times);
      body.clear();
      opened = false;
    } else {
      expect(times == 2, "'x" + times + "' after an ending, expected the endings to say how often");
      expect(!endingClosed && !endings.getLast().bars.isEmpty(), "':|' with no bars before it, expected some");
      endingClosed = true;
    }
  }

  /** At {@code [1}, {@code [2} or {@code [1,2}. */
  void ending(List<Integer> passes) {
    expect(!body.isEmpty(), "an ending with no bars before it, expected some");
    expect(endings.isEmpty() || endingClosed, "ending [" + passes.getFirst() + " begins, expected ':|' before it");
    int expected = passes() + 1;
    for (int pass : passes) {
      expect(pass == expected, "ending [" + pass + ", expected [" + expected);
      expected++;
    }
    endings.add(new Ending(passes, new ArrayList<>()));
    endingClosed = false;
  }

  /** At a double bar, which ends the last ending. */
  void doubleBar() {
    if (!endings.isEmpty() && endings.size() > 1 && !endingClosed) {
      finish();
    }
  }

  /** At the end of the section: its bars as they sound. */
  List<ChartBar> end() {
    expect(!opened || !endings.isEmpty(), "a repeat is open, expected ':|'");
    finish();
    return played;
  }

  private int passes() {
    return endings.stream().mapToInt(ending -> ending.passes.size()).sum();
  }

  private void finish() {
    if (endings.isEmpty()) {
      play(body, 1);
    } else {
      expect(!endingClosed, "':|' after the last ending, expected ending [" + (passes() + 1) + " or no repeat sign");
      expect(endings.size() > 1, "ending [1 only, expected ':|' and ending [" + (passes() + 1));
      for (Ending ending : endings) {
        expect(!ending.bars.isEmpty(), "ending [" + ending.passes.getFirst() + " has no bars, expected some");
        for (int i = 0; i < ending.passes.size(); i++) {
          play(body, 1);
          play(ending.bars, 1);
        }
      }
      endings.clear();
    }
    body.clear();
    opened = false;
  }

  private void play(List<ChartBar> bars, int times) {
    expect(played.size() + (long) times * bars.size() <= MOST_BARS, "more than " + MOST_BARS + " bars, expected fewer");
    for (int i = 0; i < times; i++) {
      played.addAll(bars);
    }
  }

  private static void expect(boolean holds, String complaint) {
    if (!holds) {
      throw new IllegalArgumentException(complaint);
    }
  }
}
