package antiphon.model;

import java.util.Locale;

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

  public Sampling sampling() {
    return sampling;
  }

  /** The name in small letters. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
