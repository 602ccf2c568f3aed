package antiphon.lab.controls;

import antiphon.control.Control;
import antiphon.generate.Preset;
import antiphon.model.Decoder;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * What a control is to change, and the values at which that is looked at.
 *
 * @param control the control
 * @param figure what it changes: more the higher it is
 * @param name of the figure
 * @param values from low to high, the middle one as a rule its own
 */
public record ControlLaw(Control control, String name, ToDoubleFunction<ControlledAnswer> figure, List<Double> values) {
  /** Of all controls that change what is written. */
  public static final List<ControlLaw> ALL = List.of(
      new ControlLaw(Control.DENSITY, "notes a quarter", ControlledAnswer::density, List.of(-1.0, -0.6, -0.3, 0.0, 0.3, 0.6, 1.0)),
      new ControlLaw(Control.REGISTER, "mean pitch", ControlledAnswer::pitch, List.of(-24.0, -12.0, -6.0, 0.0, 6.0, 12.0, 24.0)),
      new ControlLaw(Control.CLOSENESS, "motifs of the phrase", ControlledAnswer::motifs, List.of(-1.0, -0.6, -0.3, 0.0, 0.3, 0.6, 1.0)),
      new ControlLaw(Control.POLYPHONY, "most notes at once", ControlledAnswer::together, List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0)),
      new ControlLaw(Control.TEMPERATURE, "bits a character", ControlledAnswer::bits, List.of(0.2, 0.5, 0.8, 1.0, 1.2, 1.5, 2.0)),
      new ControlLaw(Control.ARTICULATION, "held of written", ControlledAnswer::held, List.of(-1.0, -0.6, -0.3, 0.0, 0.3, 0.6, 1.0)),
      new ControlLaw(Control.DYNAMICS, "velocity", ControlledAnswer::velocity, List.of(-1.0, -0.6, -0.3, 0.0, 0.3, 0.6, 1.0)));

  /** The mean of the figure over answers of seeds from 0, NaN left out. */
  public double mean(Preset preset, Decoder decoder, double value, int seeds) {
    return LongStream.range(0, seeds).mapToObj(seed -> ControlledAnswer.of(preset, decoder, Map.of(control, value), seed))
        .mapToDouble(figure).filter(Double::isFinite).average().orElse(Double.NaN);
  }
}
