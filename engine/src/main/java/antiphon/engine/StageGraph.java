package antiphon.engine;

import antiphon.compose.BackingStage;
import antiphon.compose.BarComposer;
import antiphon.compose.BarSource;
import antiphon.compose.ComposeStage;
import antiphon.compose.CoverStage;
import antiphon.compose.FiguresState;
import antiphon.compose.Pace;
import antiphon.critic.Fingerprints;
import antiphon.generate.Conversation;
import antiphon.listen.Gate;
import antiphon.listen.ListenStage;
import antiphon.listen.PracticeStage;
import antiphon.model.Decoder;
import antiphon.pipeline.Changes;
import antiphon.pipeline.EngineEvent;
import antiphon.pipeline.EngineEvents;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Handing;
import antiphon.pipeline.PlanSink;
import antiphon.pipeline.WorkEvent;
import antiphon.take.TakeStage;
import antiphon.take.TakenNote;
import antiphon.time.Clock;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The stages, and who follows whom: the one place that says it. Live engines run it on threads, virtual ones and replays on
 * their caller's.
 *
 * <pre>
 *  events ─► listen ─┬─► cover, band      sound
 *                    ├─► practice, take   books
 *                    └─► works ─► compose
 * </pre>
 */
public final class StageGraph {
  private static final int WORKS = 1_024;

  /** What becomes of each event. [listen] */
  public interface Handover {
    /** Whether what {@code event} says may go to the composing side; it counts as lost if not. */
    default boolean admits(EngineEvent event) {
      return true;
    }

    /**
     * The listening stage has seen it.
     *
     * @param lost whether there was something for the composing side, which it did not get
     */
    default void done(EngineEvent event, boolean lost) {}
  }

  /**
   * What surrounds the stages: in this live, virtual and replayed engines differ.
   *
   * @param gate to the emitters
   * @param companion takes the companion's plans
   * @param band takes the band's plans
   * @param decoder the model on whose page is written
   * @param clock tells how long writing takes
   * @param pace decides what depends on how fast the machine is
   * @param bars writes what is open of a bar; see {@link #model}
   * @param listener is told what the composing side does
   * @param news runs what tells the listener of a chorus or of the band, where it holds up no stage
   * @param figures counts what the composing side does
   * @param handover is told of each event
   * @param onFault is told of a stage that failed
   */
  public record Surroundings(
      Gate gate, PlanSink companion, PlanSink band, Decoder decoder, Clock clock, Pace pace, BarSource bars,
      EngineListener listener, Executor news, FiguresState figures, Handover handover, Stage.OnFault onFault) {}

  private final EngineEvents events;
  /** To the composing side, which may stand still for as long as the model does without anybody waiting for it. */
  private final RingBuffer<WorkEvent> works = RingBuffer.createSingleProducer(WorkEvent::new, WORKS, new BusySpinWaitStrategy());
  private final AtomicLong lostWork = new AtomicLong();
  private final Handing handing = new Handing();
  private final Handover handover;
  private final Transport transport;
  private final ListenStage listening;
  private final ComposeStage composing;
  private final TakeStage taking = new TakeStage();
  private final Lane playing;
  private final Lane writing;

  /**
   * Stages of which none runs yet.
   *
   * @param transport is led by the listening stage
   * @param events the way in
   */
  public StageGraph(EngineSettings settings, Transport transport, EngineEvents events, Surroundings around) {
    this.transport = transport;
    this.events = events;
    handover = around.handover();
    listening = new ListenStage(settings, transport, around.gate());
    composing = new ComposeStage(
        settings, around.decoder(), around.clock(), around.pace(), around.bars(), around.companion(), around.listener(), around.figures());
    Stage<EngineEvent> listen = Stage.on(events.ring, "listen", this::listen, around.onFault());
    List<Stage<?>> sound = new ArrayList<>(List.of(listen, listen.then("cover", new CoverStage(settings, around.companion()))));
    settings.backing().ifPresent(band -> sound.add(listen.then(
        "band", new BackingStage(
            new Changes(settings.chart()), band, settings.controls(), settings.seed(), around.band(),
            (bar, style) -> around.news().execute(() -> around.listener().bandPlays(bar, style))))));
    playing = new Lane(sound, List.of(
        listen.then("practice", new PracticeStage(settings.chart(), chorus -> around.news().execute(() -> around.listener().practised(chorus)))), listen.then("take", taking)));
    writing = new Lane(List.of(Stage.on(works, "compose", composing, around.onFault())), List.of());
  }

  /** What has {@code decoder} write bars. */
  public static BarSource model(EngineSettings settings, Decoder decoder, Clock clock, Pace pace) {
    return new BarComposer(settings.seed(), new Changes(settings.chart()), clock, pace, Fingerprints.of(decoder));
  }

  private void listen(EngineEvent event, long sequence, boolean endOfBatch) {
    boolean lost = false;
    try {
      listening.onEvent(event, sequence, endOfBatch);
      lost = handing.concerns(event) && !(handover.admits(event) && hand(event));
    } finally {
      handover.done(event, lost);
    }
  }

  /** Hands on what the composing side is to know; while it stands still, what finds no room is counted, and false. */
  private boolean hand(EngineEvent event) {
    long sequence;
    try {
      sequence = works.tryNext();
    } catch (InsufficientCapacityException full) {
      lostWork.incrementAndGet();
      return false;
    }
    handing.hand(event, works.get(sequence));
    works.publish(sequence);
    return true;
  }

  /** One round of all stages on the caller's thread; false if there was nothing to do. */
  public boolean run() {
    boolean played = playing.run();
    return writing.run() || played;
  }

  /** The stages on the ring of events. */
  Lane playing() {
    return playing;
  }

  /** The stage that may take as long as the model does. */
  Lane writing() {
    return writing;
  }

  /** The conversation, if there is one. For reading when the engine is at rest. */
  public Optional<Conversation> conversation() {
    return composing.conversation();
  }

  /** Bars and tempos as they were played. For reading when the engine is at rest. */
  public Timeline timeline() {
    return taking.timeline(transport.position().timeline());
  }

  /** All notes so far. For reading when the engine is at rest. */
  public List<TakenNote> notes() {
    return taking.notes();
  }

  /** Messages that went out. For reading when the engine is at rest. */
  long messages() {
    return taking.messages();
  }

  /** How late answers began on the average, in milliseconds. For reading when the engine is at rest. */
  double answerGapMs() {
    return taking.answerGapMs();
  }

  /** Notes of the player that the listening stage still remembers. */
  int remembered() {
    return listening.remembered();
  }

  /** Notes that the ear left out. */
  long unheard() {
    return listening.unheard();
  }

  /** What found no room on either ring, beside the player's messages. [any] */
  long lost() {
    return events.lost() + lostWork.get();
  }
}
