package antiphon.bridge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** One plug-in instance that this engine has claimed: hears it for {@link HostEvents}, speaks for {@link HostSession}. [bridge] */
final class Instance implements HostSession {
  private static final HostParameter[] PARAMETERS = HostParameter.values();
  /** At one look; the rest waits for the next. */
  private static final int EVENTS_MOST = Layout.TO_ENGINE_SLOTS;

  private static final HostTransport NONE =
      new HostTransport(-1, false, false, 0, 0, 48_000, 0, 0, 0, 120, 4, 4, false, 0, 0);

  private final String name;
  private final Path file;
  private final SharedMemory memory;
  private final Region region;
  private final Claim claim;
  private final EventReader in;
  private final EventWriter out;
  private final TransportReader transports;
  private final double[] parameters = new double[PARAMETERS.length];
  private @Nullable HostEvents events;
  private HostTransport transport = NONE;
  /** Its next block after we have claimed it begins a new epoch with an event; what stands there before is over. */
  private boolean seenByPlugin;
  private long restoredSeen;
  private long pluginBeat;
  private long movedNs;
  private boolean closed;
  private boolean offline;
  private long asked;

  private Instance(Path file, SharedMemory memory, long enginePid) {
    this.file = file;
    this.memory = memory;
    name = file.getFileName().toString().replaceFirst("\\.apr$", "");
    region = new Region(memory.buffer());
    claim = new Claim(region, enginePid);
    in = new EventReader(region);
    out = new EventWriter(region);
    transports = new TransportReader(region);
  }

  /**
   * Maps and claims an instance.
   *
   * @return nothing if another engine that is alive has it
   * @throws IOException if the file is no instance, or of another version
   */
  static @Nullable Instance claim(Path file, long enginePid, LongPredicate alive) throws IOException {
    SharedMemory memory = SharedMemory.map(file, Layout.REGION_BYTES);
    Instance instance = new Instance(file, memory, enginePid);
    try {
      instance.claim.check(instance.name);
      if (instance.take(alive)) {
        return instance;
      }
      memory.close();
      return null;
    } catch (IOException e) {
      memory.close();
      throw e;
    }
  }

  private boolean take(LongPredicate alive) {
    if (!claim.take(alive)) {
      return false;
    }
    seenByPlugin = false;
    asked = region.acquireLong(Layout.ANSWERED_AT);
    in.skip();
    out.join();
    claim.announce();
    return true;
  }

  /** Introduces it to the engine, and gives it the state that it left to the plug-in or that a host restored. */
  void open(HostEngine engine) {
    for (HostParameter parameter : PARAMETERS) {
      parameters[parameter.ordinal()] = value(parameter);
    }
    HostEvents opened = engine.open(this);
    events = opened;
    long restored = region.acquireLong(Layout.RESTORED_STATE_BLOB_AT);
    restoredSeen = region.acquireLong(Layout.RESTORED_SEEN_AT);
    if (restored == restoredSeen && region.acquireLong(Layout.ENGINE_STATE_BLOB_AT) != 0) {
      opened.onState(region.readBlob(Layout.ENGINE_STATE_BLOB_AT, Layout.BLOB_MAX));
    }
  }

  /**
   * Hears what there is.
   *
   * @param nowNs any clock; it is the heartbeat too
   * @param alive whether a process lives
   * @return why the instance is over, or null
   */
  @SuppressWarnings("ReferenceEquality") // NONE itself, not a position that is like it.
  @Nullable String poll(long nowNs, LongPredicate alive) {
    HostEvents hears = events;
    if (hears == null) {
      return "never opened";
    }
    region.releaseLong(Layout.ENGINE_BEAT_AT, nowNs);
    if (region.acquireInt(Layout.PLUGIN_STATE_AT) == Layout.PLUGIN_GONE) {
      return "removed";
    }
    if (!claim.ours() || (claim.takenBack() && !take(alive))) {
      return "another engine has it";
    }
    // Before all that was written before it.
    long ask = region.acquireLong(Layout.ASKED_AT);
    offline = region.acquireInt(Layout.OFFLINE_AT) == 1;
    boolean asks = offline && ask != asked;
    hearState(hears);
    if (asks || !offline) {
      // Offline it must not depend on when we look.
      hearParameters(hears);
    }
    // Of one that waits there are no more than find room.
    for (int i = 0; i < EVENTS_MOST && in.next(); i++) {
      hear(hears);
      in.done();
    }
    hearTransport(hears);
    if (transport != NONE) {
      hears.onPosition(transports.samplePosition(), transports.tick());
      if (asks) {
        asked = ask;
        hears.onAsked(ask, transports.samplePosition(), transports.tick());
      }
    }
    noteMoves(nowNs);
    return null;
  }

  private void hear(HostEvents hears) {
    switch (in.kind()) {
      case Layout.KIND_TRANSPORT -> {
        seenByPlugin = true;
        hearTransport(hears);
      }
      case Layout.KIND_MIDI -> {
        int message = in.message();
        if (message != 0) {
          // The transport of an epoch is written before the first message of it.
          if (in.epoch() != transport.epoch()) {
            hearTransport(hears);
          }
          hears.onMidi(message, in.sample(), SongTime.ticks(in.beats()));
        }
      }
      default -> in.refuse();
    }
  }

