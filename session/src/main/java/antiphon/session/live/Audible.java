package antiphon.session.live;

import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.midi.MidiException;
import antiphon.midi.MidiMessage;
import antiphon.midi.MidiOut;
import antiphon.midi.MidiPorts;
import antiphon.midi.PortListener;
import antiphon.pipeline.EngineSettings;
import java.util.Optional;

/** The built-in synthesizer, where there is a sound device. Stateless. */
public final class Audible {
  /** The synthesizer's name among the ports. */
  public static final String SYNTH = "synth";

  private Audible() {}

  /** A synthesizer of its own with the instruments of {@code preset}, or nothing on a machine without sound. */
  public static Optional<MidiOut> synth(MidiPorts ports, Preset preset) {
    if (ports.outputs().stream().noneMatch(port -> port.name().equals(SYNTH))) {
      return Optional.empty();
    }
    try {
      MidiOut out = ports.openOutput(SYNTH, PortListener.NONE);
      instruments(out, preset);
      return Optional.of(out);
    } catch (MidiException e) {
      // Music goes on without being heard: the take is written all the same.
      return Optional.empty();
    }
  }

  /** Sends the program of each voice that the companion plays. */
  public static void instruments(MidiOut out, Preset preset) {
    for (VoicePart part : preset.voices()) {
      if (part.plays()) {
        out.send(MidiMessage.programChange(part.channel(), part.program()));
      }
    }
  }

  /** Sends the programs of the band, if there is one. */
  public static void band(MidiOut out, EngineSettings settings) {
    settings.bandPrograms().forEach((channel, program) -> out.send(MidiMessage.programChange(channel, program)));
  }
}
