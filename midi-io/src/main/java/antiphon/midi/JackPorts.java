package antiphon.midi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ports at a JACK server: {@code jack:PORT} is wired to that port, {@code jack:} waits to be wired by whoever
 * likes. One client, {@code antiphon}, has them all.
 *
 * <p>Everything that is asked of the server may hang with it; so one thread asks, {@code midi-jack}, all that
 * changes belongs to that thread, and the others wait for its answer so long and no longer.
 */
final class JackPorts implements PortKind {
  static final String PREFIX = "jack:";

  private static final long OPEN_MS = 5_000;
  private static final long LOOK_MS = 1_000;

  private final JackServer server;
  private final LongSupplier nanoClock;
  private final ExecutorService asker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("midi-jack").factory());
  private final List<JackEnd> ends = new ArrayList<>();
  private volatile boolean used;
  private @Nullable JackLink link;
  private @Nullable Future<PortNews> looking;

  JackPorts(JackServer server, LongSupplier nanoClock) {
    this.server = server;
    this.nanoClock = nanoClock;
  }

  @Override
  public MidiIn openInput(String name, MidiListener listener, PortListener portListener) {
    return ask(OPEN_MS, () -> {
      @Nullable String peer = peer(name, "JACK input", PortCatalog.Direction.INPUT);
      return opened(new JackIn(peer, new Hearing(listener, nanoClock), portListener, this::closed));
    });
  }

  @Override
  public MidiOut openOutput(String name, PortListener portListener) {
    return ask(OPEN_MS, () -> {
      @Nullable String peer = peer(name, "JACK output", PortCatalog.Direction.OUTPUT);
      return opened(new JackOut(peer, portListener, nanoClock, linked().blockNs(), this::closed));
    });
  }

  private @Nullable String peer(String name, String kind, PortCatalog.Direction direction) {
    JackLink now = linked();
    return name.isEmpty() ? null : PortName.find(name, kind, now.ports(direction));
  }

  private <E extends JackEnd> E opened(E end) {
    JackLink now = linked();
    now.plug(end);
    if (!now.wire(end)) {
      closeIfUnused();
      throw new MidiPortException("JACK port '" + end.peer() + "' cannot be wired; expected one that takes a connection");
    }
    ends.add(end);
    end.revive();
    return end;
  }

  private JackLink linked() {
    JackLink now = link;
    if (now == null || now.down()) {
      now = new JackLink(server, nanoClock);
      ends.forEach(now::plug);
      link = now;
    }
    return now;
  }

  /** How a port is named here that is wired to {@code peer}, or to whoever likes. */
  static PortInfo info(@Nullable String peer) {
    return new PortInfo(PREFIX + (peer == null ? "" : peer), "", "JACK");
  }

  /** [any] How things stand with the server, and what can be wired there. */
  JackState state() {
    try {
      return ask(OPEN_MS, () -> {
        JackLink now = linked();
        JackState state = new JackState(true, now.figures(),
            infos(now.ports(PortCatalog.Direction.INPUT)), infos(now.ports(PortCatalog.Direction.OUTPUT)));
        closeIfUnused();
        return state;
      });
    } catch (MidiPortException e) {
      return new JackState(false, String.valueOf(e.getMessage()), List.of(), List.of());
    }
  }

  private static List<PortInfo> infos(List<String> names) {
    return names.stream().map(JackPorts::info).toList();
  }

  /** What is not answered in time is told at a later look. */
  @Override
  public void look(PortNews news) {
    if (!used) {
      return;
    }
    if (looking == null) {
      looking = asker.submit(this::lookNow);
    }
    try {
      PortNews found = looking.get(LOOK_MS, TimeUnit.MILLISECONDS);
      looking = null;
      news.add(found);
    } catch (TimeoutException e) {
      news.fault();
    } catch (ExecutionException e) {
      looking = null;
      news.fault();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private PortNews lookNow() {
    PortNews news = new PortNews();
    JackLink now = link;
    if (now != null && now.down()) {
      link = null;
      now.close();
    }
    if (!ends.isEmpty()) {
      @Nullable JackLink there = linkedIfPossible();
      List<String> inputs = there == null ? List.of() : there.ports(PortCatalog.Direction.INPUT);
      List<String> outputs = there == null ? List.of() : there.ports(PortCatalog.Direction.OUTPUT);
      for (JackEnd end : ends) {
        look(end, there, end.direction() == PortCatalog.Direction.INPUT ? inputs : outputs, news);
      }
    }
    return news;
  }

  private @Nullable JackLink linkedIfPossible() {
    try {
      return linked();
    } catch (MidiPortException e) {
      return null; // No server runs, and that is known already.
    }
  }

  private static void look(JackEnd end, @Nullable JackLink link, List<String> ports, PortNews news) {
    @Nullable String peer = end.peer();
    boolean there = link != null && link.runs() && (peer == null || ports.contains(peer));
    if (end.live() && !there) {
      end.cut();
      end.lost(news);
    } else if (!end.live() && link != null && there && link.wire(end)) {
      end.revive();
      end.found(news);
    }
  }

  /** An end was closed: its wires go, and with the last one our client. */
  private void closed(JackEnd end) {
    try {
      ask(LOOK_MS, () -> {
        ends.remove(end);
        if (link != null && !link.down()) {
          link.unwire(end);
        }
        closeIfUnused();
        return true;
      });
    } catch (MidiPortException e) {
      // The server hangs: all of it is done when it comes to itself, or never.
    }
  }

  private void closeIfUnused() {
    JackLink now = link;
    if (ends.isEmpty() && now != null) {
      link = null;
      now.close();
    }
  }

  @Override
  public void close() {
    if (!used) {
      return;
    }
    List<JackEnd> rest;
    try {
      rest = ask(LOOK_MS, () -> List.copyOf(ends));
    } catch (MidiPortException e) {
      return; // The server hangs, and its thread with it, which keeps no program alive.
    }
    rest.forEach(JackEnd::close);
  }

  private <T> T ask(long limitMs, Callable<T> question) {
    used = true;
    Future<T> answer = asker.submit(question);
    try {
      return answer.get(limitMs, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(false);
      throw new MidiPortException("JACK: the server does not answer within " + limitMs + " ms; restart it", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MidiPortException("JACK: interrupted while waiting for the server", e);
    }
  }
}
