package antiphon.replay;

import antiphon.compose.BarSource;
import antiphon.compose.FiguresState;
import antiphon.engine.StageGraph;
import antiphon.listen.Gate;
import antiphon.midi.MidiMessage;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineEvent;
import antiphon.pipeline.EngineEvents;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Faults;
import antiphon.schedule.Plan;
import antiphon.schedule.SealedNotes;
import antiphon.take.Take;
import antiphon.take.TakeEntry.Happened;
import antiphon.take.TakenBar;
import antiphon.take.TakenBars;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import antiphon.time.VirtualClock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plays a take once more: the same stages are told the same in the same order, on the caller's thread, and
 * whatever depended on how fast the machine was is as it was. What the model writes, which plan each
 * sealed part has and each message that goes out are compared with the take.
 */
public final class ReplayEngine {
  /** Nothing here listens to the gate: what it did to the emitter stands in the take. */
  private static final class OpenGate implements Gate {
    @Override
    public void horizon(double quarters, boolean wakes) {
      // Each sealed part is in the take.
    }

    @Override
    public void mute(boolean silent) {
      // Each sealed part says whether it was let sound.
    }

    @Override
    public void backing(boolean plays) {
      // As to mute.
    }

    @Override
    public void click(boolean clicks) {
      // The metronome is no part of the music.
    }

    @Override
    public void window(int number) {
      // Each sealed part names its plan.
    }
  }

  private final Take take;
  private final Script script;
  private final Transport transport;
  private final EngineEvents events = new EngineEvents();
  private final StageGraph stages;
  private final TakenBars taken = new TakenBars();
  /** By their names in the take. */
  private final Map<String, Plan> plans = new HashMap<>();
  private final Sender companion = new Sender();
  private final Sender backing = new Sender();
  /** What the stages are told of. */
  private @Nullable Happened now;
  private long messages;

  private ReplayEngine(Take take, Optional<Decoder> decoder) {
    this.take = take;
    EngineSettings settings = take.settings();
    script = new Script(take.composed());
    transport = new Transport(settings.timeline());
    VirtualClock clock = new VirtualClock();
    ReplayedPace pace = new ReplayedPace(script);
    BarSource model = decoder.map(own -> StageGraph.model(settings, own, clock, pace)).orElse(null);
    StageGraph.Handover handover = new StageGraph.Handover() {
      @Override
      public boolean admits(EngineEvent event) {
        return now == null || !now.unheard;
      }
    };
    stages = new StageGraph(settings, transport, events, new StageGraph.Surroundings(
        new OpenGate(), this::offered, plan -> plans.put("b" + plan.number(), plan), decoder.orElseGet(AbsentDecoder::new), clock, pace,
        new ReplayedBars(script, pace, model, taken), taken, Runnable::run, new FiguresState(new Faults()), handover, ReplayEngine::failed));
  }

  /**
   * Replays a take.
   *
   * @param decoder the take's model, which writes everything anew; without it what was written is taken from the take
   */
  public static Replayed replay(Take take, Optional<Decoder> decoder) {
    return new ReplayEngine(take, decoder).run();
  }

  /** What the model wrote in a take, and what the player made of it; the model is not needed. */
  public static List<TakenBar> written(Take take) {
    ReplayEngine engine = new ReplayEngine(take, Optional.empty());
    engine.run();
    return engine.taken.bars();
  }

  private Replayed run() {
    for (Happened happened : take.events()) {
      now = happened;
      taken.happened(happened);
      Plan plan = plan(happened);
      emitter(happened, plan);
      events.again(happened.kind, happened.timeNs, event -> {
        happened.copyTo(event);
        event.plan = plan;
      });
      boolean busy = true;
      while (busy) {
        busy = stages.run();
      }
    }
    return new Replayed(
        messages, script.difference(), stages.timeline(), stages.conversation(), stages.notes(), taken.choruses());
  }

  private void offered(Plan plan) {
    plans.put((plan.cover() ? "c" : "m") + plan.number(), plan);
  }

  private @Nullable Plan plan(Happened happened) {
    String name = happened.plan;
    if (name == null) {
      return null;
    }
    Plan plan = plans.get(name);
    if (plan == null || plan.barNumber() != happened.bar) {
      script.differs("bar " + (happened.bar + 1) + " was sealed with plan " + name + ", which is not made now");
    }
    return plan;
  }

  /** As in the take a stage that fails costs its event, and what comes of that is compared. */
  private static void failed(String stage, Throwable reason) {
    if (reason instanceof Error error) {
      throw error;
    }
  }

  /** Does what an emitter did, by what the replay made itself. */
  private void emitter(Happened happened, @Nullable Plan plan) {
    switch (happened.kind) {
      case SEALED -> companion.seal(happened, plan);
      case SILENCED -> companion.silence(happened);
      case EMITTED -> emitted(companion, happened);
      case BAND_SEALED -> backing.seal(happened, plan);
      case BAND_SILENCED -> backing.silence(happened);
      case BAND_EMITTED -> emitted(backing, happened);
      case MIDI, PULSE, BAR_ENDS, BEFORE_SEALING, REQUEST, START, STOP -> {
        // Not an emitter's.
      }
    }
  }

  private void emitted(Sender sender, Happened then) {
    Integer now = sender.next();
    if (now == null || now != then.message || sender.dueTick != then.tick) {
      script.differs("message " + (messages + 1) + ": " + shown(then.message, then.tick) + " then, "
          + (now == null ? "nothing" : shown(now, sender.dueTick)) + " now");
    }
    if (script.difference().isEmpty()) {
      messages++;
    }
  }

  /** What an emitter sends, in its order, without a clock. Mutable. */
  private static final class Sender {
    private final SealedNotes sealed = new SealedNotes();
    private final Deque<Integer> due = new ArrayDeque<>();
    private long dueTick;

    void seal(Happened part, @Nullable Plan plan) {
      sealed.seal(part.startTick, part.muted ? null : plan, part.tick, part.endTick);
    }

    void silence(Happened moment) {
      due.clear();
      sealed.silence(due::add);
      dueTick = moment.tick;
    }

    /** The next message, at {@code dueTick}. */
    @Nullable Integer next() {
      while (due.isEmpty() && sealed.waiting()) {
        dueTick = sealed.nextTick();
        int count = sealed.take();
        for (int i = 0; i < count; i++) {
          due.add(sealed.taken(i));
        }
      }
      return due.poll();
    }
  }

  private String shown(int message, long tick) {
    Timeline timeline = transport.position().timeline();
    long bar = timeline.barAt(tick);
    return (MidiMessage.isNoteOn(message) ? "note-on " : "note-off ") + MidiMessage.data1(message) + " in bar " + (bar + 1)
        + " at tick " + (tick - timeline.barStart(bar));
  }
}
