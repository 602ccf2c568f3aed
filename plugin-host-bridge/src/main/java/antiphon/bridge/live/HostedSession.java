package antiphon.bridge.live;

import antiphon.bridge.HostEvents;
import antiphon.bridge.HostParameter;
import antiphon.bridge.HostSession;
import antiphon.bridge.HostStatus;
import antiphon.bridge.HostTransport;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.control.Mode;
import antiphon.generate.Preset;
import antiphon.midi.MidiMessage;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Faults;
import antiphon.pipeline.HostSong;
import antiphon.presets.BandStyles;
import antiphon.presets.Presets;
import antiphon.time.Transport;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One plug-in instance with an engine of its own. [bridge] */
final class HostedSession implements HostEvents {
  /** Sent this long before it is due, beside two blocks. */
  private static final long AHEAD_NS = 30_000_000;
  private static final long MORE_AHEAD_NS = 20_000_000;
  private static final long MOST_AHEAD_NS = 400_000_000;
  /** The engine's own music ends when the player has been silent for so long and two turns. */
  private static final long QUIET_NS = 8_000_000_000L;
  private static final long RECENT_NS = 2_000_000_000L;
  private static final long LOOK_NS = 100_000_000;
  /** A host that opens a project makes an instance first and then gives it its state; one may turn through presets. */
  private static final long SETTLE_MS = 100;
  /** Farther off the song than this, the engine is told where it is. */
  static final long DRIFT_TICKS = 40;

  /** What an engine cannot change while it plays. */
  private static final Set<HostParameter> TAKES_AN_ENGINE = Set.of(HostParameter.PRESET, HostParameter.BAND, HostParameter.PARTS);

  private final HostSession session;
  private final Seats seats;
  private final HostClock clock = new HostClock(System::nanoTime);
  private final SongFollower song = new SongFollower();
  private final AtomicReference<@Nullable Seat> ready = new AtomicReference<>();
  private SavedState state;
  private boolean saved;
  private @Nullable Seat seat;
  private volatile boolean closed;
  private volatile @Nullable String failure;
  /** What the engine refused, and the parameter that asked for it. */
  private String refused = "";
  private @Nullable HostParameter refusedOf;
  /** Seats asked for; the last one counts. */
  private volatile int asked;
  private @Nullable HostTransport now;
  private final Mishaps mishaps = new Mishaps();
  private @Nullable Rendering rendering;
  private boolean offline;
  private final TakeKeeper keeper;
  /** Why the project's state is not that of this instance. */
  private String unreadable = "";
  private long moreAheadNs;
  private long lateSeen;
  private long lookedNs;
  private long heardNs = Long.MIN_VALUE / 2;
  private long playedNs = Long.MIN_VALUE / 2;
  private String said = "";

