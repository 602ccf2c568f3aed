package antiphon.time;

/**
 * Phase and period of a train of pulses that come with jitter: a phase-locked loop of second order whose
 * gains are those of a Kalman filter, wide open at first and narrow once the pulses are known. A change of
 * period is told from jitter by a cumulative sum, which opens the loop again. Mutable; allocates nothing.
 *
 * <p>Source of the sum: E. S. Page, Continuous inspection schemes, Biometrika 41 (1954).
 */
final class PulseFilter {
  /** Standard deviation that a pulse is taken to have at least: a little more than ±3 ms spread evenly. */
  private static final double JITTER_NS = 1_800_000;

  private static final double VARIANCE = JITTER_NS * JITTER_NS;

  /** How far the period strays from pulse to pulse, in parts of the jitter: a memory of some two beats. */
  private static final double DRIFT = 0.0027 * 0.0027;

  /** Pulses over which the jitter is measured. */
  private static final double MEMORY = 48;

  /** Surprises are cut here, in standard deviations, so that one stray pulse does little. */
  private static final double WORST = 3;

  private static final double SUM_SLACK = 1;
  private static final double SUM_ALARM = 5;

  private double phaseNs;
  private double periodNs;
  /** Covariance of phase and period. */
  private double phaseVar;

  private double crossVar;
  private double periodVar;
  private double sumLate;
  private double sumEarly;
  private int lateFor;
  private int earlyFor;
  private double surprises = VARIANCE;
  private double lastSurpriseNs;
  private long steps;

  /** Begins with a pulse; {@code spread} is how uncertain the period is, as a part of it. */
  void begin(double timeNs, double period, double spread) {
    phaseNs = timeNs;
    periodNs = period;
    phaseVar = noise();
    crossVar = 0;
    periodVar = square(spread * period);
    settle();
  }

  /** Moves the phase to the pulse that is {@code pulses} later, unseen. */
  void predict(int pulses) {
    phaseNs += pulses * periodNs;
    phaseVar += 2 * pulses * crossVar + (double) pulses * pulses * periodVar;
    crossVar += pulses * periodVar;
    periodVar += pulses * DRIFT * noise();
  }

  /** Takes in the pulse that was predicted; it came at {@code timeNs}. */
  void correct(double timeNs) {
    lastSurpriseNs = timeNs - phaseNs;
    watch();
    double noise = noise();
    double total = phaseVar + noise;
    double bound = WORST * Math.sqrt(total);
    double surprise = Math.clamp(lastSurpriseNs, -bound, bound);
    double phaseGain = phaseVar / total;
    double periodGain = crossVar / total;
    phaseNs += phaseGain * surprise;
    periodNs += periodGain * surprise;
    periodVar -= periodGain * crossVar;
    crossVar -= phaseGain * crossVar;
    phaseVar -= phaseGain * phaseVar;
    surprises += (square(surprise) * noise / total - surprises) / MEMORY;
    surprises = Math.min(surprises, WORST * WORST * VARIANCE);
  }

  /** Variance of a pulse: learnt where the clock is worse than expected. */
  private double noise() {
    return Math.max(VARIANCE, surprises);
  }

  /** Adds up surprises of one sign; too much of them is a change of period, not jitter. */
  private void watch() {
    double unit = Math.clamp(lastSurpriseNs / Math.sqrt(phaseVar + noise()), -WORST, WORST);
    sumLate = Math.max(0, sumLate + unit - SUM_SLACK);
    sumEarly = Math.max(0, sumEarly - unit - SUM_SLACK);
    lateFor = sumLate > 0 ? lateFor + 1 : 0;
    earlyFor = sumEarly > 0 ? earlyFor + 1 : 0;
    if (sumLate > SUM_ALARM || sumEarly > SUM_ALARM) {
      double pulses = sumLate > SUM_ALARM ? lateFor : earlyFor;
      // What is not known is by how much the period changed; that it did so some pulses ago is.
      double change = square(0.2 * periodNs);
      phaseVar += pulses * pulses * change + noise();
      crossVar += pulses * change;
      periodVar += change;
      steps++;
      settle();
    }
  }

  private void settle() {
    sumLate = 0;
    sumEarly = 0;
    lateFor = 0;
    earlyFor = 0;
  }

  /** Where the last pulse is thought to have been meant. */
  double phaseNs() {
    return phaseNs;
  }

  double periodNs() {
    return periodNs;
  }

  /** Standard deviation of the phase, as the filter believes. */
  double phaseDeviationNs() {
    return Math.sqrt(phaseVar);
  }

  /** Standard deviation of the period as a part of it, as the filter believes. */
  double periodDeviation() {
    return Math.sqrt(periodVar) / periodNs;
  }

  /** Standard deviation of the pulses about where they were expected, over about two beats. */
  double jitterNs() {
    return Math.sqrt(surprises);
  }

  /** How much later than expected the last pulse came. */
  double lastSurpriseNs() {
    return lastSurpriseNs;
  }

  /** Changes of period that were recognised. */
  long steps() {
    return steps;
  }

  private static double square(double x) {
    return x * x;
  }
}
