package antiphon.app;

import java.net.SocketException;
import java.util.Locale;

/** Says why a port of this machine cannot be opened. Stateless. */
final class Ports {
  private Ports() {}

  static String problem(SocketException refused) {
    String reason = String.valueOf(refused.getMessage());
    return reason.toLowerCase(Locale.ROOT).contains("in use")
        ? "the port is taken, perhaps by antiphon itself"
        : "the system refuses the port (" + reason + "), expected one that this user may open, mostly from 1024 on";
  }
}
