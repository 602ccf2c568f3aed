package antiphon.critic;

import antiphon.follow.Expected;
import antiphon.generate.BarNote;
import antiphon.generate.WrittenBar;
import java.util.List;

/**
 * What stands around the bar that is to be chosen.
 *
 * @param before the bars before it, newest last; the newest {@value #REMEMBERED} are looked at
 * @param playing places (from 0) of the companion's voices
 * @param player what the player plays in this bar as far as it is known, voice by voice
 * @param chords the changes in this bar in order, empty where none are known
 * @param expected where no changes are known, what each pitch class is worth in the parts of the bar that are still to come
 * @param place where in the phrase
 * @param targets how busy and how high
 */
public record Setting(
    List<WrittenBar> before,
    List<Integer> playing,
    List<List<BarNote>> player,
    List<ChordTones> chords,
    List<Expected> expected,
    Place place,
    Targets targets) {
  /** How far back a listener compares, in bars. */
  public static final int REMEMBERED = 8;

  public Setting {
    before = List.copyOf(before.subList(Math.max(0, before.size() - REMEMBERED), before.size()));
    playing = List.copyOf(playing);
    player = player.stream().map(List::copyOf).toList();
    chords = List.copyOf(chords);
    expected = List.copyOf(expected);
    if (playing.isEmpty()) {
      throw new IllegalArgumentException("a companion without voices: expected at least one");
    }
    if (!targets.parts().isEmpty() && targets.parts().size() != playing.size()) {
      throw new IllegalArgumentException(
          targets.parts().size() + " targets for " + playing.size() + " voices: expected one each or none");
    }
  }

  /** Where nothing is expected of the harmony. */
  public Setting(
      List<WrittenBar> before, List<Integer> playing, List<List<BarNote>> player, List<ChordTones> chords, Place place, Targets targets) {
    this(before, playing, player, chords, List.of(), place, targets);
  }

  /** Whether the changes name both pitches from {@code onset} on, so that nothing between them is a fault. */
  boolean chordal(long onset, int pitch, int other) {
    for (ChordTones chord : chords) {
      if (chord.onset() <= onset && onset < chord.end()) {
        return chord.holds(pitch) && chord.holds(other);
      }
    }
    return false;
  }
}
