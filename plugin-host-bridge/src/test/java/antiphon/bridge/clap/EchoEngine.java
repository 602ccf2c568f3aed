package antiphon.bridge.clap;

import antiphon.bridge.BridgeNews;
import antiphon.bridge.EngineLock;
import antiphon.bridge.PluginBridge;
import antiphon.bridge.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * An engine process that echoes until it is killed; ends with 3 if another has the run folder. Takes the ticks after which
 * it echoes.
 */
final class EchoEngine {
  private EchoEngine() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = RunFolder.open(System.err::println);
    Optional<EngineLock> lock = EngineLock.take(folder);
    if (lock.isEmpty()) {
      System.exit(3);
    }
    long afterTicks = Long.parseLong(arguments[0]);
    PluginBridge bridge =
        new PluginBridge(folder, System::nanoTime, session -> new Echo(session, afterTicks), BridgeNews.SILENT);
    while (true) {
      LockSupport.parkNanos(bridge.doWork());
    }
  }
}
