package antiphon.midi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The machine's MIDI inputs and outputs: listed, opened by name, and found again after they were unplugged.
 *
 * <p>{@link #watch} starts the thread that looks every two seconds; a test calls {@link #doWork} instead.
 */
public final class MidiPorts implements AutoCloseable {
  private static final long RESCAN_NS = 2_000_000_000L;

  private final JavaSound sound;
  private final LongSupplier nanoClock;
  private final List<DevicePort> open = new ArrayList<>();
  private final AtomicLong losses = new AtomicLong();
  private final AtomicLong scanFaults = new AtomicLong();
  private @Nullable Thread watcher;
  private volatile boolean closed;

  /** Ports whose inputs are stamped in nanoseconds of {@code nanoClock}. */
  public MidiPorts(LongSupplier nanoClock) {
    this(JavaSound.SYSTEM, nanoClock);
  }

  MidiPorts(JavaSound sound, LongSupplier nanoClock) {
    this.sound = sound;
    this.nanoClock = nanoClock;
  }

  /** [any] What can be listened to now. */
  public List<PortInfo> inputs() {
    return PortCatalog.scan(sound).inputs().stream().map(PortCatalog.Plugged::port).toList();
  }

  /** [any] What can be played now; {@code synth}, the built-in synthesizer, is last if it can be heard. */
  public List<PortInfo> outputs() {
    return PortCatalog.scan(sound).outputs().stream().map(PortCatalog.Plugged::port).toList();
  }

  /**
   * [any] Opens the input of exactly this name, or the only one whose name contains it.
   *
   * @throws MidiPortException if there is none, more than one, or it is taken by another program
   */
  public synchronized MidiIn openInput(String name, MidiListener listener, PortListener portListener) {
    PortCatalog.Plugged found = PortName.find(name, "input", PortCatalog.scan(sound).inputs());
    DeviceIn in = new DeviceIn(found.port(), listener, portListener, nanoClock, this::drop);
    connect(in, found.device());
    return in;
  }

  /** [any] Opens an output, as {@link #openInput} does an input. */
  public synchronized MidiOut openOutput(String name, PortListener portListener) {
    PortCatalog.Plugged found = PortName.find(name, "output", PortCatalog.scan(sound).outputs());
    DeviceOut out = new DeviceOut(found.port(), portListener, this::drop);
    connect(out, found.device());
    return out;
  }

  private void connect(DevicePort port, MidiDevice device) {
    if (closed) {
      throw new IllegalStateException("the MIDI ports are closed");
    }
    try {
      port.connect(device);
    } catch (MidiUnavailableException | RuntimeException e) {
      throw new MidiPortException(
          "MIDI port '" + port.port().name() + "' cannot be opened (" + e.getMessage()
              + "); expected one that no other program holds",
          e);
    }
    open.add(port);
  }

  private synchronized void drop(DevicePort port) {
    open.remove(port);
    port.disconnect();
  }

  /** [any] How many times the device of an open port was lost. */
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
    List<Runnable> news = new ArrayList<>();
    try {
      rescan(news);
    } catch (RuntimeException e) {
      scanFaults.incrementAndGet();
    }
    for (Runnable item : news) {
      try {
        item.run();
      } catch (RuntimeException e) {
        scanFaults.incrementAndGet();
      }
    }
    return news.size();
  }

  private synchronized void rescan(List<Runnable> news) {
    if (open.isEmpty()) {
      return;
    }
    PortCatalog catalog = PortCatalog.scan(sound);
    for (DevicePort port : open) {
      @Nullable MidiDevice device = deviceOf(port, catalog);
      if (port.connected() && (device == null || !port.healthy())) {
        port.disconnect();
        losses.incrementAndGet();
        news.add(() -> port.portListener().lost(port.port()));
      }
      if (device != null && !port.connected() && reconnect(port, device)) {
        news.add(() -> port.portListener().found(port.port()));
      }
    }
  }

  private static @Nullable MidiDevice deviceOf(DevicePort port, PortCatalog catalog) {
    for (PortCatalog.Plugged plugged : catalog.ports(port.direction())) {
      if (plugged.port().name().equals(port.port().name())) {
        return plugged.device();
      }
    }
    return null;
  }

  private boolean reconnect(DevicePort port, MidiDevice device) {
    try {
      port.connect(device);
      return true;
    } catch (MidiUnavailableException | RuntimeException e) {
      scanFaults.incrementAndGet();
      return false;
    }
  }

  /** [any] Closes every port and stops watching. Closing twice is harmless. */
  @Override
  public void close() {
    List<DevicePort> rest;
    Thread thread;
    synchronized (this) {
      closed = true;
      rest = List.copyOf(open);
      thread = watcher;
      watcher = null;
    }
    if (thread != null) {
      LockSupport.unpark(thread);
    }
    rest.forEach(DevicePort::close);
  }
}
