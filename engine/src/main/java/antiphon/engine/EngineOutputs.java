package antiphon.engine;

import antiphon.midi.MidiOut;
import java.util.Optional;

/**
 * Where an engine sends to; used by the emitting thread alone, and not closed by the engine.
 *
 * @param companion what the companion plays, and MIDI clock if that is asked for
 * @param click the metronome's port; may be the companion's
 * @param clickChannel 0 to 15
 */
public record EngineOutputs(MidiOut companion, Optional<MidiOut> click, int clickChannel) {
  private static final int PERCUSSION = 9;

  public EngineOutputs {
    if (clickChannel < 0 || clickChannel > 15) {
      throw new IllegalArgumentException("click on channel " + clickChannel + ": expected 0 to 15");
    }
  }

  /** The companion alone. */
  public static EngineOutputs of(MidiOut companion) {
    return new EngineOutputs(companion, Optional.empty(), PERCUSSION);
  }

  /** Both, clicks on the channel for percussion. */
  public static EngineOutputs of(MidiOut companion, MidiOut click) {
    return new EngineOutputs(companion, Optional.of(click), PERCUSSION);
  }
}
