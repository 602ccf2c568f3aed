package antiphon.bridge.hosts;

import antiphon.bridge.BridgeNews;
import antiphon.bridge.EngineLock;
import antiphon.bridge.PluginBridge;
import antiphon.bridge.RunFolder;
import antiphon.bridge.live.HostedEngine;
import antiphon.bridge.live.Recorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A process with the real engine and the embedded model, which serves until it is killed. Takes the seed of new instances. */
public final class CompanionEngine {
  private CompanionEngine() {}

  public static void main(String[] arguments) throws IOException {
    long seed = arguments.length == 0 ? 42 : Long.parseLong(arguments[0]);
    Path folder = RunFolder.open(System.err::println);
    try (EngineLock _ = EngineLock.take(folder).orElseThrow();
        HostedEngine engine = new HostedEngine("antiphon-mini", () -> seed, Recorder.NONE, fault -> System.err.println(fault.line()));
        PluginBridge bridge = new PluginBridge(folder, System::nanoTime, engine, BridgeNews.SILENT)) {
      while (true) {
        LockSupport.parkNanos(bridge.doWork());
      }
    }
  }
}
