package antiphon.compose;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is planned for the coming bars, and what was planned before something else was asked for. Mutable. [compose] */
final class Drafts {
  private final NavigableMap<Long, Draft> latest = new TreeMap<>();
  /** Of each bar the plans for each variation that was asked for. */
  private final NavigableMap<Long, Map<Integer, Draft>> shelf = new TreeMap<>();

  void clear() {
    latest.clear();
    shelf.clear();
  }

  /** Forgets the bars before one. */
  void prune(long before) {
    latest.headMap(before).clear();
    shelf.headMap(before).clear();
  }

  void put(long number, Draft draft) {
    latest.put(number, draft);
    shelf.computeIfAbsent(number, n -> new HashMap<>()).put(draft.variation(), draft);
  }

  /** The last plan for a bar. */
  @Nullable Draft latest(long number) {
    return latest.get(number);
  }

  /** The plan for a bar; after an undo the one from before. */
  @Nullable Draft of(long number, int variation) {
    Draft draft = latest.get(number);
    if (draft != null && draft.variation() != variation) {
      Draft shelved = shelf.getOrDefault(number, Map.of()).get(variation);
      if (shelved != null) {
        latest.put(number, shelved);
        return shelved;
      }
    }
    return draft;
  }
}
