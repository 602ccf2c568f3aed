package antiphon.midi;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jaudiolibs.jnajack.Jack;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackOptions;
import org.jaudiolibs.jnajack.JackPortFlags;
import org.jaudiolibs.jnajack.JackPortType;
import org.jspecify.annotations.Nullable;

/** The machine's JACK server through JNAJack. */
final class JnaJack implements JackServer {
  /** The library and its binding would print what fails here; every failure is told by an exception instead. */
  private static final Logger BINDING = Logger.getLogger("org.jaudiolibs.jnajack");

  private static boolean silenced;

  interface Messages extends Library {
    void jack_set_error_function(Pointer function);

    void jack_set_info_function(Pointer function);
  }

  /** Those that the server may still call, and those whose server has gone but that are not closed yet. */
  private final List<NativeClient> clients = new ArrayList<>();

  @Override
  public synchronized Client open(String name, Callbacks callbacks) {
    closeThoseOfAServerThatWent();
    for (NativeClient client : clients) {
      if (client.parked()) {
        client.callbacks = callbacks;
        return client;
      }
    }
    Jack jack = library();
    JackClient client;
    try {
      client = jack.openClient(name, EnumSet.of(JackOptions.JackNoStartServer), null);
    } catch (JackException e) {
      throw new MidiPortException("JACK: no server runs; expected one, such as 'jackd -d alsa' or PipeWire's ('pw-jack')");
    }
    try {
      NativeClient ours = new NativeClient(jack, client, callbacks);
      client.setProcessCallback((same, frames) -> ours.process(frames));
      client.onShutdown(same -> ours.shutDown());
      client.activate();
      clients.add(ours);
      return ours;
    } catch (JackException e) {
      throw failed("the server refuses a client", e);
    }
  }

  /** Before anything new is opened: the library would close them itself, whatever their threads are doing. */
  private void closeThoseOfAServerThatWent() {
    for (NativeClient client : clients) {
      if (client.down && System.nanoTime() - client.downNs < NativeClient.QUIET_NS) {
        throw new MidiPortException("JACK: the server went a moment ago; expected one that runs");
      }
    }
    clients.removeIf(client -> {
      if (client.down) {
        client.client.close();
      }
      return client.down;
    });
  }

  private static synchronized Jack library() {
    BINDING.setLevel(Level.OFF);
    try {
      Jack jack = Jack.getInstance();
      if (!silenced) {
        Messages messages = Native.load(Platform.isWindows() ? "libjack64" : "jack", Messages.class);
        // Something harmless that takes a text; nothing of ours, as whichever thread has something to say calls it.
        Pointer ignore = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME).getFunction("strlen");
        messages.jack_set_error_function(ignore);
        messages.jack_set_info_function(ignore);
        silenced = true;
      }
      return jack;
    } catch (JackException | LinkageError e) {
      throw new MidiPortException("JACK: its library is not on this machine; expected libjack (Debian: libjack-jackd2-0)");
    }
  }

  private interface Question<T> {
    T ask() throws JackException;
  }

  private static MidiPortException failed(String what, JackException e) {
    return new MidiPortException("JACK: " + what + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"), e);
  }

  /**
   * A client that lives as long as its server or this program does, and is parked while nobody uses it.
   *
   * <p>Closing a client that is being called would kill the server's thread wherever it is. One that is killed
   * inside of the JVM takes locks with it that the JVM needs, and all of it stands still for ever.
   */
  private final class NativeClient implements Client {
    /** So long after its server went, none of its threads is on its way in or out. */
    private static final long QUIET_NS = 1_000_000_000L;

    private final Jack jack;
    private final JackClient client;
    private final Map<String, JnaJackPort> ports = new ConcurrentHashMap<>();
    private volatile List<JnaJackPort> outputs = List.of();
    private volatile @Nullable Callbacks callbacks;
    private volatile boolean down;
    private volatile long downNs;

    NativeClient(Jack jack, JackClient client, Callbacks callbacks) {
      this.jack = jack;
      this.client = client;
      this.callbacks = callbacks;
    }

    /** Whether nobody uses it and its server runs. */
    boolean parked() {
      return callbacks == null && !down;
    }

    /** [audio-thread] Always true: the client is to go on. */
    boolean process(int frames) {
      // What no port writes to any more would be played again in each block.
      List<JnaJackPort> now = outputs;
      for (int i = 0; i < now.size(); i++) {
        now.get(i).clear();
      }
      @Nullable Callbacks user = callbacks;
      if (user != null) {
        user.process(frames);
      }
      return true;
    }

    /** [jack] */
    void shutDown() {
      downNs = System.nanoTime();
      down = true;
      @Nullable Callbacks user = callbacks;
      if (user != null) {
        user.shutDown();
      }
    }

    @Override
    public void close() {
      if (!down) {
        ports.values().forEach(this::disconnectAll);
      }
      callbacks = null;
    }

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
      return ports.computeIfAbsent(name, unknown -> {
        boolean input = direction == PortCatalog.Direction.INPUT;
        JnaJackPort port = new JnaJackPort(direction, ask("refuses port '" + name + "'", () -> client.registerPort(
            name, JackPortType.MIDI, input ? JackPortFlags.JackPortIsInput : JackPortFlags.JackPortIsOutput)));
        if (!input) {
          List<JnaJackPort> next = new ArrayList<>(outputs);
          next.add(port);
          outputs = next;
        }
        return port;
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
    public void disconnectAll(Port port) {
      JnaJackPort ours = (JnaJackPort) port;
      try {
        for (String other : jack.getAllConnections(client, ours.name())) {
          if (ours.direction() == PortCatalog.Direction.INPUT) {
            jack.disconnect(client, other, ours.name());
          } else {
            jack.disconnect(client, ours.name(), other);
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

    private <T> T ask(String failure, Question<T> question) {
      if (down) {
        throw new MidiPortException("JACK: the server has gone");
      }
      try {
        return question.ask();
      } catch (JackException e) {
        throw failed("the server " + failure, e);
      }
    }
  }
}
