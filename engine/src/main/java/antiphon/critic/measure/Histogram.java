package antiphon.critic.measure;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How often each of some values comes. Mutable sums; one thread. */
public final class Histogram {
  private final Map<Long, Long> counts = new TreeMap<>();
  private long total;

  public void add(long value) {
    counts.merge(value, 1L, Long::sum);
    total++;
  }

  public long total() {
    return total;
  }

  /** The share of a value, 0 to 1; NaN if nothing was added. */
  public double share(long value) {
    return (double) counts.getOrDefault(value, 0L) / total;
  }

  /** Shannon entropy in bits; 0 for one that holds nothing. */
  public double entropy() {
    double bits = 0;
    for (long value : counts.keySet()) {
      bits -= share(value) * Math.log(share(value)) / Math.log(2);
    }
    return bits;
  }

  /**
   * The Jensen-Shannon divergence in bits: 0 for the same shares, 1 for nothing in common; NaN if one of
   * the two holds nothing.
   */
  public double divergence(Histogram other) {
    Set<Long> values = new HashSet<>(counts.keySet());
    values.addAll(other.counts.keySet());
    double bits = total == 0 || other.total == 0 ? Double.NaN : 0;
    for (long value : values) {
      double mean = (share(value) + other.share(value)) / 2;
      bits += half(share(value), mean) + half(other.share(value), mean);
    }
    return bits;
  }

  private static double half(double share, double mean) {
    return share == 0 ? 0 : 0.5 * share * Math.log(share / mean) / Math.log(2);
  }
}
