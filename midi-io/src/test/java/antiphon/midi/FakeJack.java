package antiphon.midi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JACK server whose blocks are played by the test, 48 frames at 48 kHz: a millisecond each, on the test's clock. */
final class FakeJack implements JackServer {
  static final int FRAMES = 48;
  static final long BLOCK_NS = 1_000_000;

  final List<String> theirOutputs = new ArrayList<>();
  final List<String> theirInputs = new ArrayList<>();
  final List<String> wires = new ArrayList<>();
  final Map<String, FakePort> ours = new LinkedHashMap<>();
  boolean running = true;
  boolean refuses;
  int clients;
  int frame = -100;
  private Callbacks callbacks;

  /** Plays a block; what goes out is found in the ports. */
  synchronized void play() {
    if (clients == 0) {
      return; // As a server does not call whoever has left.
    }
    ours.values().forEach(port -> port.written = 0);
    callbacks.process(FRAMES);
    frame += FRAMES;
    ours.values().forEach(port -> port.incoming.clear());
  }

  void die() {
    running = false;
    ours.clear();
    wires.clear();
    callbacks.shutDown();
  }

  FakePort port(String name) {
    return ours.get("antiphon:" + name);
  }

  @Override
  public Client open(String name, Callbacks called) {
    if (!running) {
      throw new MidiPortException("JACK: no server runs, on purpose");
    }
    clients++;
    callbacks = called;
    return new FakeClient();
  }

  private final class FakeClient implements Client {
    @Override
    public int framesPerSecond() {
      return 48_000;
    }

    @Override
    public int blockFrames() {
      return FRAMES;
    }

    @Override
    public List<String> ports(PortCatalog.Direction direction) {
      return List.copyOf(direction == PortCatalog.Direction.INPUT ? theirOutputs : theirInputs);
    }

    @Override
    public Port register(String name, PortCatalog.Direction direction) {
      synchronized (FakeJack.this) {
        FakePort port = new FakePort("antiphon:" + name);
        ours.put(port.name, port);
        return port;
      }
    }

    @Override
    public boolean connect(String from, String to) {
      if (!refuses && !wires.contains(from + " > " + to)) {
        wires.add(from + " > " + to);
      }
      return !refuses;
    }

    @Override
    public void disconnectAll(Port port) {
      wires.removeIf(wire -> wire.contains(port.name()));
    }

    @Override
    public int blockFrame() {
      return frame;
    }

    @Override
    public void close() {
      synchronized (FakeJack.this) {
        ours.clear();
        wires.clear();
        clients--;
      }
    }
  }

  /** A port with what comes in and what went out, as {@code frame: message}; what went out is heard once. */
  static final class FakePort implements Port {
    final List<Long> incoming = new ArrayList<>();
    final List<String> outgoing = new ArrayList<>();
    int room = 100;
    private final String name;
    private int written;

    FakePort(String name) {
      this.name = name;
    }

    void feed(int frame, int message) {
      incoming.add((long) frame << 32 | message);
    }

    List<String> takeOutgoing() {
      List<String> taken = List.copyOf(outgoing);
      outgoing.clear();
      return taken;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int events() {
      return incoming.size();
    }

    @Override
    public long event(int index) {
      return incoming.get(index);
    }

    @Override
    public boolean write(int frame, int message) {
      if (written == room) {
        return false;
      }
      written++;
      outgoing.add(frame + ": " + MidiMessage.toString(message));
      return true;
    }
  }
}
