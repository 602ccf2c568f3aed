package antiphon.pipeline;

import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.control.Mode;
import antiphon.generate.Preset;

/**
 * How an engine plays.
 *
 * @param preset voices, style, meter, tempo
 * @param controls what the player may change later, as it is at the start
 * @param seed of all chances: the same input and seed give the same answers
 * @param startOnFirstNote whether the music starts with the player's first note; else when told to
 * @param sealAheadNs how long before it sounds a part of a bar becomes final, beside the commit horizon
 * @param leadNs how long before a bar line an answer is begun
 * @param rounds after how many answers to listen no more; 0 for never
 * @param clock who leads the time; with a master, the first note starts nothing
 * @param clockOut whether MIDI clock is sent to the output
 */
public record EngineSettings(
    Preset preset, Controls controls, long seed, boolean startOnFirstNote, long sealAheadNs, long leadNs, int rounds,
    ClockSource clock, boolean clockOut) {
  /** Sealed 20 ms before the downbeat. */
  public static final long SEAL_AHEAD_NS = 20_000_000;

  /** Begun 180 ms before the bar line. */
  public static final long LEAD_NS = 180_000_000;

  public EngineSettings {
    if (controls.mode() == Mode.ACCOMPANY && !preset.canAccompany()) {
      // Says what is missing.
      preset.accompanying();
    }
  }

  /** By its own clock, which it keeps to itself; phrase and answer as long as the preset says. */
  public EngineSettings(Preset preset, long seed, boolean startOnFirstNote, int rounds) {
    this(
        preset, controls(preset), seed, startOnFirstNote, SEAL_AHEAD_NS, LEAD_NS, rounds, ClockSource.INTERNAL, false);
  }

  /** The usual controls with the preset's lengths and temperature. */
  public static Controls controls(Preset preset) {
    return Controls.USUAL
        .with(Control.LISTEN_BARS, preset.listenBars())
        .with(Control.ANSWER_BARS, preset.answerBars())
        .with(Control.TEMPERATURE, preset.sampling().temperature());
  }

  /** The same with other controls. */
  public EngineSettings withControls(Controls other) {
    return new EngineSettings(
        preset, other, seed, startOnFirstNote, sealAheadNs, leadNs, rounds, clock, clockOut);
  }

  /** The same, sealed and begun earlier or later. */
  public EngineSettings withTimes(long sealAhead, long lead) {
    return new EngineSettings(
        preset, controls, seed, startOnFirstNote, sealAhead, lead, rounds, clock, clockOut);
  }

  /** The same, led by {@code source}. */
  public EngineSettings withClock(ClockSource source) {
    return new EngineSettings(
        preset, controls, seed, startOnFirstNote, sealAheadNs, leadNs, rounds, source, clockOut);
  }

  /** The same, with or without MIDI clock on the output. */
  public EngineSettings withClockOut(boolean sent) {
    return new EngineSettings(
        preset, controls, seed, startOnFirstNote, sealAheadNs, leadNs, rounds, clock, sent);
  }
}
