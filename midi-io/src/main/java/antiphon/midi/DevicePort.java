package antiphon.midi;

import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;

/** An open port as the watcher sees it: connected to a device, cut off from it, connected again. */
interface DevicePort {
  PortInfo port();

  PortCatalog.Direction direction();

  PortListener portListener();

  /** Whether it has a device, be it a broken one. */
  boolean connected();

  /** Whether it has a device and that still works, as far as is known. */
  boolean healthy();

  /** [watcher] Opens {@code device} and begins to use it; leaves the device closed if that fails. */
  void connect(MidiDevice device) throws MidiUnavailableException;

  /** [watcher] Lets go of the device, which may already be gone. */
  void disconnect();

  /** [any] Closes the port for good. */
  void close();

  /** Closes a device that may be gone and may fail at it. */
  static void closeQuietly(MidiDevice device) {
    try {
      device.close();
    } catch (RuntimeException e) {
      // It is gone; there is nothing left to close.
    }
  }
}
