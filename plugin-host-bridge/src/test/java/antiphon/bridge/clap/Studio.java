package antiphon.bridge.clap;

import antiphon.bridge.BridgeNews;
import antiphon.bridge.PluginBridge;
import antiphon.bridge.RunFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One engine for all the hosts of a test: an {@link Echo} for each instance, behind a bridge that the test drives. */
final class Studio implements AutoCloseable {
  /** Each look is a scan for instances too. */
  private static final long LOOK_NS = 60_000_000;

  private final List<Echo> echoes = new ArrayList<>();
  private final PluginBridge bridge;
  private long afterTicks;
  private long nowNs;

  Studio() throws IOException {
    bridge = new PluginBridge(RunFolder.open(RunFolder.usual()), () -> nowNs += LOOK_NS, session -> {
      echoes.add(new Echo(session, afterTicks));
      return echoes.getLast();
    }, BridgeNews.SILENT);
  }

  /** A host with an instance that plays this song, whose notes are answered so many ticks later. */
  Rig host(Song song, long ticks) {
    afterTicks = ticks;
    int before = echoes.size();
    ClapHost host = new ClapHost(antiphon.bridge.BuiltPlugin.clap());
    look();
    if (echoes.size() != before + 1) {
      throw new AssertionError("the bridge found " + (echoes.size() - before) + " new instances: expected one");
    }
    return new Rig(this, host, echoes.getLast(), song, ticks);
  }

  /** The engine looks once. */
  void look() {
    bridge.doWork();
  }

  @Override
  public void close() {
    bridge.close();
  }
}