  private void hearTransport(HostEvents hears) {
    if (!seenByPlugin || !transports.look()) {
      return;
    }
    HostTransport now = transports.transport();
    if (!now.goesOnAs(transport)) {
      transport = now;
      hears.onTransport(now);
    }
  }

  private void hearState(HostEvents hears) {
    long restored = region.acquireLong(Layout.RESTORED_STATE_BLOB_AT);
    if (restored != restoredSeen && (restored & 1) == 0) {
      restoredSeen = restored;
      hears.onState(region.readBlob(Layout.RESTORED_STATE_BLOB_AT, Layout.BLOB_MAX));
    }
  }

  private void hearParameters(HostEvents hears) {
    for (HostParameter parameter : PARAMETERS) {
      double value = value(parameter);
      double before = parameters[parameter.ordinal()];
      if (value != before) {
        parameters[parameter.ordinal()] = value;
        hears.onParameter(parameter, parameter.kind() == HostParameter.Kind.TRIGGER ? 1 : value);
      }
    }
  }

  private double value(HostParameter parameter) {
    double value = region.opaqueDouble(Layout.PARAMETERS_AT + 8 * parameter.ordinal());
    return parameter.kind() == HostParameter.Kind.TRIGGER ? value : parameter.clamp(value);
  }

  private void noteMoves(long nowNs) {
    long beat = region.acquireLong(Layout.PLUGIN_BEAT_AT);
    if (beat != pluginBeat) {
      pluginBeat = beat;
      movedNs = nowNs;
    }
  }

  /** For people to read: which it is, and what it cannot do. */
  String title() {
    return region.acquireInt(Layout.PLUGIN_PROTOCOL_AT) >= Layout.PROTOCOL
        ? name : name + " (an older plug-in, which plays an export as fast as time passes)";
  }

  /** When the host was last seen to process a block. */
  long movedNs() {
    return movedNs;
  }

  long pluginPid() {
    return region.opaqueLong(Layout.PLUGIN_PID_AT);
  }

  Path file() {
    return file;
  }

  /** Lets go: the plug-in goes on without an engine, and another may claim it. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    claim.release();
    memory.close();
    if (events != null) {
      events.onClose();
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public HostTransport transport() {
    return transport;
  }

  @Override
  public boolean play(int epoch, long tick, int message) {
    return !closed && out.midi(Layout.AT_BEATS, epoch, SongTime.beats(tick), 0, message);
  }

  @Override
  public boolean playAfterLoop(int epoch, long tick, int message) {
    return !closed && out.midi(Layout.AFTER_LOOP, epoch, SongTime.beats(tick), 0, message);
  }

  @Override
  public boolean playAtSample(int epoch, long samplePosition, int message) {
    return !closed && out.midi(Layout.AT_SAMPLE, epoch, 0, samplePosition, message);
  }

  @Override
  public boolean playNow(int epoch, int message) {
    return !closed && out.midi(Layout.NOW, epoch, 0, 0, message);
  }

  @Override
  public boolean flush() {
    return !closed && out.flush();
  }

  @Override
  public boolean offline() {
    return offline;
  }

  @Override
  public void answer(long ask) {
    if (!closed) {
      region.releaseLong(Layout.ANSWERED_AT, ask);
    }
  }

  @Override
  public double parameter(HostParameter parameter) {
    return parameters[parameter.ordinal()];
  }

  @Override
  public boolean setParameter(HostParameter parameter, double value) {
    if (parameter.kind() == HostParameter.Kind.TRIGGER || parameter.kind() == HostParameter.Kind.READOUT) {
      throw new IllegalArgumentException("parameter " + parameter.symbol() + ": expected one that can be set");
    }
    return !closed && out.parameter(parameter.ordinal(), parameter.clamp(value));
  }

  @Override
  public void saveState(byte[] state) {
    if (state.length > Layout.BLOB_MAX) {
      throw new IllegalArgumentException("state of " + state.length + " bytes: expected at most " + Layout.BLOB_MAX);
    }
    if (!closed) {
      region.writeBlob(Layout.ENGINE_STATE_BLOB_AT, state, Layout.BLOB_MAX);
      region.releaseLong(Layout.RESTORED_SEEN_AT, restoredSeen);
    }
  }

  @Override
  public void status(HostStatus status, String line) {
    if (!closed) {
      claim.say(status, line);
    }
  }

  @Override
  public LinkFigures figures() {
    return closed
        ? new LinkFigures(0, 0, 0, 0, 0, 0)
        : new LinkFigures(
            region.opaqueLong(Layout.DROPPED_AT) + out.dropped(),
            region.opaqueLong(Layout.LATE_AT),
            region.opaqueLong(Layout.REFUSED_AT) + in.refused(),
            region.opaqueLong(Layout.STALE_AT),
            region.opaqueLong(Layout.UNHEARD_AT),
            region.opaqueLong(Layout.MISSED_AT));
  }
}
