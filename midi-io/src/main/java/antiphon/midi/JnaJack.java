package antiphon.midi;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jaudiolibs.jnajack.Jack;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackMidi;
import org.jaudiolibs.jnajack.JackOptions;
import org.jaudiolibs.jnajack.JackPort;
import org.jaudiolibs.jnajack.JackPortFlags;
import org.jaudiolibs.jnajack.JackPortType;

/** The machine's JACK server through JNAJack. */
final class JnaJack implements JackServer {
  /** The library and its binding would print what fails here; every failure is told by an exception instead. */
  private static final Logger BINDING = Logger.getLogger("org.jaudiolibs.jnajack");

  private static final Silence SILENCE = message -> {};
  private static boolean silenced;

  /** Called with each line that the library would print. */
  interface Silence extends Callback {
    void invoke(Pointer message);
  }

  interface Messages extends Library {
    void jack_set_error_function(Silence silence);

    void jack_set_info_function(Silence silence);
  }

  @Override
  public Client open(String name, Callbacks callbacks) {
    Jack jack = library();
    JackClient client;
    try {
      client = jack.openClient(name, EnumSet.of(JackOptions.JackNoStartServer), null);
    } catch (JackException e) {
      throw new MidiPortException("JACK: no server runs; expected one, such as 'jackd -d alsa' or PipeWire's ('pw-jack')");
    }
    try {
      client.setProcessCallback((same, frames) -> {
        callbacks.process(frames);
        return true;
      });
      client.setXrunCallback(same -> callbacks.xrun());
      client.onShutdown(same -> callbacks.shutDown());
      return new NativeClient(jack, client);
    } catch (JackException e) {
      client.close();
      throw failed("the server refuses a client", e);
    }
  }

  private static synchronized Jack library() {
    BINDING.setLevel(Level.OFF);
    try {
      Jack jack = Jack.getInstance();
      if (!silenced) {
        Messages messages = Native.load(Platform.isWindows() ? "libjack64" : "jack", Messages.class);
        messages.jack_set_error_function(SILENCE);
        messages.jack_set_info_function(SILENCE);
        silenced = true;
      }
      return jack;
    } catch (JackException | LinkageError e) {
      throw new MidiPortException("JACK: its library is not on this machine; expected libjack (Debian: libjack-jackd2-0)");
    }
  }

  private static MidiPortException failed(String what, JackException e) {
    return new MidiPortException("JACK: " + what + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"), e);
  }

  private record NativeClient(Jack jack, JackClient client) implements Client {
    @Override
    public int framesPerSecond() {
      return ask("does not say its sample rate", client::getSampleRate);
    }

    @Override
    public int blockFrames() {
      return ask("does not say its block size", client::getBufferSize);
    }

    @Override
    public List<String> ports(PortCatalog.Direction direction) {
      JackPortFlags theirs = direction == PortCatalog.Direction.INPUT
          ? JackPortFlags.JackPortIsOutput : JackPortFlags.JackPortIsInput;
      return Arrays.asList(ask("does not list its ports",
          () -> jack.getPorts(client, null, JackPortType.MIDI, EnumSet.of(theirs))));
    }

    @Override
    public Port register(String name, PortCatalog.Direction direction) {
      JackPortFlags ours = direction == PortCatalog.Direction.INPUT
          ? JackPortFlags.JackPortIsInput : JackPortFlags.JackPortIsOutput;
      return new NativePort(
          ask("refuses port '" + name + "'", () -> client.registerPort(name, JackPortType.MIDI, ours)));
    }

    @Override
    public void activate() {
      ask("does not start its client", () -> {
        client.activate();
        return true;
      });
    }

    @Override
    public boolean connect(String from, String to) {
      try {
        if (!Arrays.asList(jack.getAllConnections(client, from)).contains(to)) {
          jack.connect(client, from, to);
        }
        return true;
      } catch (JackException e) {
        return false;
      }
    }

    @Override
    public void disconnectAll(Port port, PortCatalog.Direction direction) {
      try {
        for (String other : jack.getAllConnections(client, port.name())) {
          if (direction == PortCatalog.Direction.INPUT) {
            jack.disconnect(client, other, port.name());
          } else {
            jack.disconnect(client, port.name(), other);
          }
        }
      } catch (JackException e) {
        // The other end went meanwhile, or the server.
      }
    }

    @Override
    public int blockFrame() {
      try {
        return (int) client.getLastFrameTime();
      } catch (JackException e) {
        throw failed("the server does not say its frame", e);
      }
    }

    @Override
    public void close() {
      client.close();
    }

    private interface Question<T> {
      T ask() throws JackException;
    }

    private static <T> T ask(String failure, Question<T> question) {
      try {
        return question.ask();
      } catch (JackException e) {
        throw failed("the server " + failure, e);
      }
    }
  }

  private static final class NativePort implements Port {
    private final JackPort port;
    private final JackMidi.Event event = new JackMidi.Event();
    private final byte[] bytes = new byte[3];

    NativePort(JackPort port) {
      this.port = port;
    }

    @Override
    public String name() {
      return port.getName();
    }

    @Override
    public int events() {
      try {
        return JackMidi.getEventCount(port);
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
            message |= (bytes[i] & 0xFF) << 8 * i;
          }
        }
        return (long) event.time() << 32 | (MidiMessage.length(message) == size ? message : 0);
      } catch (JackException e) {
        return 0;
      }
    }

    @Override
    public void clear() {
      try {
        JackMidi.clearBuffer(port);
      } catch (JackException e) {
        // Then it is as it was, and writing fails.
      }
    }

    @Override
    public boolean write(int frame, int message) {
      int length = MidiMessage.length(message);
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) (message >> 8 * i);
      }
      try {
        // What the binding's write says is not passed on, so ask first.
        if (JackMidi.maxEventSize(port) < length) {
          return false;
        }
        JackMidi.eventWrite(port, frame, bytes, length);
        return true;
      } catch (JackException e) {
        return false;
      }
    }
  }
}
