package antiphon.pipeline;

import antiphon.capture.NoteCapture;
import antiphon.capture.PerformedNote;
import antiphon.midi.MidiMessage;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import com.lmax.disruptor.EventHandler;
import java.util.List;

/**
 * Hears the player and takes turns: a phrase begins with the first bar in which something is played, has
 * as many bars as the preset says, and is followed by the answer. Writes what it heard into the event that
 * completed it. The only writer of the transport. [listen]
 */
final class ListenStage implements EventHandler<EngineEvent> {
  /** How early a downbeat may come and still belong to the bar: as much as the quantizer looks back. */
  private static final long EARLY_NS = 120_000_000;

  private static final long NONE = -1;

  private final EngineSettings settings;
  private final Transport transport;
  private final NoteCapture capture = new NoteCapture();
  private final Ear ear;
  private final MasterClock master;
  private long phraseStart = NONE;
  private long listenFrom;
  private int answers;

  ListenStage(EngineSettings settings, Transport transport) {
    this.settings = settings;
    this.transport = transport;
    this.ear = new Ear(settings.preset());
    this.master = new MasterClock(transport);
  }

  @Override
  public void onEvent(EngineEvent event, long sequence, boolean endOfBatch) {
    event.hearing = null;
    switch (event.kind) {
      case MIDI -> midi(event);
      case PULSE, BAR_ENDS -> {
        if (timely(event)) {
          master.coast(event.timeNs);
          moment(event);
        }
      }
      case START -> {
        if (!led()) {
          start(event.timeNs);
        }
      }
      case STOP -> stop(event.timeNs);
      case SEALED, EMITTED -> {
        // Not for this stage.
      }
    }
    event.epoch = transport.position().epoch();
  }

  private boolean led() {
    return settings.clock() == ClockSource.MIDI_CLOCK;
  }

  /** Whether the music is where the event says; it is not if it jumped since. */
  private boolean timely(EngineEvent event) {
    return Math.abs(transport.position().tickAt(event.timeNs) - event.tick) < Ticks.PER_QUARTER / 4;
  }

  private void start(long timeNs) {
    if (!transport.position().rolling()) {
      begin(timeNs, 0);
    }
  }

  private void begin(long timeNs, long tick) {
    Timeline timeline = transport.position().timeline();
    capture.silenceAll(tick);
    capture.forget(Long.MAX_VALUE);
    phraseStart = NONE;
    long bar = timeline.barAt(tick);
    listenFrom = tick == timeline.barStart(bar) ? bar : bar + 1;
    answers = 0;
    transport.start(timeNs, tick);
  }

  private void follow(EngineEvent event) {
    switch (master.onMessage(event.message, event.timeNs)) {
      case BEGAN -> {
        begin(master.clockNs(), master.clockTick());
        master.takeTempo(event.timeNs);
      }
      case STOPPED -> stop(event.timeNs);
      case LOCATED -> transport.locate(event.timeNs, master.clockTick());
      case CLOCK, NONE -> {
        // The transport goes on as the master wants it.
      }
    }
  }

  private void stop(long timeNs) {
    if (transport.position().rolling()) {
      capture.silenceAll(transport.position().tickAt(timeNs));
      transport.stop(timeNs);
    }
  }

  private void midi(EngineEvent event) {
    if (led()) {
      follow(event);
    } else if (settings.startOnFirstNote() && MidiMessage.isNoteOn(event.message)) {
      start(event.timeNs);
    }
    event.tick = transport.position().tickAt(event.timeNs);
    capture.onMessage(event.message, event.tick);
  }

  private void moment(EngineEvent event) {
    Timeline timeline = transport.position().timeline();
    long bar = timeline.barAt(event.tick);
    if (event.kind == EngineEvent.Kind.BAR_ENDS || event.tick != timeline.barStart(bar)) {
      expectAnswer(event);
      return;
    }
    long ended = bar - 1;
    if (ended < Math.max(0, listenFrom) || (phraseStart == NONE && !playedIn(timeline, ended))) {
      return;
    }
    phraseStart = phraseStart == NONE ? ended : phraseStart;
    boolean complete = complete(ended);
    event.hearing = hear(timeline, ended, event.tick, complete, complete ? settings.preset().answerBars() : 0);
    if (complete) {
      listenFrom = bar + settings.preset().answerBars();
      phraseStart = NONE;
      answers++;
      capture.forget(timeline.barStart(ended));
      if (settings.rounds() > 0 && answers >= settings.rounds()) {
        listenFrom = Long.MAX_VALUE;
      }
    }
  }

  /**
   * On each pulse of a phrase's last bar, and shortly before its bar line, an answer is written to what
   * was played so far: when the bar line comes there is always one, and mostly the right one.
   */
  private void expectAnswer(EngineEvent event) {
    Timeline timeline = transport.position().timeline();
    long bar = timeline.barAt(event.tick);
    boolean begun = phraseStart != NONE;
    if (bar < listenFrom || (!begun && !playedIn(timeline, bar))) {
      return;
    }
    phraseStart = begun ? phraseStart : bar;
    if (complete(bar)) {
      event.hearing = hear(timeline, bar, event.tick, false, settings.preset().answerBars());
    }
  }

  private boolean complete(long bar) {
    return bar - phraseStart + 1 == settings.preset().listenBars();
  }

  private boolean playedIn(Timeline timeline, long bar) {
    long start = timeline.barStart(bar) - early(timeline, bar);
    long end = timeline.barStart(bar + 1) - early(timeline, bar + 1);
    return !capture.notes(start, end, end).isEmpty();
  }

  private Hearing hear(Timeline timeline, long bar, long nowTick, boolean last, int answerBars) {
    long from = timeline.barStart(phraseStart) - early(timeline, phraseStart);
    List<PerformedNote> notes = capture.notes(from, nowTick, nowTick);
    return ear.hear(timeline, phraseStart, bar + 1, notes, last, answerBars);
  }

  /** Ticks before a bar line in which a note already belongs to the bar; at most an eighth. */
  private static long early(Timeline timeline, long bar) {
    return Math.min(Ticks.PER_EIGHTH, timeline.tempoAt(timeline.barStart(bar)).ticks(EARLY_NS));
  }
}
