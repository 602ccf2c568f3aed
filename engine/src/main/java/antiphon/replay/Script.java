package antiphon.replay;

import antiphon.take.TakeEntry.Composed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the composing side did in a take, entry by entry, and where a replay first went otherwise. Mutable. */
final class Script {
  private final List<Composed> entries;
  private int next;
  private @Nullable String difference;

  Script(List<Composed> entries) {
    this.entries = entries;
  }

  /** The entry at hand; null behind the last one. */
  @Nullable Composed entry() {
    return next < entries.size() ? entries.get(next) : null;
  }

  /** The entry at hand is done. */
  void turn() {
    next++;
  }

  /** Something is not as it was; only the first time counts. */
  void differs(String what) {
    if (difference == null) {
      difference = what;
    }
  }

  /** The composing side does something else than it did: it stands still from here on. */
  void leave(String what) {
    differs(what);
    next = entries.size();
  }

  Optional<String> difference() {
    return Optional.ofNullable(difference);
  }
}
