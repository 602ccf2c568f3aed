package antiphon.midi;

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
final class DeviceOut extends DevicePort implements MidiOut {
  private final OwedNotes owed = new OwedNotes();
  private volatile @Nullable Link link;
  private volatile boolean failed;

  DeviceOut(PortInfo info, PortListener portListener, Consumer<DevicePort> onClose) {
    super(info, portListener, onClose);
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
      owed.lose();
      return;
    }
    owed.before(message);
    boolean taken = now.send(message);
    owed.after(message, taken);
    if (!taken) {
      // A message that is none is the sender's fault, all others are the device's.
      failed |= MidiMessage.length(message) != 0;
    }
  }

  @Override
  void connect(MidiDevice device) throws MidiUnavailableException {
    try {
      device.open();
      Link next = new Link(device, device.getReceiver(), new ShortMessage());
      if (!owed.recover(next::send)) {
        throw new MidiUnavailableException("it takes no messages");
      }
      failed = false;
      link = next;
    } catch (MidiUnavailableException | RuntimeException e) {
      closeQuietly(device);
      throw e;
    }
  }

  @Override
  void disconnect() {
    Link last = link;
    link = null;
    if (last != null) {
      closeQuietly(last.device());
    }
  }

  @Override
  boolean connected() {
    return link != null;
  }

  @Override
  boolean healthy() {
    Link now = link;
    return now != null && !failed && now.device().isOpen();
  }

  @Override
  public long lost() {
    return owed.lost();
  }

  @Override
  void shut() {
    Link last = link;
    if (last != null) {
      owed.release(last::send);
    }
    super.shut();
  }
}
