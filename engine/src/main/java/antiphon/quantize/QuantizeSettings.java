package antiphon.quantize;

/**
 * What the quantizer may write.
 *
 * @param triplets whether beats in simple time may be divided by three and six
 * @param thirtySeconds whether 32nds may be written, given strong evidence
 * @param swing what becomes of long-short eighths
 */
public record QuantizeSettings(boolean triplets, boolean thirtySeconds, Swing swing) {
  /** All that is musical, no swing. */
  public static final QuantizeSettings DEFAULT = new QuantizeSettings(true, true, Swing.NONE);
}
