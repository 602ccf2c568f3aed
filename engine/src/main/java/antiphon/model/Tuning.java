package antiphon.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How freely, by name. */
public enum Tuning {
  /** Near to what the model has learned. */
  FAITHFUL(new Sampling(1, 9, 0.9)),
  /** As NotaGen's authors run it. */
  BALANCED(Sampling.NOTAGEN),
  /** Ready for detours. */
  CREATIVE(new Sampling(1.2, 20, 0.97));

  private final Sampling sampling;

  Tuning(Sampling sampling) {
    this.sampling = sampling;
  }

  /**
   * The tuning of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Tuning of(String name) {
    return Arrays.stream(values()).filter(tuning -> tuning.toString().equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("tuning '" + name + "': expected "
            + Arrays.stream(values()).map(Tuning::toString).collect(Collectors.joining(", "))));
  }

  public Sampling sampling() {
    return sampling;
  }

  /** The name in small letters. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
