package antiphon.take;

import antiphon.control.Control;
import antiphon.pipeline.Chorus;
import antiphon.pipeline.EngineEvent.Kind;
import antiphon.pipeline.EngineListener;
import antiphon.take.TakeEntry.Happened;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what the model wrote in a take, what the player made of it, and what was measured of the player. Mutable; one thread. */
public final class TakenBars implements EngineListener {
  private final List<TakenBar> written = new ArrayList<>();
  private final Map<Long, Integer> played = new HashMap<>();
  private final Set<Long> kept = new HashSet<>();
  private final List<Chorus> choruses = new ArrayList<>();
  private int variation;

  /** A bar of which nothing had sounded yet was written. */
  public void wrote(long number, int writtenVariation, String page, String line) {
    written.add(new TakenBar(number, writtenVariation, page, line, false, false));
  }

  /** Is shown every event of the take. */
  public void happened(Happened event) {
    if (event.asksFor(Control.REGENERATE)) {
      variation++;
    } else if (event.asksFor(Control.UNDO)) {
      variation = Math.max(0, variation - 1);
    } else if (event.kind == Kind.SEALED && event.plan != null && event.plan.startsWith("m")) {
      played.put(event.bar, variation);
    }
  }

  @Override
  public void kept(long firstBar, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      kept.add(firstBar + i);
    }
  }

  @Override
  public void practised(Chorus chorus) {
    choruses.add(chorus);
  }

  /** What was measured of the player, in order. */
  public List<Chorus> choruses() {
    return List.copyOf(choruses);
  }

  /** All bars, in the order in which they were written. */
  public List<TakenBar> bars() {
    return written.stream()
        .map(bar -> new TakenBar(bar.number(), bar.variation(), bar.page(), bar.line(),
            Integer.valueOf(bar.variation()).equals(played.get(bar.number())), kept.contains(bar.number())))
        .toList();
  }
}
