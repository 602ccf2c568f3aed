package antiphon.web;

import antiphon.generate.WrittenBar.Origin;
import antiphon.harmony.HeardChord;
import antiphon.pipeline.Chorus;
import antiphon.pipeline.HeardBar;
import antiphon.schedule.Plan;
import java.util.List;

/** What the engine told, on its way from the composing thread to the feed. */
sealed interface News {
  /** The player's bar is written; again as long as it is not complete. */
  record Heard(HeardBar bar, boolean complete) implements News {}

  /** A bar may be played; it was there at {@code atNs}. */
  record Planned(Plan plan, long atNs) implements News {}

  /** A bar of the companion is final. */
  record Sealed(long bar, Origin origin, String line) implements News {}

  /** Harmony of a bar as it was heard. */
  record Harmony(long bar, List<HeardChord> chords) implements News {}

  /** The player keeps these bars. */
  record Kept(long firstBar, int bars) implements News {}

  /** So the player played some bars. */
  record Practised(Chorus chorus) implements News {}

  /** The band plays in a style from this bar on. */
  record BandPlays(long firstBar, String style) implements News {}

  /** The model failed. */
  record Failed(String reason) implements News {}
}
