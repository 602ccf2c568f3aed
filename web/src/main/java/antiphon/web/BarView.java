package antiphon.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bar as the page shows it.
 *
 * @param bar its number in the transport's timeline, from 0
 * @param start its first tick
 * @param ticks its length
 * @param meter as written
 * @param key as ABC writes it
 * @param you what the player has in it, if anything
 * @param antiphon what the companion has in it, if anything
 * @param chords names with their ticks from the bar's start
 */
record BarView(
    long bar, long start, long ticks, String meter, String key, @Nullable Half you, @Nullable Half antiphon,
    List<ChordName> chords) {
  /** How sure a half is. */
  enum State {
    /** Of the player: still being played. */
    SOUNDING,
    /** Of the player: over. */
    HEARD,
    /** Of the companion: may change. */
    PLANNED,
    /** Of the companion: played as it stands. */
    SEALED
  }

  /**
   * What one of both has in a bar.
   *
   * @param origin where a bar of the companion came from, lower case
   * @param voices ABC by voice from 1
   * @param notes voice, ticks from the bar's start, length in ticks, pitch
   */
  record Half(State state, String origin, Map<Integer, String> voices, List<long[]> notes) {}

  /** A chord's name at its place. */
  record ChordName(long at, String name) {}

  BarView withYou(Half half, String inKey) {
    return new BarView(bar, start, ticks, meter, inKey, half, antiphon, chords);
  }

  BarView withAntiphon(@Nullable Half half, String inKey) {
    return new BarView(bar, start, ticks, meter, inKey, you, half, chords);
  }

  BarView withChords(List<ChordName> names) {
    return new BarView(bar, start, ticks, meter, key, you, antiphon, names);
  }

  /** Whether the companion's half is final. */
  @JsonIgnore
  boolean sealed() {
    return antiphon != null && antiphon.state() == State.SEALED;
  }
}
