package antiphon.app;

import antiphon.midi.PortInfo;
import antiphon.midi.PortListener;
import java.io.PrintWriter;

/** Says when a device goes and comes back. */
record PortNews(PrintWriter print) implements PortListener {
  @Override
  public void lost(PortInfo port) {
    say("'" + port.name() + "' is gone; plug it in again and it goes on");
  }

  @Override
  public void found(PortInfo port) {
    say("'" + port.name() + "' is back");
  }

  private void say(String news) {
    print.println("  " + news);
    print.flush();
  }
}
