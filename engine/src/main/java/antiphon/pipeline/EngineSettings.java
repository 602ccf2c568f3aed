package antiphon.pipeline;

import antiphon.generate.Preset;

/**
 * How an engine plays.
 *
 * @param preset voices, style, lengths of phrase and answer, meter, tempo
 * @param seed of all chances: the same input and seed give the same answers
 * @param startOnFirstNote whether the music starts with the player's first note; else when told to
 * @param sealAheadNs how long before its downbeat a bar becomes final
 * @param leadNs how long before a bar line an answer is begun
 * @param rounds after how many answers to listen no more; 0 for never
 * @param clock who leads the time; with a master, the first note starts nothing
 * @param clockOut whether MIDI clock is sent to the output
 */
public record EngineSettings(
    Preset preset, long seed, boolean startOnFirstNote, long sealAheadNs, long leadNs, int rounds,
    ClockSource clock, boolean clockOut) {
  /** Sealed 20 ms before the downbeat. */
  public static final long SEAL_AHEAD_NS = 20_000_000;

  /** Begun 180 ms before the bar line. */
  public static final long LEAD_NS = 180_000_000;

  public EngineSettings(Preset preset, long seed, boolean startOnFirstNote, int rounds) {
    this(preset, seed, startOnFirstNote, SEAL_AHEAD_NS, LEAD_NS, rounds);
  }

  /** By its own clock, which it keeps to itself. */
  public EngineSettings(
      Preset preset, long seed, boolean startOnFirstNote, long sealAheadNs, long leadNs, int rounds) {
    this(preset, seed, startOnFirstNote, sealAheadNs, leadNs, rounds, ClockSource.INTERNAL, false);
  }

  /** The same, led by {@code source}. */
  public EngineSettings withClock(ClockSource source) {
    return new EngineSettings(preset, seed, startOnFirstNote, sealAheadNs, leadNs, rounds, source, clockOut);
  }

  /** The same, with or without MIDI clock on the output. */
  public EngineSettings withClockOut(boolean sent) {
    return new EngineSettings(preset, seed, startOnFirstNote, sealAheadNs, leadNs, rounds, clock, sent);
  }
}
