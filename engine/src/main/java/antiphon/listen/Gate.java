package antiphon.listen;

/** What the listening side sets at the emitter. [listen] */
public interface Gate {
  /** Commits so many quarters ahead; {@code wakes} asks to be woken shortly before each time. */
  void horizon(double quarters, boolean wakes);

  /** Lets nothing begin to sound, or lets it again. */
  void mute(boolean silent);

  /** Plays the plans of this turn only. */
  void window(int number);

  /** Lets the metronome click, or not. */
  void click(boolean clicks);

  /** Lets the band play over the chart, or not. */
  void backing(boolean plays);
}
