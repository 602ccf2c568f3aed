package antiphon.replay;

import antiphon.compose.Pace;
import antiphon.generate.Deadline;
import antiphon.take.TakeEntry.Began;
import antiphon.take.TakeEntry.Composed;
import java.util.List;

/** As fast as the machine was when the take was played. Mutable. [compose] */
final class ReplayedPace implements Pace {
  private final Script script;
  private List<Integer> times = List.of();
  private int deadlines;
  private int left;

  ReplayedPace(Script script) {
    this.script = script;
  }

  /** At which question time is up for each of the next deadlines; -1 for never. */
  void expect(List<Integer> passedAt) {
    times = passedAt;
    deadlines = 0;
  }

  /** Whether so many deadlines were asked for as were expected. */
  boolean done() {
    return deadlines == times.size();
  }

  @Override
  public Deadline until(long timeNs) {
    int passedAt = deadlines < times.size() ? times.get(deadlines) : -1;
    deadlines++;
    return new Deadline() {
      private int asked;

      @Override
      public boolean passed() {
        return passedAt >= 0 && asked++ >= passedAt;
      }
    };
  }

  @Override
  public boolean outdated(boolean waiting) {
    Composed entry = script.entry();
    return switch (entry) {
      case null -> true;
      case Began began -> {
        if (left < began.left()) {
          left++;
          yield true;
        }
        left = 0;
        script.turn();
        yield false;
      }
      default -> {
        script.leave("something was written where nothing is to be written now");
        yield true;
      }
    };
  }
}
