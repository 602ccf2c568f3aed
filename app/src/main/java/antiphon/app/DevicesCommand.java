package antiphon.app;

import antiphon.midi.MidiPorts;
import antiphon.midi.PortInfo;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code antiphon devices}: what can be listened to and played. */
@Command(
    name = "devices",
    description = "Lists the MIDI inputs and outputs that are plugged in.",
    footer = {"", "Example:", "  antiphon devices", "", "Exit codes: 0 done, 1 failed, 2 wrong usage."})
final class DevicesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter print = spec.commandLine().getOut();
    try (MidiPorts ports = new MidiPorts(System::nanoTime)) {
      list(print, "inputs", ports.inputs());
      list(print, "outputs", ports.outputs());
    }
    print.println("always there: loopback (as input the built-in phrase plays; as output nothing is heard)");
    print.flush();
    return 0;
  }

  private static void list(PrintWriter print, String what, List<PortInfo> ports) {
    print.println(what + ":" + (ports.isEmpty() ? " none" : ""));
    for (PortInfo port : ports) {
      String more = port.description().isBlank() || port.description().equals(port.name()) ? "" : "   " + port.description();
      print.println("  " + port.name() + more);
    }
  }
}
