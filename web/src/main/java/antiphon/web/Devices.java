package antiphon.web;

import java.util.List;

/** The MIDI devices of the machine, as a page chooses among them. [any] */
public interface Devices {
  /** The name of the output that is none: the companion sounds in the browser. */
  String BROWSER = "";

  /** A machine without devices. */
  Devices NONE = new Devices() {
    @Override
    public Choice now() {
      return new Choice(List.of(), List.of(), BROWSER);
    }

    @Override
    public void listen(String input, boolean on) {
      throw new IllegalArgumentException("input '" + input + "': there is none");
    }

    @Override
    public void sound(String output) {
      if (!output.equals(BROWSER)) {
        throw new IllegalArgumentException("output '" + output + "': there is none");
      }
    }

    @Override
    public long latencyNs() {
      return 0;
    }
  };

  /**
   * An input.
   *
   * @param on whether it is heard
   * @param problem why it is not, though it should be; else empty
   */
  record Input(String name, boolean on, String problem) {}

  /**
   * What there is, and what is chosen.
   *
   * @param outputs by name
   * @param output where the companion sounds; {@link #BROWSER} if in the browser
   */
  record Choice(List<Input> inputs, List<String> outputs, String output) {
    public Choice {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  /** What there is now; devices that were plugged in since are there. */
  Choice now();

  /**
   * Hears an input, or no more.
   *
   * @throws IllegalArgumentException if there is none of this name, or it cannot be opened
   */
  void listen(String input, boolean on);

  /**
   * Sounds there, what sounded elsewhere ends.
   *
   * @throws IllegalArgumentException if there is none of this name, or it cannot be opened; nothing changes then
   */
  void sound(String output);

  /** Who is told when the sound goes elsewhere by itself, as an output that was waited for is there. */
  default void onSound(Runnable listener) {}

  /** How much earlier everything must be sent to the output; 0 for the browser, which has its own. */
  long latencyNs();
}
