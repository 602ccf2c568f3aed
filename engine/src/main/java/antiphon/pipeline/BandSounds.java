package antiphon.pipeline;

import java.util.Map;

/** Where the band plays and with which sounds. */
public final class BandSounds {
  /** Channels of chords and bass, from 0: free in every preset that comes with the program. */
  public static final int CHORDS_CHANNEL = 13;

  /** The bass's channel, from 0. */
  public static final int BASS_CHANNEL = 14;

  /** The chords' General MIDI program, from 0. */
  public static final int PIANO = 0;

  /** The bass's General MIDI program, from 0. */
  public static final int ACOUSTIC_BASS = 32;

  /** Programs by channel. */
  static final Map<Integer, Integer> PROGRAMS = Map.of(CHORDS_CHANNEL, PIANO, BASS_CHANNEL, ACOUSTIC_BASS);

  private BandSounds() {}
}
