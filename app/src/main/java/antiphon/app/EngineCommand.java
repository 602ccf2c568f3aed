package antiphon.app;

import antiphon.bridge.BridgeNews;
import antiphon.bridge.EngineLock;
import antiphon.bridge.PluginBridge;
import antiphon.bridge.RunFolder;
import antiphon.bridge.live.HostedEngine;
import antiphon.bridge.live.Recorder;
import antiphon.pipeline.Fault;
import antiphon.pipeline.Faults;
import antiphon.session.live.FaultLog;
import antiphon.session.live.HostTakes;
import antiphon.user.UserFolders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code antiphon engine}: serves the plug-ins in DAWs. */
@Command(
    name = "engine",
    description = "Serves the plug-ins of this user in every DAW; the first plug-in starts it, if install-plugin has put it in place.",
    footer = {
      "", "Ends when the last plug-in is gone, unless it is told to stay. There is one for each user.",
      "", "Exit codes: 0 done or another serves already, 1 failed, 2 wrong usage."
    })
final class EngineCommand implements Callable<Integer> {
  private static final int SEEDS = 1_000_000;
  private static final long NS_PER_S = 1_000_000_000L;
  /** The plug-in that started it may take this long to appear. */
  private static final long FIRST_S = 30;
  /** A host that closes one project to open another makes a new plug-in soon. */
  private static final long LAST_S = 10;

  @Option(names = "--stay", description = "Go on when the last plug-in is gone.")
  private boolean stay;

  @Option(names = "--model", paramLabel = "NAME|FOLDER", defaultValue = ModelOptions.EMBEDDED,
      description = "Model of new instances (default: ${DEFAULT-VALUE}).")
  private String model = ModelOptions.EMBEDDED;

  @Option(names = "--takes", paramLabel = "FOLDER",
      description = "Where the takes go, a folder for each (default: takes in the user's folder for Antiphon).")
  private @Nullable Path takes;

  @Option(names = "--no-take", description = "Take nothing down.")
  private boolean noTake;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    Path folder = RunFolder.open(line -> say(print, line));
    Optional<EngineLock> lock = EngineLock.take(folder);
    if (lock.isEmpty()) {
      print.println("an engine serves " + folder + " already");
      return 0;
    }
    AtomicBoolean ended = new AtomicBoolean();
    Interrupts.call(() -> ended.set(true));
    SecureRandom random = new SecureRandom();
    try (EngineLock _ = lock.get();
        HostTakes taken = new HostTakes(
            takes == null ? UserFolders.here().data().resolve("takes") : takes,
            of -> ModelOptions.of(of).origin("Played in a DAW"), print);
        HostedEngine engine = new HostedEngine(model, () -> random.nextInt(SEEDS), noTake ? Recorder.NONE : taken, FaultLog.ofUser());
        PluginBridge bridge = new PluginBridge(folder, System::nanoTime, engine, new Printed(print, new Faults()))) {
      say(print, "serves the plug-ins in " + folder + (stay ? "; Ctrl-C ends" : ""));
      serve(bridge, ended);
    }
    return 0;
  }

  @SuppressWarnings("ThreadPriorityCheck") // Asked for as a help; nothing is right or wrong by it.
  private void serve(PluginBridge bridge, AtomicBoolean ended) {
    Thread.currentThread().setPriority(Thread.MAX_PRIORITY);
    long endsNs = System.nanoTime() + FIRST_S * NS_PER_S;
    while (!ended.get()) {
      LockSupport.parkNanos(bridge.doWork());
      long nowNs = System.nanoTime();
      if (bridge.instances() > 0) {
        endsNs = nowNs + LAST_S * NS_PER_S;
      } else if (!stay && nowNs - endsNs > 0) {
        return;
      }
    }
  }

  private static void say(PrintWriter print, String line) {
    print.println(line);
    print.flush();
  }

  private record Printed(PrintWriter print, Faults faults) implements BridgeNews {
    @Override
    public void fault(Throwable reason) {
      if (faults.add("bridge", reason)) {
        FaultLog.ofUser().accept(Fault.of("bridge", reason));
      }
    }

    @Override
    public void opened(String instance) {
      say(print, instance + " is here");
    }

    @Override
    public void closed(String instance, String why) {
      say(print, instance + " is gone: " + why);
    }

    @Override
    public void refused(String line) {
      say(print, line);
    }
  }
}
