package antiphon.session.osc;

import java.util.List;

/**
 * A message of Open Sound Control 1.0.
 *
 * @param address such as {@code /antiphon/density}
 * @param arguments numbers as {@link Double}, text as {@link String}, in order
 */
record OscMessage(String address, List<Object> arguments) {
  OscMessage {
    arguments = List.copyOf(arguments);
  }
}
