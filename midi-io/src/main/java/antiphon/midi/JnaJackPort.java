package antiphon.midi;

import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackMidi;
import org.jaudiolibs.jnajack.JackPort;

/** A MIDI port of ours at the machine's JACK server. */
final class JnaJackPort implements JackServer.Port {
  private final PortCatalog.Direction direction;
  private final JackPort port;
  private final JackMidi.Event event = new JackMidi.Event();
  private final byte[] bytes = new byte[3];

  JnaJackPort(PortCatalog.Direction direction, JackPort port) {
    this.direction = direction;
    this.port = port;
  }

  PortCatalog.Direction direction() {
    return direction;
  }

  @Override
  public String name() {
    return port.getName();
  }

  /** Whether it was there already when this block began. */
  private boolean ready() {
    return port.getBuffer() != null;
  }

  @Override
  public int events() {
    try {
      return ready() ? JackMidi.getEventCount(port) : 0;
    } catch (JackException e) {
      return 0;
    }
  }

  @Override
  public long event(int index) {
    try {
      JackMidi.eventGet(event, port, index);
      int size = event.size();
      int message = 0;
      if (size <= bytes.length) {
        event.read(bytes);
        for (int i = 0; i < size; i++) {
          message |= (bytes[i] & 0xFF) << (8 * i);
        }
      }
      return (long) event.time() << 32 | (MidiMessage.length(message) == size ? message : 0);
    } catch (JackException e) {
      return 0;
    }
  }

  /** [audio-thread] Empties the block that is to be written. */
  void clear() {
    try {
      if (ready()) {
        JackMidi.clearBuffer(port);
      }
    } catch (JackException e) {
      // Then it is as it was, and writing fails.
    }
  }

  @Override
  public boolean write(int frame, int message) {
    int length = MidiMessage.length(message);
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (message >> (8 * i));
    }
    try {
      // What the binding's write says is not passed on, so ask first.
      if (!ready() || JackMidi.maxEventSize(port) < length) {
        return false;
      }
      JackMidi.eventWrite(port, frame, bytes, length);
      return true;
    } catch (JackException e) {
      return false;
    }
  }
}
