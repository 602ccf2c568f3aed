package antiphon.app;

import antiphon.session.live.Audible;
import antiphon.session.shelf.Playback;
import antiphon.session.shelf.TakeShelf;
import antiphon.library.Listed;
import antiphon.midi.MidiOut;
import antiphon.midi.MidiPorts;
import antiphon.midi.PortInfo;
import antiphon.midi.PortListener;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code antiphon takes play}: a take is heard, as it was played. */
@Command(
    name = "play",
    description = "Plays a take as it sounded, both players, to its end or until Ctrl-C.",
    footer = {
      "", "Examples:",
      "  antiphon takes play last",
      "  antiphon takes play 'Evening waltz' --from 9 --out Keystation",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class TakesPlayCommand implements Callable<Integer> {
  private static final long START_AHEAD_NS = 200_000_000L;
  private static final long NS_PER_MS = 1_000_000L;
  private static final double NS_PER_S = 1e9;
  private static final long LONGEST_END_S = 2;

  @Parameters(paramLabel = "TAKE")
  private String take = "";

  @Option(names = "--from", paramLabel = "BAR", defaultValue = "1", description = "Its first bar to be heard (default: ${DEFAULT-VALUE}).")
  private int from;

  @Option(names = "--out", paramLabel = "PORT",
      description = "MIDI output, by a part of its name, jack:PORT or socket:PATH (default: the machine's synthesizer).")
  private @Nullable String out;

  @ParentCommand private TakesCommand takes = new TakesCommand();

  @Spec private CommandSpec spec = CommandSpec.create();

  private volatile boolean stopped;
  private long lost;

  @Override
  public Integer call() throws IOException {
    int done = takes.with((shelf, print) -> play(shelf, shelf.library().named(take)));
    return lost > 0 ? 1 : done;
  }

  private void play(TakeShelf shelf, Listed listed) throws IOException {
    List<Integer> bars = shelf.library().barStartsMs(listed.id());
    if (from < 1 || from > bars.size()) {
      throw new IllegalArgumentException("--from " + from + ": expected a bar from 1 to " + bars.size());
    }
    Playback playback = Playback.of(shelf.midi(listed), bars.get(from - 1) * NS_PER_MS);
    try (MidiPorts ports = new MidiPorts(System::nanoTime)) {
      MidiOut port = ports.openOutput(output(ports), PortListener.NONE);
      ports.watch();
      if (!takes.json()) {
        takes.say(Map.of(), TakesCommand.line(listed).strip() + "\n" + (from > 1 ? "from bar " + from + " " : "") + "to "
            + port.name() + "; Ctrl-C ends");
        spec.commandLine().getOut().flush();
      }
      boolean whole = sound(playback, port);
      lost = port.lost();
      if (lost > 0) {
        takes.problems(List.of(port.name() + ": " + lost + " messages did not get there; is it still plugged in?"));
      }
      takes.say(
          Map.of("take", listed.id(), "from", from, "out", port.name(), "notes", playback.notes(), "whole", whole, "lost", lost),
          whole ? playback.notes() + " notes played" : "ended before its end");
    }
  }

  private String output(MidiPorts ports) {
    if (out != null) {
      return out;
    }
    List<String> there = ports.outputs().stream().map(PortInfo::name).toList();
    if (there.contains(Audible.SYNTH)) {
      return Audible.SYNTH;
    }
    throw new ParameterException(spec.commandLine(), "no synthesizer can be heard here; give --out "
        + (there.isEmpty() ? "jack:PORT or socket:PATH" : "one of " + there.stream().collect(Collectors.joining(", "))));
  }

  /** Also when the terminal is closed nothing goes on sounding. */
  private boolean sound(Playback playback, MidiOut port) {
    CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    Thread onExit = new Thread(() -> {
      stopped = true;
      over.completeOnTimeout(null, LONGEST_END_S, TimeUnit.SECONDS).join();
    }, "antiphon-exit");
    Runtime.getRuntime().addShutdownHook(onExit);
    Interrupts.call(() -> stopped = true);
    try (Progress _ = Progress.timed(spec.commandLine(), "plays", playback.lengthNs() / NS_PER_S)) {
      return playback.play(port, System.nanoTime() + START_AHEAD_NS, () -> stopped);
    } finally {
      port.close();
      over.complete(null);
      try {
        Runtime.getRuntime().removeShutdownHook(onExit);
      } catch (IllegalStateException e) {
        // The program is ending, and the hook waits for this.
      }
    }
  }
}
