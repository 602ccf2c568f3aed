package antiphon.midi;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The machine's MIDI inputs and outputs: listed, opened by name, and found again after they were unplugged.
 *
 * <p>A name is a device's or a part of it, or {@code jack:PORT}, a port of a JACK server (none: whoever
 * likes may wire ours), or {@code socket:PATH}, a wire to another program.
 *
 * <p>{@link #watch} starts the thread that looks every two seconds; a test calls {@link #doWork} instead.
 */
public final class MidiPorts implements AutoCloseable {
  private static final long RESCAN_NS = 2_000_000_000L;

  private final DevicePorts devices;
  private final JackPorts jack;
  private final SocketPorts sockets;
  private final OutputLatencies latencies;
  private final AtomicLong losses = new AtomicLong();
  private final AtomicLong scanFaults = new AtomicLong();
  private @Nullable Thread watcher;
  private volatile boolean closed;

  /** Ports whose inputs are stamped in nanoseconds of {@code nanoClock}. */
  public MidiPorts(LongSupplier nanoClock) {
    this(JavaSound.SYSTEM, JackServer.SYSTEM, OutputLatencies.ofUser(), nanoClock);
  }

  MidiPorts(JavaSound sound, JackServer server, OutputLatencies latencies, LongSupplier nanoClock) {
    this.latencies = latencies;
    devices = new DevicePorts(sound, nanoClock);
    jack = new JackPorts(server, nanoClock);
    sockets = new SocketPorts(nanoClock);
  }

  /** [any] The devices that can be listened to now. */
  public List<PortInfo> inputs() {
    return devices.inputs();
  }

  /** [any] The devices that can be played now; {@code synth}, the built-in synthesizer, is last if it can be heard. */
  public List<PortInfo> outputs() {
    return devices.outputs();
  }

  /** [any] Whether a JACK server runs, and its ports. */
  public JackState jack() {
    return jack.state();
  }

  /**
   * [any] Opens the input of exactly this name, or the only one whose name contains it.
   *
   * @throws MidiPortException if there is none, more than one, or it is taken by another program
   */
  public MidiIn openInput(String name, MidiListener listener, PortListener portListener) {
    return kind(name).openInput(behindPrefix(name), listener, portListener);
  }

  /**
   * [any] Opens an output, as {@link #openInput} does an input; if its latency was measured, it says so.
   *
   * @throws MidiPortException as there, and if what was measured cannot be read
   */
  public MidiOut openOutput(String name, PortListener portListener) {
    MidiOut out = kind(name).openOutput(behindPrefix(name), portListener);
    try {
      OptionalLong measured = latencies.of(out.name());
      return measured.isPresent() ? new MeasuredOut(out, measured.getAsLong()) : out;
    } catch (MidiPortException e) {
      out.close();
      throw e;
    }
  }

  private PortKind kind(String name) {
    if (closed) {
      throw new IllegalStateException("the MIDI ports are closed");
    }
    return name.startsWith(SocketPorts.PREFIX) ? sockets : name.startsWith(JackPorts.PREFIX) ? jack : devices;
  }

  private static String behindPrefix(String name) {
    for (String prefix : List.of(SocketPorts.PREFIX, JackPorts.PREFIX)) {
      if (name.startsWith(prefix)) {
        return name.substring(prefix.length());
      }
    }
    return name;
  }

  /** [any] How many times the other end of an open port was lost. */
  public long losses() {
    return losses.get();
  }

  /** [any] How many times looking failed, in a driver or in a {@link PortListener}; it is done again each time. */
  public long scanFaults() {
    return scanFaults.get();
  }

  /** [any] Starts the watching thread; once is enough. */
  public synchronized void watch() {
    if (watcher == null && !closed) {
      watcher = Thread.ofPlatform().daemon().name("midi-ports").start(this::watchUntilClosed);
    }
  }

  private void watchUntilClosed() {
    while (!closed) {
      doWork();
      LockSupport.parkNanos(RESCAN_NS);
    }
  }

  /**
   * [watcher] Looks once: cuts ports off whose device is gone or failed, and connects again those whose
   * device is there. Never throws.
   *
   * @return ports lost or found
   */
  public int doWork() {
    PortNews news = new PortNews();
    for (PortKind kind : List.of(devices, jack, sockets)) {
      try {
        kind.look(news);
      } catch (RuntimeException e) {
        news.fault();
      }
    }
    news.tell();
    losses.addAndGet(news.losses());
    scanFaults.addAndGet(news.faults());
    return news.count();
  }

  /** [any] Closes every port and stops watching. Closing twice is harmless. */
  @Override
  public void close() {
    Thread thread;
    synchronized (this) {
      closed = true;
      thread = watcher;
      watcher = null;
    }
    if (thread != null) {
      LockSupport.unpark(thread);
    }
    devices.close();
    jack.close();
    sockets.close();
  }
}
