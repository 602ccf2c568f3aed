package antiphon.app;

import antiphon.midi.JackState;
import antiphon.midi.LatencyProbe;
import antiphon.midi.LoopbackPort;
import antiphon.midi.MidiOut;
import antiphon.midi.MidiPorts;
import antiphon.midi.OutputLatencies;
import antiphon.midi.PortInfo;
import antiphon.midi.PortListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code antiphon devices}: what can be listened to and played, and how late it is. */
@Command(
    name = "devices",
    description = "Lists the MIDI inputs and outputs that are plugged in, or measures how late an output is.",
    footer = {
      "", "To measure, join OUT and IN with a cable; 50 all but silent notes go round it on channel 16.",
      "", "Examples:",
      "  antiphon devices",
      "  antiphon devices --probe 'USB MIDI' 'USB MIDI' --save",
      "  antiphon devices --probe jack: jack:antiphon:out",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class DevicesCommand implements Callable<Integer> {
  private static final String LOOPBACK = "loopback";
  private static final int NOTES = 50;

  @Option(names = "--probe", arity = "2", paramLabel = "PORT",
      description = "Measure the way from an output to an input: --probe OUT IN.")
  private @Nullable List<String> probe;

  @Option(names = "--save", description = "With --probe: remember the latency of this output.")
  private boolean save;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    List<String> asked = probe;
    if (asked != null && asked.size() != 2) {
      throw new ParameterException(spec.commandLine(), "--probe: expected one output and one input");
    }
    if (save && asked == null) {
      throw new ParameterException(spec.commandLine(), "--save: expected --probe OUT IN with it");
    }
    try (MidiPorts ports = new MidiPorts(System::nanoTime)) {
      return asked == null ? list(ports) : probe(ports, asked.getFirst(), asked.getLast());
    }
  }

  private int list(MidiPorts ports) {
    PrintWriter print = spec.commandLine().getOut();
    list(print, "inputs", ports.inputs());
    list(print, "outputs", ports.outputs());
    JackState jack = ports.jack();
    if (jack.runs()) {
      list(print, "JACK inputs", jack.inputs());
      list(print, "JACK outputs", jack.outputs());
    }
    print.println("always there: loopback (as input the built-in phrase plays; as output nothing is heard), socket:PATH"
        + (jack.runs() ? ", jack: (to be wired in a patchbay)" : ""));
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

  private int probe(MidiPorts ports, String output, String input) throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    String name;
    LatencyProbe.Result found;
    if (output.equals(LOOPBACK) && input.equals(LOOPBACK)) {
      LoopbackPort cable = new LoopbackPort(LOOPBACK, System::nanoTime);
      name = cable.name();
      found = LatencyProbe.run(cable, cable::listen, System::nanoTime, NOTES);
    } else {
      MidiOut out = ports.openOutput(output, PortListener.NONE);
      name = out.name();
      found = LatencyProbe.run(out, listener -> {
        var in = ports.openInput(input, listener, PortListener.NONE);
        // A socket has somebody at its other end only now.
        ports.doWork();
        return in;
      }, System::nanoTime, NOTES);
    }
    if (found.heard() == 0) {
      spec.commandLine().getErr().println("antiphon: none of " + found.sent() + " notes came back from '" + output + "' at '" + input
          + "'; join them with a cable");
      return 1;
    }
    print.printf(Locale.ROOT, "%d of %d notes came back, after %.2f ms (median), %.2f ms (p99)%n",
        found.heard(), found.sent(), found.medianNs() / 1e6, found.p99Ns() / 1e6);
    print.printf(Locale.ROOT, "compensation for '%s': %.1f ms%n", name, found.medianNs() / 1e6);
    if (save) {
      print.println("remembered in " + OutputLatencies.ofUser().save(name, found.medianNs()));
    } else {
      print.println("--save remembers it");
    }
    print.flush();
    return 0;
  }
}
