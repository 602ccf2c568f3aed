package antiphon.midi;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import org.jspecify.annotations.Nullable;

/**
 * An output at a device; one thread sends, the watcher cuts off and connects again.
 *
 * <p>The two share the volatile link only. While it is null nobody sends, so the watcher may use the ledger:
 * a device that comes back is first told to end what it was left sounding, and only then sent to again.
 */
final class DeviceOut implements MidiOut, DevicePort {
  private final PortInfo port;
  private final PortListener portListener;
  private final Consumer<DevicePort> onClose;
  private final SoundingNotes sounding = new SoundingNotes();
  private final AtomicLong lost = new AtomicLong();
  private volatile @Nullable Link link;
  private volatile boolean failed;

  DeviceOut(PortInfo port, PortListener portListener, Consumer<DevicePort> onClose) {
    this.port = port;
    this.portListener = portListener;
    this.onClose = onClose;
  }

  /** A connection with a message of its own, which is filled anew for each send: receivers take what is in it at once. */
  private record Link(MidiDevice device, Receiver receiver, ShortMessage scratch) {
    boolean send(int message) {
      try {
        scratch.setMessage(
            MidiMessage.status(message), MidiMessage.data1(message), MidiMessage.data2(message));
        receiver.send(scratch, -1);
        return true;
      } catch (InvalidMidiDataException | RuntimeException e) {
        return false;
      }
    }
  }

  @Override
  public void send(int message) {
    Link now = link;
    if (now == null) {
      lost.incrementAndGet();
      return;
    }
    // Owed before the on goes out and until the off has: if either fails, an off too many is the lesser evil.
    boolean on = MidiMessage.isNoteOn(message);
    if (on) {
      sounding.accept(message);
    }
    if (!now.send(message)) {
      lost.incrementAndGet();
      // A message that is none is the sender's fault, all others are the device's.
      failed |= MidiMessage.length(message) != 0;
    } else if (!on) {
      sounding.accept(message);
    }
  }

  @Override
  public void connect(MidiDevice device) throws MidiUnavailableException {
    try {
      device.open();
      Link next = new Link(device, device.getReceiver(), new ShortMessage());
      if (!sounding.recover(next::send)) {
        throw new MidiUnavailableException("it takes no messages");
      }
      failed = false;
      link = next;
    } catch (MidiUnavailableException | RuntimeException e) {
      DevicePort.closeQuietly(device);
      throw e;
    }
  }

  @Override
  public void disconnect() {
    Link last = link;
    link = null;
    if (last != null) {
      DevicePort.closeQuietly(last.device());
    }
  }

  @Override
  public boolean connected() {
    return link != null;
  }

  @Override
  public boolean healthy() {
    Link now = link;
    return now != null && !failed && now.device().isOpen();
  }

  @Override
  public PortInfo port() {
    return port;
  }

  @Override
  public PortCatalog.Direction direction() {
    return PortCatalog.Direction.OUTPUT;
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
  public long lost() {
    return lost.get();
  }

  @Override
  public void close() {
    Link last = link;
    if (last != null) {
      sounding.release(last::send);
    }
    onClose.accept(this);
  }
}
