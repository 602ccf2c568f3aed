package antiphon.session.live;

import antiphon.midi.MidiException;
import antiphon.midi.MidiIn;
import antiphon.midi.MidiListener;
import antiphon.midi.MidiOut;
import antiphon.midi.MidiPorts;
import antiphon.midi.PortInfo;
import antiphon.midi.PortListener;
import antiphon.pipeline.EngineSettings;
import antiphon.web.Devices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The machine's MIDI devices for the page: every input is heard, also one that is plugged in later, until the player
 * switches it off; one output sounds, or the browser. What was chosen is remembered; an output that is not there yet is
 * waited for. A thread of its own looks every two seconds; a test calls {@link #look}.
 */
final class PageDevices implements Devices, AutoCloseable {
  private static final long LOOK_NS = 2_000_000_000L;

  private final MidiPorts ports;
  private final MidiListener player;
  private final Consumer<String> news;
  private final DeviceMemory memory;
  private final Map<String, MidiIn> open = new HashMap<>();
  private final Map<String, String> problems = new HashMap<>();
  private final Set<String> off = new HashSet<>();
  private volatile @Nullable MidiOut out;
  private volatile @Nullable EngineSettings settings;
  private volatile Runnable told = () -> {};
  /** The output that is to sound, by the name under which it is remembered. */
  private String wanted;
  private boolean waits;
  private volatile @Nullable Thread looking;
  private volatile boolean closed;

  /**
   * @param ports not closed here
   * @param player where all that is heard goes
   * @param news lines for the terminal
   * @param memory what was chosen before
   */
  PageDevices(MidiPorts ports, MidiListener player, Consumer<String> news, DeviceMemory memory) {
    this.ports = ports;
    this.player = player;
    this.news = news;
    this.memory = memory;
    DeviceMemory.Chosen before = memory.recall();
    off.addAll(before.off());
    wanted = before.output();
    waits = !wanted.equals(BROWSER);
  }

  /** Opens what there is and goes on looking. */
  void start() {
    look();
    sayWhatIsMissing();
    ports.watch();
    Thread thread = Thread.ofPlatform().daemon().name("antiphon-devices").unstarted(() -> {
      while (!closed) {
        LockSupport.parkNanos(LOOK_NS);
        look();
      }
    });
    looking = thread;
    thread.start();
  }

  private synchronized void sayWhatIsMissing() {
    off.forEach(name -> news.accept("does not listen to " + name + ", as was chosen"));
    if (waits) {
      news.accept("output '" + wanted + "', as was chosen, is not there or not free; the browser sounds "
          + (waitable(wanted) ? "until it is" : "instead"));
      waits = waitable(wanted);
    }
  }

  /** A port of JACK, or a socket, is not looked for again and again. */
  private static boolean waitable(String output) {
    return !output.startsWith("jack:") && !output.startsWith("socket:");
  }

  /** Opens every input that is new, and the output that is waited for. */
  void look() {
    if (lookForOutput()) {
      told.run();
    }
    lookForInputs();
  }

  private synchronized boolean lookForOutput() {
    if (closed || !waits || (waitable(wanted) && ports.outputs().stream().noneMatch(port -> port.name().equals(wanted)))) {
      return false;
    }
    try {
      out = ports.openOutput(wanted, new Retold());
    } catch (MidiException e) {
      return false;
    }
    waits = false;
    instruments();
    news.accept("sounds at " + wanted);
    return true;
  }

  private synchronized void lookForInputs() {
    if (closed) {
      return;
    }
    Set<String> there = new HashSet<>();
    for (PortInfo port : ports.inputs()) {
      there.add(port.name());
      if (!open.containsKey(port.name()) && !off.contains(port.name()) && !problems.containsKey(port.name())) {
        try {
          hear(port.name());
          news.accept("listens to " + port.name());
        } catch (MidiException e) {
          problems.put(port.name(), String.valueOf(e.getMessage()));
          news.accept(port.name() + " is not heard: " + e.getMessage());
        }
      }
    }
    // One that is plugged in again is tried again.
    problems.keySet().retainAll(there);
  }

  private void hear(String input) {
    open.put(input, ports.openInput(input, player, PortListener.NONE));
  }

  @Override
  public synchronized Choice now() {
    List<Input> inputs = new ArrayList<>();
    for (PortInfo port : ports.inputs()) {
      inputs.add(new Input(port.name(), open.containsKey(port.name()), problems.getOrDefault(port.name(), "")));
    }
    MidiOut now = out;
    return new Choice(inputs, ports.outputs().stream().map(PortInfo::name).toList(), now == null ? BROWSER : now.name());
  }

  @Override
  public synchronized void listen(String input, boolean on) {
    if (ports.inputs().stream().noneMatch(port -> port.name().equals(input))) {
      throw new IllegalArgumentException("input '" + input + "': expected one of "
          + String.join(", ", ports.inputs().stream().map(PortInfo::name).toList()));
    }
    problems.remove(input);
    if (!on) {
      off.add(input);
      remember();
      MidiIn before = open.remove(input);
      if (before != null) {
        before.close();
      }
    } else if (!open.containsKey(input)) {
      try {
        off.remove(input);
        remember();
        hear(input);
      } catch (MidiException e) {
        problems.put(input, String.valueOf(e.getMessage()));
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }
  }

  @Override
  public synchronized void sound(String output) {
    MidiOut before = out;
    if (output.equals(before == null ? BROWSER : before.name())) {
      if (before == null) {
        chosen(BROWSER);
      }
      return;
    }
    MidiOut next;
    try {
      next = output.equals(BROWSER) ? null : ports.openOutput(output, new Retold());
    } catch (MidiException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    out = next;
    instruments();
    if (before != null) {
      before.close();
    }
    // A part of a name may fit several devices some other day.
    chosen(next != null && waitable(output) ? next.name() : output);
  }

  private void chosen(String output) {
    if (waits || !output.equals(wanted)) {
      waits = false;
      wanted = output;
      remember();
    }
  }

  private void remember() {
    memory.keep(new DeviceMemory.Chosen(wanted, off));
  }

  @Override
  public void onSound(Runnable listener) {
    told = listener;
  }

  @Override
  public long latencyNs() {
    MidiOut now = out;
    return now == null ? 0 : now.latencyNs();
  }

  /** What the companion plays goes to the output, if there is one. [emit] */
  void send(int message, long timeNs) {
    MidiOut now = out;
    if (now != null) {
      now.send(message, timeNs);
    }
  }

  /** Another session plays now, with other sounds. */
  void plays(EngineSettings next) {
    settings = next;
    instruments();
  }

  private void instruments() {
    MidiOut port = out;
    EngineSettings now = settings;
    if (port != null && now != null) {
      Audible.instruments(port, now.preset());
      Audible.band(port, now);
    }
  }

  /** Ends what sounds and hears nothing more. */
  @Override
  public void close() {
    closed = true;
    Thread thread = looking;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
    synchronized (this) {
      open.values().forEach(MidiIn::close);
      open.clear();
      MidiOut last = out;
      out = null;
      if (last != null) {
        last.close();
      }
    }
  }

  /** An output that comes back is told its sounds again. */
  private final class Retold implements PortListener {
    @Override
    public void lost(PortInfo port) {
      news.accept("'" + port.name() + "' is gone; plug it in again and it goes on");
    }

    @Override
    public void found(PortInfo port) {
      news.accept("'" + port.name() + "' is back");
      instruments();
    }
  }
}
