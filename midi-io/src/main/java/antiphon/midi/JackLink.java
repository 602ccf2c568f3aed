package antiphon.midi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Our client at the server from its opening to its end, with the ports that it has there. But for what is
 * tagged otherwise, used by the one thread that talks to the server.
 *
 * <p>A port whose end was closed stays and waits for another end: taking it away while blocks are played
 * would pull it from under the audio thread.
 */
final class JackLink implements JackServer.Callbacks {
  private static final String CLIENT = "antiphon";

  /** So long without a block, the server stands still. */
  private static final long STILL_NS = 1_000_000_000L;

  private record Plug(JackServer.Port port, JackEnd end) {}

  private final LongSupplier nanoClock;
  private final JackServer.Client client;
  private final FrameClock clock;
  private volatile List<Plug> plugs = List.of();
  private volatile long lastBlockNs;
  private volatile boolean ready;
  private volatile boolean down;

  /** Opens it; see {@link JackServer#open}. */
  JackLink(JackServer server, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    client = server.open(CLIENT, this);
    clock = new FrameClock(client.framesPerSecond());
    lastBlockNs = nanoClock.getAsLong();
    ready = true;
  }

  @Override
  public void process(int frames) {
    if (!ready || down) {
      return;
    }
    long nowNs = nanoClock.getAsLong();
    clock.begin(client.blockFrame(), frames, nowNs);
    lastBlockNs = nowNs;
    List<Plug> now = plugs;
    for (int i = 0; i < now.size(); i++) {
      now.get(i).end.process(now.get(i).port, clock, frames, nowNs);
    }
  }

  @Override
  public void shutDown() {
    down = true;
  }

  /** [any] Whether the server has gone or has thrown us out. */
  boolean down() {
    return down;
  }

  /** [any] Whether blocks are being played. */
  boolean runs() {
    return !down && nanoClock.getAsLong() - lastBlockNs < STILL_NS;
  }

  List<String> ports(PortCatalog.Direction direction) {
    return client.ports(direction);
  }

  /** For people: {@code 48000 Hz, blocks of 128 frames (2.7 ms)}. */
  String figures() {
    return String.format(
        Locale.ROOT, "%d Hz, blocks of %d frames (%.1f ms)", client.framesPerSecond(), client.blockFrames(),
        blockNs() / 1e6);
  }

  /** How long a block lasts, as it is now. */
  long blockNs() {
    return Math.round(1e9 * client.blockFrames() / client.framesPerSecond());
  }

  /** Gives an end a port of its own, not yet wired. */
  void plug(JackEnd end) {
    List<Plug> next = new ArrayList<>(plugs);
    int free = firstFree(end.direction());
    if (free >= 0) {
      next.set(free, new Plug(next.get(free).port, end));
    } else {
      long nth = next.stream().filter(plug -> plug.end.direction() == end.direction()).count() + 1;
      String name = (end.direction() == PortCatalog.Direction.INPUT ? "in" : "out") + (nth == 1 ? "" : "-" + nth);
      next.add(new Plug(client.register(name, end.direction()), end));
    }
    plugs = List.copyOf(next);
  }

  private int firstFree(PortCatalog.Direction direction) {
    for (int i = 0; i < plugs.size(); i++) {
      if (plugs.get(i).end.closed() && plugs.get(i).end.direction() == direction) {
        return i;
      }
    }
    return -1;
  }

  /** Wires an end to its peer, if it has one; false if that cannot be. */
  boolean wire(JackEnd end) {
    @Nullable String peer = end.peer();
    if (peer == null) {
      return true;
    }
    String ours = plugs.stream().filter(plug -> plug.end == end).findFirst().orElseThrow().port.name();
    return end.direction() == PortCatalog.Direction.INPUT ? client.connect(peer, ours) : client.connect(ours, peer);
  }

  /** Takes the wires off an end that is closed. */
  void unwire(JackEnd end) {
    plugs.stream().filter(plug -> plug.end == end).forEach(plug -> client.disconnectAll(plug.port));
  }

  void close() {
    down = true;
    client.close();
  }
}
