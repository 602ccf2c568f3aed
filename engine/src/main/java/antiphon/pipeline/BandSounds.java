package antiphon.pipeline;

import antiphon.band.BandStyle;
import java.util.Map;
import java.util.TreeMap;

/** Where the band plays and with which sounds. */
public final class BandSounds {
  /** Channels of chords and bass, from 0: free in every preset that comes with the program. */
  public static final int CHORDS_CHANNEL = 13;

  /** The bass's channel, from 0. */
  public static final int BASS_CHANNEL = 14;

  /** The channel that General MIDI has for drums, from 0. */
  public static final int DRUMS_CHANNEL = 9;

  /** Programs by channel. */
  static Map<Integer, Integer> programs(BandStyle style) {
    Map<Integer, Integer> programs = new TreeMap<>(Map.of(CHORDS_CHANNEL, style.chordsProgram(), BASS_CHANNEL, style.bassProgram()));
    if (!style.drums().isEmpty()) {
      programs.put(DRUMS_CHANNEL, style.kit());
    }
    return programs;
  }

  private BandSounds() {}
}
