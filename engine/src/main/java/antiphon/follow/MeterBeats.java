package antiphon.follow;

import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.List;

/**
 * The beats of a meter by which harmony moves: quarters, dotted quarters in compound meters, otherwise the pulses.
 *
 * @param starts ticks from the bar line
 * @param length ticks of the bar
 */
public record MeterBeats(List<Integer> starts, int length) {
  private static final int LONGEST = Ticks.PER_QUARTER * 3 / 2;

  public MeterBeats {
    starts = List.copyOf(starts);
  }

  /** Those of a meter. [any] */
  public static MeterBeats of(Meter meter) {
    List<Integer> starts = new ArrayList<>();
    int at = 0;
    for (int pulse : meter.pulses()) {
      int parts = pulse > LONGEST && pulse % Ticks.PER_QUARTER == 0 ? pulse / Ticks.PER_QUARTER : 1;
      for (int i = 0; i < parts; i++) {
        starts.add(at + i * (pulse / parts));
      }
      at += pulse;
    }
    return new MeterBeats(starts, at);
  }

  /** How many there are. [any] */
  public int count() {
    return starts.size();
  }

  /** The end of beat {@code index}, in ticks from the bar line. [any] */
  public int end(int index) {
    return index + 1 < starts.size() ? starts.get(index + 1) : length;
  }

  /** The beat in which {@code offset}, in ticks from the bar line, lies. [any] */
  public int at(long offset) {
    int index = starts.size() - 1;
    while (index > 0 && starts.get(index) > offset) {
      index--;
    }
    return index;
  }
}
