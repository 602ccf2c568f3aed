package antiphon.generate;

/**
 * What a voice's notes are tilted towards, whatever a model has learnt.
 *
 * @param density how many notes, -1 for few to 1 for many; 0 as the model has it
 * @param register semitones by which they are to be higher; 0 as the model has it
 */
public record Tilt(double density, double register) {
  /** As the model has it. */
  public static final Tilt NONE = new Tilt(0, 0);
}
