package antiphon.midi;

import java.util.function.Consumer;
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
final class DeviceIn extends DevicePort implements MidiIn {
  private final Hearing hearing;
  private final Object gate = new Object();
  private volatile @Nullable Link link;

  DeviceIn(PortInfo info, Hearing hearing, PortListener portListener, Consumer<DevicePort> onClose) {
    super(info, portListener, onClose);
    this.hearing = hearing;
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
      long timeNs = hearing.nowNs();
      if (message instanceof ShortMessage m) {
        int packed = m.getStatus() | m.getData1() << 8 | m.getData2() << 16;
        synchronized (gate) {
          if (link == this) {
            hearing.hear(packed, timeNs);
          }
        }
      }
    }

    @Override
    public void close() {}
  }

  @Override
  void connect(MidiDevice device) throws MidiUnavailableException {
    Link next = new Link(device);
    link = next;
    try {
      device.open();
      device.getTransmitter().setReceiver(next);
    } catch (MidiUnavailableException | RuntimeException e) {
      link = null;
      closeQuietly(device);
      throw e;
    }
  }

  @Override
  void disconnect() {
    Link last;
    synchronized (gate) {
      last = link;
      link = null;
      hearing.letGo();
    }
    // Outside of the gate: closing waits for the device's thread, which may be waiting there.
    if (last != null) {
      closeQuietly(last.device);
    }
  }

  @Override
  boolean connected() {
    return link != null;
  }

  @Override
  boolean healthy() {
    Link now = link;
    return now != null && now.device.isOpen();
  }

  @Override
  public long faults() {
    return hearing.faults();
  }
}
