package antiphon.take;

import antiphon.compose.Pace;
import antiphon.generate.Deadline;
import java.util.ArrayList;
import java.util.List;

/** Takes down what another pace decides. Mutable. [compose] */
public final class LoggedPace implements Pace {
  private final Pace pace;
  private final TakeLog log;
  private final List<Watched> deadlines = new ArrayList<>();
  private int left;

  public LoggedPace(Pace pace, TakeLog log) {
    this.pace = pace;
    this.log = log;
  }

  private static final class Watched implements Deadline {
    private final Deadline deadline;
    private int asked;
    private int passedAt = -1;

    Watched(Deadline deadline) {
      this.deadline = deadline;
    }

    @Override
    public boolean passed() {
      if (passedAt < 0 && deadline.passed()) {
        passedAt = asked;
      }
      asked++;
      return passedAt >= 0;
    }
  }

  @Override
  public Deadline until(long timeNs) {
    Watched deadline = new Watched(pace.until(timeNs));
    deadlines.add(deadline);
    return deadline;
  }

  @Override
  public boolean outdated(boolean waiting) {
    boolean outdated = pace.outdated(waiting);
    if (outdated) {
      left++;
    } else {
      log.began(left);
      left = 0;
    }
    return outdated;
  }

  /** At which question time was up for each deadline since the last call; -1 for never. */
  List<Integer> times() {
    List<Integer> times = deadlines.stream().map(d -> d.passedAt).toList();
    deadlines.clear();
    return times;
  }
}
