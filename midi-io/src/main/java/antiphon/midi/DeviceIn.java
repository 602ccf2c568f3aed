package antiphon.midi;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import org.jspecify.annotations.Nullable;

/**
 * An input at a device; messages arrive on the device's own thread.
 *
 * <p>Keys held while the device goes are released towards the listener, by the watcher. The gate keeps
 * the two threads apart; it is contended only in the moment in which a device is lost.
 */
final class DeviceIn implements MidiIn, DevicePort {
  private final PortInfo port;
  private final MidiListener listener;
  private final PortListener portListener;
  private final LongSupplier nanoClock;
  private final Consumer<DevicePort> onClose;
  private final SoundingNotes held = new SoundingNotes();
  private final AtomicLong faults = new AtomicLong();
  private final Object gate = new Object();
  private volatile @Nullable Link link;

  DeviceIn(
      PortInfo port,
      MidiListener listener,
      PortListener portListener,
      LongSupplier nanoClock,
      Consumer<DevicePort> onClose) {
    this.port = port;
    this.listener = listener;
    this.portListener = portListener;
    this.nanoClock = nanoClock;
    this.onClose = onClose;
  }

  /** One connection to a device; what a past one still has to say is not heard. */
  private final class Link implements Receiver {
    private final MidiDevice device;

    Link(MidiDevice device) {
      this.device = device;
    }

    @Override
    public void send(javax.sound.midi.MidiMessage message, long deviceTime) {
      // The device's own time is in microseconds since it was opened, or -1: of no use to compare with.
      long timeNs = nanoClock.getAsLong();
      if (message instanceof ShortMessage m) {
        int packed = m.getStatus() | m.getData1() << 8 | m.getData2() << 16;
        synchronized (gate) {
          if (link == this) {
            deliver(packed, timeNs);
          }
        }
      }
    }

    @Override
    public void close() {}
  }

  private void deliver(int message, long timeNs) {
    held.accept(message);
    try {
      listener.onMessage(message, timeNs);
    } catch (RuntimeException e) {
      faults.incrementAndGet();
    }
  }

  @Override
  public void connect(MidiDevice device) throws MidiUnavailableException {
    Link next = new Link(device);
    link = next;
    try {
      device.open();
      device.getTransmitter().setReceiver(next);
    } catch (MidiUnavailableException | RuntimeException e) {
      link = null;
      DevicePort.closeQuietly(device);
      throw e;
    }
  }

  @Override
  public void disconnect() {
    Link last;
    synchronized (gate) {
      last = link;
      link = null;
      held.release(off -> deliver(off, nanoClock.getAsLong()));
    }
    // Outside of the gate: closing waits for the device's thread, which may be waiting there.
    if (last != null) {
      DevicePort.closeQuietly(last.device);
    }
  }

  @Override
  public boolean connected() {
    return link != null;
  }

  @Override
  public boolean healthy() {
    Link now = link;
    return now != null && now.device.isOpen();
  }

  @Override
  public PortInfo port() {
    return port;
  }

  @Override
  public PortCatalog.Direction direction() {
    return PortCatalog.Direction.INPUT;
  }

  @Override
  public PortListener portListener() {
    return portListener;
  }

  @Override
  public String name() {
    return port.name();
  }

  @Override
  public long faults() {
    return faults.get();
  }

  @Override
  public void close() {
    onClose.accept(this);
  }
}
