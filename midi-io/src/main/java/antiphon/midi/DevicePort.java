package antiphon.midi;

import java.util.function.Consumer;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;

/** An open port as the watcher sees it: connected to a device, cut off from it, connected again. */
abstract sealed class DevicePort extends OpenPort permits DeviceIn, DeviceOut {
  private final Consumer<DevicePort> onClose;

  DevicePort(PortInfo info, PortListener portListener, Consumer<DevicePort> onClose) {
    super(info, portListener);
    this.onClose = onClose;
  }

  /** Whether it has a device, be it a broken one. */
  abstract boolean connected();

  /** Whether it has a device and that still works, as far as is known. */
  abstract boolean healthy();

  /** [watcher] Opens {@code device} and begins to use it; leaves the device closed if that fails. */
  abstract void connect(MidiDevice device) throws MidiUnavailableException;

  /** [watcher] Lets go of the device, which may already be gone. */
  abstract void disconnect();

  @Override
  void shut() {
    onClose.accept(this);
  }

  /** Closes a device that may be gone and may fail at it. */
  static void closeQuietly(MidiDevice device) {
    try {
      device.close();
    } catch (RuntimeException e) {
      // It is gone; there is nothing left to close.
    }
  }
}
