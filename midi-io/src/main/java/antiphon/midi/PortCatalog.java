package antiphon.midi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Sequencer;
import javax.sound.midi.Synthesizer;

/**
 * What is plugged in at one moment, under names that outlive being unplugged.
 *
 * @param inputs what can be listened to
 * @param outputs what can be played, the built-in synthesizer last and only if it can be heard
 */
record PortCatalog(List<Plugged> inputs, List<Plugged> outputs) {
  /** The name of the JDK's own software synthesizer. */
  static final String SYNTH = "synth";

  /** ALSA puts the card's number into the name, and it changes from one plugging to the next. */
  private static final Pattern CARD_NUMBER = Pattern.compile("\\s*\\[hw:[\\d,]+\\]$");

  /** A port and the device behind it. */
  record Plugged(PortInfo port, MidiDevice device) {}

  /** The direction of a port, seen from here. */
  enum Direction {
    INPUT,
    OUTPUT
  }

  List<Plugged> ports(Direction direction) {
    return direction == Direction.INPUT ? inputs : outputs;
  }

  /** [any] Looks at what is there now; a device that cannot even be asked is left out. */
  static PortCatalog scan(JavaSound sound) {
    List<Plugged> inputs = new ArrayList<>();
    List<Plugged> outputs = new ArrayList<>();
    List<Plugged> synths = new ArrayList<>();
    Map<String, Integer> inputNames = new HashMap<>();
    Map<String, Integer> outputNames = new HashMap<>();
    for (MidiDevice.Info info : sound.infos()) {
      MidiDevice device;
      try {
        device = sound.device(info);
      } catch (MidiUnavailableException | RuntimeException e) {
        continue; // It went between the two questions.
      }
      if (device instanceof Synthesizer) {
        PortInfo port = new PortInfo(SYNTH, "the built-in software synthesizer", info.getVendor());
        synths.add(new Plugged(port, device));
      } else if (!(device instanceof Sequencer)) {
        if (device.getMaxTransmitters() != 0) {
          inputs.add(new Plugged(port(info, inputNames), device));
        }
        if (device.getMaxReceivers() != 0) {
          outputs.add(new Plugged(port(info, outputNames), device));
        }
      }
    }
    if (!synths.isEmpty() && sound.audioLine()) {
      outputs.add(synths.getFirst());
    }
    return new PortCatalog(List.copyOf(inputs), List.copyOf(outputs));
  }

  private static PortInfo port(MidiDevice.Info info, Map<String, Integer> names) {
    String name = CARD_NUMBER.matcher(info.getName()).replaceFirst("");
    int nth = names.merge(name, 1, Integer::sum);
    return new PortInfo(nth == 1 ? name : name + " #" + nth, info.getDescription(), info.getVendor());
  }
}
