package antiphon.pipeline;

import antiphon.generate.WrittenBar.Origin;
import antiphon.harmony.HeardChord;
import antiphon.schedule.Plan;
import java.util.List;

/** Told what happens as it happens; may take its time, but what it takes the composing stage lacks. [compose] */
public interface EngineListener {
  /** Hears nothing. */
  EngineListener NONE = new EngineListener() {};

  /**
   * The player's bar is written.
   *
   * @param complete whether it is over; else it is what was played of it so far, and will be written again
   */
  default void heard(HeardBar bar, String line, boolean complete) {}

  /** Without a chart: the harmony of a bar that is over, as it was heard. */
  default void harmony(long barNumber, List<HeardChord> chords) {}

  /** Without a chart: the harmony that is expected of a bar to come, each time that it is another. */
  default void harmonyAhead(long barNumber, List<HeardChord> chords) {}

  /** The model has written a bar in {@code generationNs} nanoseconds. */
  default void planned(Plan plan, long generationNs) {}

  /** A bar of the answer is final and will be played. */
  default void sealed(long barNumber, Origin origin, String line) {}

  /** The player wants to keep what the companion played: its last turn, a line a bar, from bar {@code firstBar} on. */
  default void kept(long firstBar, List<String> lines) {}

  /** What was measured of the player in some bars that are over. [log] */
  default void practised(Chorus chorus) {}

  /** From bar {@code firstBar} on the band plays in the style of that name. [log] */
  default void bandPlays(long firstBar, String style) {}

  /** An answer is over. */
  default void answered(int answers) {}

  /** The model failed; a fallback plays. */
  default void failed(RuntimeException reason) {}
}
