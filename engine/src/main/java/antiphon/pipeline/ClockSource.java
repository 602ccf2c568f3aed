package antiphon.pipeline;

/** Who leads the time. */
public enum ClockSource {
  /** The engine itself: it starts when told, or with the first note. */
  INTERNAL,
  /** A master that sends MIDI clock to the input: it starts, stops, relocates and sets the tempo. */
  MIDI_CLOCK,
  /** The player: the tempo is heard from what is played, and the music begins once it is clear. */
  PLAYER
}
