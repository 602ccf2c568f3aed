package antiphon.session.phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Cuts the beginning off settings that hold until they change. Stateless. */
final class Held {
  private Held() {}

  /** The same setting at another tick. */
  interface Moved<T> {
    T at(T setting, long tick);
  }

  /** What holds from tick {@code from} on, moved so that this tick becomes 0. */
  static <T> List<T> from(List<T> settings, long from, ToLongFunction<T> tick, Moved<T> moved) {
    List<T> kept = new ArrayList<>();
    for (T setting : settings) {
      long at = tick.applyAsLong(setting) - from;
      if (at <= 0 && !kept.isEmpty()) {
        kept.removeLast();
      }
      kept.add(moved.at(setting, Math.max(0, at)));
    }
    return kept;
  }
}
