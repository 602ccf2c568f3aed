package antiphon.bridge;

import antiphon.time.Ticks;

/**
 * Where the host's song stands at one sample, and how it goes on from there until the next change.
 *
 * @param epoch grows with each start, stop, jump and wrap of a loop, and when an engine takes over
 * @param rolling whether the song moves; while it does not, {@code tick} stands still and samples count on
 * @param placed whether the host knows a song position; if not, ticks count from where it started
 * @param timeNs when the plug-in said it, on the clock of {@link System#nanoTime}
 * @param samplePosition in the instance's own count of samples, which never goes back
 * @param sampleRate in Hz
 * @param blockFrames samples that the host asks for at a time
 * @param tick song position, {@value Ticks#PER_QUARTER} to the quarter; may be negative
 * @param barTick where a bar began, at or before {@code tick}
 * @param quartersPerMinute tempo
 * @param meterBeats beats of a bar
 * @param meterUnit what a beat is, 4 for a quarter
 * @param loops whether the host goes from {@code loopEndTick} back to {@code loopStartTick}; both 0 if not
 */
public record HostTransport(
    int epoch,
    boolean rolling,
    boolean placed,
    long timeNs,
    long samplePosition,
    double sampleRate,
    int blockFrames,
    long tick,
    long barTick,
    double quartersPerMinute,
    int meterBeats,
    int meterUnit,
    boolean loops,
    long loopStartTick,
    long loopEndTick) {

  /** The song position at a sample, if nothing changes before. [any] */
  public long tickAt(long position) {
    return rolling ? tick + Math.round((position - samplePosition) * ticksPerSample()) : tick;
  }

  /** The sample of a song position, if nothing changes before; without meaning while the song stands. [any] */
  public long sampleAt(long songTick) {
    return samplePosition + Math.round((songTick - tick) / ticksPerSample());
  }

  private double ticksPerSample() {
    return quartersPerMinute * Ticks.PER_QUARTER / (60 * sampleRate);
  }

  /** Whether the other says the same but for how far the song has come. */
  boolean goesOnAs(HostTransport other) {
    return epoch == other.epoch && rolling == other.rolling && placed == other.placed
        && sampleRate == other.sampleRate && quartersPerMinute == other.quartersPerMinute
        && meterBeats == other.meterBeats && meterUnit == other.meterUnit && loops == other.loops
        && loopStartTick == other.loopStartTick && loopEndTick == other.loopEndTick
        && (rolling || tick == other.tick);
  }
}
