package antiphon.model;

/**
 * How freely symbols are drawn.
 *
 * @param temperature 0 for always the likeliest, 1 for the model's own distribution, at most 10
 * @param topK only the {@code topK} likeliest, 1 to 128; 128 for all
 * @param topP of these the likeliest until their share first exceeds {@code topP}, above 0 to 1
 */
public record Sampling(double temperature, int topK, double topP) {
  /** The settings with which NotaGen's models are run. */
  public static final Sampling NOTAGEN = new Sampling(1.2, 9, 0.9);

  /** The model's own distribution. */
  public static final Sampling PLAIN = new Sampling(1, 128, 1);

  /** Always the likeliest symbol. */
  public static final Sampling GREEDY = new Sampling(0, 128, 1);

  public Sampling {
    if (!(temperature >= 0 && temperature <= 10)) {
      throw new IllegalArgumentException("temperature " + temperature + ": expected 0 to 10");
    }
    if (topK < 1 || topK > 128) {
      throw new IllegalArgumentException("top-k " + topK + ": expected 1 to 128");
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("top-p " + topP + ": expected more than 0, at most 1");
    }
  }
}