  HostedSession(HostSession session, SavedState state, Seats seats) {
    this.session = session;
    this.seats = seats;
    this.state = state;
    keeper = new TakeKeeper(session);
    say(HostStatus.GETTING_READY, "loads " + state.model());
    takeSeat(SETTLE_MS);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // There is one writer.
  private void takeSeat(long afterMs) {
    asked++;
    seats.ask(this, asked, settings(), state.model(), clock, afterMs);
  }

  private EngineSettings settings() {
    Preset preset = Presets.find(name(HostParameter.PRESET));
    if (session.parameter(HostParameter.PARTS) >= 0.5) {
      preset = preset.voicesApart();
    }
    HostTransport told = now;
    Preset timed = told == null ? preset : preset.withTime(SongFollower.meter(told), SongFollower.tempo(told));
    EngineSettings settings = new EngineSettings(timed, state.seed(), true, 0);
    Controls controls = settings.controls();
    for (HostParameter parameter : HostParameter.values()) {
      if (parameter.kind() != HostParameter.Kind.TRIGGER) {
        for (Map.Entry<Control, Double> one : parameter.told(session.parameter(parameter), session::parameter).entrySet()) {
          controls = controls.with(one.getKey(), one.getValue());
        }
      }
    }
    boolean cannot = controls.mode() == Mode.ACCOMPANY && !preset.canAccompany();
    if (session.parameter(HostParameter.BAND) >= 0.5) {
      settings = settings.withBacking(BandStyles.band(name(HostParameter.BAND)));
    }
    return settings.withControls(cannot ? controls.with(Control.MODE, Mode.CONTINUE.ordinal()) : controls);
  }

  /** What the program calls the value of a choice. */
  private String name(HostParameter choice) {
    String title = choice.texts().get((int) session.parameter(choice));
    return title.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  /** Whether a seat is still wanted. [any] */
  boolean wants(int number) {
    return !closed && number == asked;
  }

  /** A seat is ready; false if nobody wants it any more. [any] */
  boolean offer(int number, Seat made) {
    if (!wants(number)) {
      return false;
    }
    Seat unused = ready.getAndSet(made);
    if (unused != null) {
      seats.leave(unused);
    }
    return true;
  }

  @Override
  public void onTransport(HostTransport transport) {
    now = transport;
    clock.rate(transport.sampleRate(), transport.samplePosition());
    clock.told(transport.samplePosition(), transport.blockFrames());
    Rendering renders = rendering(transport);
    if (renders != null) {
      renders.transport(transport, this::settings);
    }
    Seat here = live();
    if (here != null) {
      Transport.Position position = here.engine.transport().position();
      HostSong told = song.told(
          transport, clock.nanosOf(transport.samplePosition()), position.tickAt(clock.nanoTime()), position.rolling());
      if (told != null) {
        here.engine.host(told);
      }
      sendAhead(here, transport);
    }
  }

  /** Everything is sent so early that it is there before the host asks for its block. */
  private void sendAhead(Seat here, HostTransport transport) {
    here.engine.latency(Math.min(MOST_AHEAD_NS, aheadNs(clock.blockNs(transport.blockFrames())) + moreAheadNs));
  }

  /** How long before it is due everything is sent to a host whose blocks are so long. */
  static long aheadNs(long blockNs) {
    return Math.min(MOST_AHEAD_NS, 2 * blockNs + AHEAD_NS);
  }

  /** What plays for a host that renders offline; null in real time, and where the kept take plays. */
  private @Nullable Rendering rendering(@Nullable HostTransport here) {
    if (offline && !session.offline() && seat != null) {
      // The song has gone on without it.
      session.flush();
      beginAnew(seat);
    }
    offline = session.offline();
    if (!offline || keeper.plays()) {
      endRendering();
    } else if (rendering == null && here != null) {
      Rendering renders = seats.render(session, state.model());
      renders.transport(here, this::settings);
      rendering = renders;
    }
    return rendering;
  }

  /** The engine that plays in real time, if there is one yet. */
  private @Nullable Seat live() {
    return offline ? null : seat;
  }

  private void endRendering() {
    Rendering ended = rendering;
    rendering = null;
    if (ended != null) {
      seats.leave(ended);
    }
  }

  @Override
  public void onMidi(int message, long samplePosition, long tick) {
    Rendering renders = rendering(now == null ? null : at(now, samplePosition, tick));
    Seat here = live();
    if (renders != null) {
      renders.midi(message, samplePosition);
    } else if (here != null) {
      here.engine.input().onMessage(message, clock.nanosOf(samplePosition));
    }
    if (MidiMessage.isNoteOn(message)) {
      heardNs = clock.nanosOf(samplePosition);
    }
  }

  @Override
  public void onParameter(HostParameter parameter, double value) {
    if (parameter == HostParameter.KEEP_TAKE) {
      keep();
    } else if (parameter == HostParameter.TAKE) {
      // What the one has begun the other does not end.
      session.flush();
      keeper.again();
    }
    HostTransport transport = now;
    Rendering renders = rendering;
    if (renders != null && transport != null) {
      if (TAKES_AN_ENGINE.contains(parameter)) {
        renders.begin(transport, settings());
      } else if (parameter == HostParameter.PANIC) {
        renders.panic(transport);
      } else {
        renders.control(parameter.told(value, session::parameter));
      }
    }
    Seat here = seat;
    if (TAKES_AN_ENGINE.contains(parameter)) {
      takeSeat(SETTLE_MS);
    } else if (parameter == HostParameter.PANIC && here != null) {
      // All is quiet already; the engine forgets what it was about to play.
      beginAnew(here);
    } else if (here != null) {
      tell(here, parameter, value);
    }
  }

  /** Sets what the parameter means; what the engine refuses the status says until the parameter moves again. */
  private void tell(Seat here, HostParameter parameter, double value) {
    if (parameter == refusedOf) {
      refused = "";
    }
    parameter.told(value, session::parameter).forEach((control, told) -> {
      try {
        here.engine.control(control, 0, told);
      } catch (IllegalArgumentException e) {
        refused = "; " + e.getMessage();
        refusedOf = parameter;
      }
    });
  }

  /** Saves with the project what was played along the song, and plays it from now on. */
  private void keep() {
    try {
      state = new SavedState(state.seed(), state.model(), keeper.keep());
      save();
      session.setParameter(HostParameter.TAKE, 1);
      refused = "";
    } catch (IllegalArgumentException e) {
      refused = "; " + e.getMessage();
    }
    refusedOf = HostParameter.KEEP_TAKE;
  }

  @Override
  public void onState(byte[] bytes) {
    try {
      SavedState.read(bytes).filter(restored -> !restored.equals(state)).ifPresent(this::restore);
      unreadable = "";
      save();
    } catch (IllegalArgumentException e) {
      unreadable = "; " + e.getMessage();
      // The host goes on saving what it has.
      saved = true;
    }
  }

  private void restore(SavedState restored) {
    boolean plays = restored.seed() == state.seed() && restored.model().equals(state.model());
    state = restored;
    keeper.has(restored.take());
    if (!plays) {
      endRendering();
      takeSeat(0);
    }
  }

  private void save() {
    session.saveState(state.bytes());
    saved = true;
  }

  @Override
  public void onAsked(long ask, long samplePosition, long tick) {
    Rendering renders = rendering;
    HostTransport transport = now;
    if (renders != null && transport != null) {
      renders.asked(ask, at(transport, samplePosition, tick));
      renders.look();
    } else {
      if (transport != null) {
        keeper.reached(at(transport, samplePosition, tick), 0);
      }
      session.answer(ask);
    }
  }

  @Override
  public void onPosition(long samplePosition, long tick) {
    HostTransport transport = now;
    if (transport == null) {
      return;
    }
    clock.told(samplePosition, transport.blockFrames());
    if (!saved) {
      // Not sooner: an engine before this one may have left a state, of which the bridge tells right after opening.
      save();
    }
    HostTransport block = at(transport, samplePosition, tick);
    Rendering renders = rendering(block);
    if (renders != null) {
      renders.look();
      tellStatus(renders);
      return;
    }
    if (offline) {
      say(HostStatus.PLAYING, "renders offline" + keeper.line());
      return;
    }
    Seat made = ready.getAndSet(null);
    if (made != null) {
      sit(made, block);
    }
    String why = failure;
    if (why != null) {
      failure = null;
      say(HostStatus.FAILED, why);
    }
    Seat here = seat;
    if (here != null) {
      here.out.drain(this::play);
    }
    keeper.reached(block, clock.sampleAt(aheadNs(clock.blockNs(block.blockFrames()))) - clock.sampleAt(0));
    if (here != null) {
      long timeNs = clock.nanoTime();
      if (timeNs - lookedNs >= LOOK_NS) {
        lookedNs = timeNs;
        look(here, block, timeNs);
      }
    }
  }

  private static HostTransport at(HostTransport t, long sample, long tick) {
    return new HostTransport(
        t.epoch(), t.rolling(), t.placed(), t.timeNs(), sample, t.sampleRate(), t.blockFrames(), tick,
        Math.min(t.barTick(), tick), t.quartersPerMinute(), t.meterBeats(), t.meterUnit(), t.loops(), t.loopStartTick(),
        t.loopEndTick());
  }

  private void sit(Seat made, HostTransport transport) {
    Seat before = seat;
    if (before != null) {
      session.flush();
      seats.leave(before);
    }
    seat = made;
    now = transport;
    refused = "";
    // What was set while it was made ready.
    for (HostParameter parameter : HostParameter.values()) {
      if (parameter.kind() != HostParameter.Kind.TRIGGER) {
        tell(made, parameter, session.parameter(parameter));
      }
    }
    beginAnew(made);
    sendAhead(made, transport);
    // A host that renders offline waits for this word.
    tellStatus(made, clock.nanoTime());
  }

  private void beginAnew(Seat here) {
    HostTransport transport = now;
    if (transport != null) {
      long reached = here.engine.transport().position().tickAt(clock.nanoTime());
      here.engine.host(song.anew(transport, clock.nanosOf(transport.samplePosition()), reached));
    }
  }

  private void play(int message, long tick, long dueNs) {
    if (MidiMessage.isNoteOn(message)) {
      playedNs = dueNs;
    }
    Place place = song.of(tick);
    if (!keeper.plays() || !place.inSong()) {
      place.play(session, message, tick, clock.sampleAt(dueNs));
      keeper.sent(place, tick, message);
    }
  }

  /** Now and then: whether all is well. */
  private void look(Seat here, HostTransport transport, long timeNs) {
    long late = session.figures().late();
    if (late > lateSeen) {
      moreAheadNs = Math.min(MOST_AHEAD_NS, moreAheadNs + MORE_AHEAD_NS);
      sendAhead(here, transport);
    }
    lateSeen = late;
    Transport.Position position = here.engine.transport().position();
    if (!transport.rolling() && position.rolling() && timeNs - heardNs > QUIET_NS + turnsNs(transport)) {
      now = transport;
      beginAnew(here);
    } else if (transport.rolling() && position.rolling()) {
      long sampleNs = clock.nanosOf(transport.samplePosition());
      long off = song.engineTick(transport.tick()) - position.tickAt(sampleNs);
      if (Math.abs(off) > DRIFT_TICKS) {
        HostSong told = song.told(transport, sampleNs, position.tickAt(timeNs), true);
        if (told != null) {
          here.engine.host(told);
        }
      }
    }
    tellStatus(here, timeNs);
  }

  /** How long a phrase and its answer are. */
  private long turnsNs(HostTransport transport) {
    double bars = session.parameter(HostParameter.LISTEN_BARS) + session.parameter(HostParameter.ANSWER_BARS);
    return Math.round(bars * SongFollower.tempo(transport).nanos(SongFollower.meter(transport).barTicks()));
  }

  private void tellStatus(Rendering renders) {
    long missed = session.figures().missed();
    Optional<String> problem = renders.problem();
    if (problem.isPresent()) {
      say(HostStatus.FALLBACK, problem.get());
    } else {
      say(HostStatus.PLAYING, "renders offline, " + state.model() + ", " + name(HostParameter.PRESET) + ", seed " + state.seed()
          + (missed == 0 ? "" : "; " + missed + (missed == 1 ? " block" : " blocks") + " without the companion: it took too long"));
    }
  }

  private void tellStatus(Seat here, long timeNs) {
    mishaps.counted(session.figures().unheard() + here.engine.lostInput(), stageFaults(here), timeNs);
    Optional<HostStatus> mishap = mishaps.status(timeNs);
    String counted = mishaps.line() + first(here);
    String who = here.model + ", " + name(HostParameter.PRESET) + ", seed " + state.seed() + (counted.isEmpty() ? "" : "; " + counted) + refused
        + unreadable + keeper.line();
    Optional<String> problem = here.problem();
    if (mishap.isPresent()) {
      say(mishap.get(), counted);
    } else if (problem.isPresent()) {
      say(HostStatus.FALLBACK, problem.get());
    } else if (timeNs - playedNs < RECENT_NS) {
      say(HostStatus.PLAYING, who);
    } else if (timeNs - heardNs < RECENT_NS) {
      say(HostStatus.LISTENING, who);
    } else {
      say(HostStatus.READY, who);
    }
  }

  /** Of the model's own faults {@link Seat#problem} tells. */
  private static boolean ofAStage(Faults.Counted counted) {
    return !counted.fault().place().equals("model");
  }

  private static long stageFaults(Seat here) {
    Faults faults = here.engine.faults();
    return faults.total() == 0 ? 0 : faults.all().stream().filter(HostedSession::ofAStage).mapToLong(Faults.Counted::times).sum();
  }

  private static String first(Seat here) {
    Faults faults = here.engine.faults();
    return faults.total() == 0 ? ""
        : faults.all().stream().filter(HostedSession::ofAStage).findFirst().map(counted -> "; " + counted.fault().line()).orElse("");
  }

  private void say(HostStatus status, String line) {
    String text = status.ordinal() + line;
    if (!text.equals(said)) {
      said = text;
      session.status(status, line);
    }
  }

  /** The engine could not be made. [any] */
  void failed(String why) {
    failure = why;
  }

  @Override
  public void onClose() {
    closed = true;
    endRendering();
    Seat unused = ready.getAndSet(null);
    if (unused != null) {
      seats.leave(unused);
    }
    Seat here = seat;
    if (here != null) {
      seats.leave(here);
    }
  }
}
