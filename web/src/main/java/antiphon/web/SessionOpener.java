package antiphon.web;

import antiphon.midi.MidiListener;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Fault;
import antiphon.presets.OwnPresets;

/** Opens sessions, one after the other: who embeds the page has the model, the takes and the commands. */
public interface SessionOpener {
  /**
   * Opens a session; the one before is closed.
   *
   * @param sent is told each message of companion, band and metronome as it goes out [emit]
   * @param heard is told each message of a device that plays along [midi-in]
   */
  Session open(EngineSettings settings, EngineListener news, MidiListener sent, MidiListener heard);

  /** What the next session that is opened is called, where that is known. */
  default void title(String next) {
    // Who keeps no takes needs no titles.
  }

  /** Something went wrong in the page's own part of the program. [any] */
  default void fault(Fault fault) {
    System.err.println("antiphon: " + fault.line());
  }

  /** The model's name. */
  String model();

  /** The devices that play along and sound. */
  default Devices devices() {
    return Devices.NONE;
  }

  /** The player's own presets. */
  default OwnPresets presets() {
    return OwnPresets.ofUser();
  }

  /** What controllers and keys mean. */
  default MidiMap map() {
    return MidiMap.empty();
  }
}
