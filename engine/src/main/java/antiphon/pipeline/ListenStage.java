package antiphon.pipeline;

import antiphon.capture.NoteCapture;
import antiphon.capture.PerformedNote;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.control.Mode;
import antiphon.harmony.ChordChart;
import antiphon.midi.MidiMessage;
import antiphon.pipeline.EngineEvent.Kind;
import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import com.lmax.disruptor.EventHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears the player, leads the transport and says whose turn it is. Writes what the composing side is to
 * know into the event that told it. The only writer of the transport. [listen]
 */
final class ListenStage implements EventHandler<EngineEvent> {
  /** How early a downbeat may come and still belong to the bar: as much as the quantizer looks back. */
  private static final long EARLY_NS = 120_000_000;

  /** Bars that are heard anew while the companion plays along: the one in hand and those before it. */
  private static final int WINDOW_BARS = 3;

  /** After so many silent bars an accompaniment ends. */
  private static final int SILENT_BARS = 2;

  private static final int MAJOR_KEYS = 12;
  private static final Key A_MINOR = new Key(0, true);

  private final EngineSettings settings;
  private final Transport transport;
  private final Gate gate;
  private final NoteCapture capture = new NoteCapture();
  private final Ear turnEar;
  private final @Nullable Ear alongEar;
  private final MasterClock master;
  private final TempoRamp ramp;
  private final PlayersTempo playersTempo;
  private final Turns turns = new Turns();
  private Controls controls;
  private int variation;
  private int window;
  /** The last thing said about a window, to be said again when something else changes. */
  private @Nullable Cue last;
  private int rounds;
  /** The bars {@code [loopFrom, loopTo)} are played again and again if there are any. */
  private long loopFrom;
  private long loopTo;
  /** The last moment that was told of. */
  private long heardTick;

  ListenStage(EngineSettings settings, Transport transport, Gate gate) {
    this.settings = settings;
    this.transport = transport;
    this.gate = gate;
    this.turnEar = new Ear(settings.preset());
    this.alongEar = settings.preset().canAccompany() ? new Ear(settings.preset().accompanying()) : null;
    this.master = new MasterClock(transport);
    this.ramp = new TempoRamp(transport);
    this.playersTempo = new PlayersTempo(transport);
    this.controls = settings.controls();
    setGate();
  }

  @Override
  public void onEvent(EngineEvent event, long sequence, boolean endOfBatch) {
    event.cue = null;
    switch (event.kind) {
      case MIDI -> midi(event);
      case PULSE, BAR_ENDS -> {
        if (timely(event)) {
          if (leapt(event)) {
            locate(event.timeNs, event.tick);
          }
          heardTick = event.tick;
          master.coast(event.timeNs);
          ramp.onPulse(event.tick, event.timeNs);
          if (!loops(event)) {
            moment(event);
          }
        }
      }
      case START -> {
        if (!led()) {
          start(event.timeNs);
        }
      }
      case STOP -> stop(event.timeNs);
      case CONTROL -> control(event);
      case TEMPO -> {
        if (!led()) {
          ramp.to(Tempo.ofQuartersPerMinute(event.value), event.bar, event.timeNs);
        }
      }
      case METER -> meter(new Meter((int) event.bar, (int) event.endTick), event.timeNs);
      case LOCATE -> {
        if (!led()) {
          locate(event.timeNs, event.tick);
        }
      }
      case LOOP -> {
        loopFrom = event.bar;
        loopTo = event.endTick;
      }
      case SEALED, EMITTED, SILENCED, BAND_SEALED, BAND_EMITTED, BAND_SILENCED -> {
        // Not for this stage.
      }
    }
    event.position = transport.position();
  }

  private boolean led() {
    return clock() == ClockSource.MIDI_CLOCK;
  }

  private ClockSource clock() {
    return ClockSource.values()[controls.whole(Control.CLOCK)];
  }

  /** Whether the music is where the event says; it is not if it jumped since. */
  private boolean timely(EngineEvent event) {
    return Math.abs(transport.position().tickAt(event.timeNs) - event.tick) < Ticks.PER_QUARTER / 4;
  }

  /** At the end of a loop the music goes back to its beginning. */
  private boolean loops(EngineEvent event) {
    Timeline timeline = transport.position().timeline();
    boolean end = !led() && event.kind == Kind.PULSE && loopTo > loopFrom && event.tick == timeline.barStart(loopTo);
    if (end) {
      locate(transport.position().nanosAt(event.tick), timeline.barStart(loopFrom));
    }
    return end;
  }

  /** Whether bars passed of which nothing was told, as while the machine slept: what was before belongs to other music. */
  private boolean leapt(EngineEvent event) {
    Timeline timeline = transport.position().timeline();
    return timeline.barAt(event.tick) > timeline.barAt(heardTick) + 1;
  }

  private void start(long timeNs) {
    if (!transport.position().rolling()) {
      begin(timeNs, 0);
    }
  }

  private void begin(long timeNs, long tick) {
    forget(tick);
    rounds = 0;
    transport.start(timeNs, tick);
  }

  /** What was played before belongs to other music. */
  private void forget(long tick) {
    Timeline timeline = transport.position().timeline();
    capture.silenceAll(tick);
    capture.forget(Long.MAX_VALUE);
    heardTick = tick;
    long bar = timeline.barAt(tick);
    turns.begin(tick == timeline.barStart(bar) ? bar : bar + 1);
    last = null;
    turnEar.jump();
    if (alongEar != null) {
      alongEar.jump();
    }
  }

  private void locate(long timeNs, long tick) {
    transport.locate(timeNs, tick);
    forget(tick);
  }

  private void meter(Meter meter, long timeNs) {
    Transport.Position position = transport.position();
    long tick = Math.max(0, position.tickAt(timeNs));
    long committed = tick + Math.round(horizon() * Ticks.PER_QUARTER) + Ticks.PER_QUARTER;
    long bar = position.rolling() ? position.timeline().barAt(committed) + 1 : position.timeline().barAt(tick);
    transport.meter(bar, meter);
  }

  private void follow(EngineEvent event) {
    switch (master.onMessage(event.message, event.timeNs)) {
      case BEGAN -> {
        begin(master.clockNs(), master.clockTick());
        master.takeTempo(event.timeNs);
      }
      case STOPPED -> stop(event.timeNs);
      case LOCATED -> locate(event.timeNs, master.clockTick());
      case CLOCK, NONE -> {
        // The transport goes on as the master wants it.
      }
    }
  }

  private void stop(long timeNs) {
    if (transport.position().rolling()) {
      capture.silenceAll(transport.position().tickAt(timeNs));
      transport.stop(timeNs);
      playersTempo.reset();
      last = null;
    }
  }

  private void midi(EngineEvent event) {
    if (led()) {
      follow(event);
    } else if (clock() == ClockSource.PLAYER && MidiMessage.isNoteOn(event.message)) {
      playersTempo.onset(event.timeNs).ifPresent(tempo -> {
        transport.tempo(event.timeNs, tempo);
        begin(event.timeNs, 0);
      });
    } else if (settings.startOnFirstNote() && MidiMessage.isNoteOn(event.message)) {
      start(event.timeNs);
    }
    event.tick = transport.position().tickAt(event.timeNs);
    capture.onMessage(event.message, event.tick);
    if (MidiMessage.isNoteOn(event.message)) {
      takeBack(event);
    }
  }

  /** Where an answer has no set end, the player ends it by playing. */
  private void takeBack(EngineEvent event) {
    Timeline timeline = transport.position().timeline();
    Cue cue = last;
    if (cue == null || cue.to() != Cue.OPEN || cue.together() || !cue.definite() || !transport.position().rolling()) {
      return;
    }
    long begun = timeline.barStart(cue.from()) + Ticks.PER_QUARTER / 2;
    if (event.tick >= begun) {
      long bar = timeline.barAt(event.tick);
      last = cue.at(transport.position(), event.tick, controls, variation).stopping(event.tick + 1);
      event.cue = last;
      turns.takeOver(bar);
      nextWindow();
    }
  }

  private void control(EngineEvent event) {
    Control control = Control.values()[event.message];
    Mode before = controls.mode();
    switch (control) {
      case REGENERATE -> variation++;
      case UNDO -> variation = Math.max(0, variation - 1);
      case KEEP -> {
        // For the composing stage.
      }
      case PANIC -> controls = controls.with(Control.MUTE, 1);
      default -> controls = controls.with(control, (int) event.bar, event.value);
    }
    if (controls.mode() == Mode.ACCOMPANY && alongEar == null) {
      controls = controls.with(Control.MODE, before.ordinal());
    }
    setGate();
    Transport.Position position = transport.position();
    if (!position.rolling()) {
      return;
    }
    long tick = position.tickAt(event.timeNs);
    if (controls.mode() != before) {
      Cue cue = last;
      last = null;
      turns.dropPhrase(position.timeline().barAt(tick));
      nextWindow();
      event.cue = cue == null ? null : cue.at(position, tick, controls, variation).stopping(tick + 1);
    } else if (last != null) {
      last = last.at(position, tick, controls, variation);
      event.cue = last;
    }
  }

  /** What was planned for the turn before is void from the next beat on. */
  private void nextWindow() {
    gate.window(++window);
  }

  private void setGate() {
    gate.horizon(horizon());
    gate.mute(controls.on(Control.MUTE));
    gate.click(controls.on(Control.CLICK));
    gate.backing(controls.on(Control.BACKING));
  }

  /** Turns are taken on the bar line; only who plays along commits earlier. */
  private double horizon() {
    return controls.mode() == Mode.ACCOMPANY ? controls.value(Control.HORIZON) : 0;
  }

  private void moment(EngineEvent event) {
    Timeline timeline = transport.position().timeline();
    long bar = timeline.barAt(event.tick);
    boolean barLine = event.kind == Kind.PULSE && event.tick == timeline.barStart(bar);
    long heard = barLine ? bar - 1 : bar;
    if (controls.mode() == Mode.ACCOMPANY && alongEar != null) {
      along(event, timeline, alongEar, heard, barLine);
    } else if (controls.mode() != Mode.THRU) {
      inTurns(event, timeline, heard, barLine);
    }
  }

  private void along(EngineEvent event, Timeline timeline, Ear ear, long heard, boolean barLine) {
    if (!turns.inPhrase()) {
      if (heard < turns.listenFrom() || !playedIn(timeline, heard)) {
        return;
      }
      turns.phraseFrom(heard);
      nextWindow();
    }
    if (barLine && silentFor(timeline, heard, SILENT_BARS)) {
      turns.dropPhrase(heard + 1);
      nextWindow();
      if (last != null) {
        last = null;
        event.cue = cue(event, hearOn(ear, timeline, heard, event.tick, true), true, heard + 1, heard + 1, true, true);
      }
      return;
    }
    Heard bars = hearOn(ear, timeline, heard, event.tick, barLine);
    last = cue(event, bars, barLine, Math.max(0, turns.phrase()), Cue.OPEN, true, true);
    event.cue = last;
    if (barLine) {
      capture.forget(timeline.barStart(heard - WINDOW_BARS));
    }
  }

  private Heard hearOn(Ear ear, Timeline timeline, long heard, long tick, boolean over) {
    long first = Math.max(turns.inPhrase() ? turns.phrase() : heard, heard - WINDOW_BARS + 1);
    return ear.hearOn(timeline, first, heard + 1, tick, performed(timeline, first, tick), over);
  }

  private boolean silentFor(Timeline timeline, long lastBar, int bars) {
    for (long bar = lastBar; bar > lastBar - bars; bar--) {
      if (bar < turns.phrase() || playedIn(timeline, bar)) {
        return false;
      }
    }
    return true;
  }

  private void inTurns(EngineEvent event, Timeline timeline, long heard, boolean barLine) {
    if (barLine && last != null && turns.companionHas(heard + 1)) {
      // The companion's turn: what it plays does not change, but one without an end goes on being written.
      last = last.at(transport.position(), event.tick, controls, variation);
      event.cue = last;
      return;
    }
    if (!turns.inPhrase()) {
      boolean ownTurn = controls.mode() == Mode.TRADE && turns.answers() > 0;
      if (heard < turns.listenFrom() || !(ownTurn || playedIn(timeline, heard))) {
        return;
      }
      turns.phraseFrom(heard);
      nextWindow();
      last = null;
    }
    int listen = controls.whole(Control.LISTEN_BARS);
    boolean untilStop = listen == 0 && controls.mode() != Mode.TRADE;
    boolean complete = untilStop ? stopped(event, timeline, barLine) : heard - turns.phrase() + 1 >= Math.max(1, listen);
    if (complete) {
      finish(event, timeline, heard, barLine);
    } else if (barLine) {
      event.cue = cue(event, hear(timeline, heard, event.tick, false), true, heard + 1, heard + 1, false, true);
    } else if (untilStop && quiet(event.tick, Ticks.PER_EIGHTH)) {
      long from = heard + 1;
      event.cue = cue(event, hear(timeline, heard, event.tick, false), false, from, end(from), false, false);
    }
  }

  /** Whether a phrase without a set length is over: decided shortly before the bar line, so that it can be sealed. */
  private boolean stopped(EngineEvent event, Timeline timeline, boolean barLine) {
    boolean expected = last != null && last.from() == timeline.barAt(event.tick) && barLine;
    return expected || (event.kind == Kind.BAR_ENDS && quiet(event.tick, Ticks.PER_QUARTER * 3 / 4));
  }

  /** Whether no key is down and none was struck in the last {@code ticks}. */
  private boolean quiet(long tick, long ticks) {
    return capture.keysDown() == 0
        && capture.notes(tick - ticks, tick + 1, tick).isEmpty();
  }

  /**
   * On each pulse of a phrase's last bar, and shortly before its bar line, an answer is written to what was
   * played so far: when the bar line comes there is always one, and mostly the right one.
   */
  private void finish(EngineEvent event, Timeline timeline, long heard, boolean barLine) {
    long from = heard + 1;
    last = cue(event, hear(timeline, heard, event.tick, barLine), barLine, from, end(from), false, true);
    event.cue = last;
    if (barLine) {
      turns.answer(from, end(from));
      capture.forget(timeline.barStart(heard));
      if (settings.rounds() > 0 && ++rounds >= settings.rounds()) {
        turns.close();
      }
    }
  }

  private long end(long from) {
    int answer = controls.whole(Control.ANSWER_BARS);
    return answer == 0 && controls.mode() != Mode.TRADE ? Cue.OPEN : from + Math.max(1, answer);
  }

  private Heard hear(Timeline timeline, long heard, long tick, boolean over) {
    long first = turns.phrase();
    // A pick-up belongs to the phrase: what was played late in the bar before it.
    if (first - 1 >= -1 && pickedUp(timeline, first)) {
      first--;
    }
    return turnEar.hear(timeline, first, heard + 1, tick, performed(timeline, first, tick), over);
  }

  private boolean pickedUp(Timeline timeline, long bar) {
    long half = (timeline.barStart(bar) + timeline.barStart(bar - 1)) / 2;
    return !capture.notes(half, timeline.barStart(bar) - early(timeline, bar), timeline.barStart(bar)).isEmpty();
  }

  private List<PerformedNote> performed(Timeline timeline, long first, long tick) {
    return capture.notes(timeline.barStart(first) - early(timeline, first), tick, tick);
  }

  private Cue cue(
      EngineEvent event, Heard heard, boolean over, long from, long to, boolean together, boolean definite) {
    return new Cue(
        transport.position(), event.tick, controls, window, variation, heard.bars(), key(heard.key()), heard.feel(), over,
        from, to, Cue.OPEN, together, definite);
  }

  private Key key(Key heard) {
    int lock = controls.whole(Control.KEY_LOCK);
    if (lock < 0) {
      return settings.chart().flatMap(ChordChart::key).orElse(heard);
    }
    return lock < MAJOR_KEYS ? Key.C.transpose(lock) : A_MINOR.transpose(lock - MAJOR_KEYS - A_MINOR.tonic());
  }

  private boolean playedIn(Timeline timeline, long bar) {
    long start = timeline.barStart(bar) - early(timeline, bar);
    long end = timeline.barStart(bar + 1) - early(timeline, bar + 1);
    return !capture.notes(start, end, end).isEmpty();
  }

  /** Ticks before a bar line in which a note already belongs to the bar; at most an eighth. */
  private static long early(Timeline timeline, long bar) {
    return Math.min(Ticks.PER_EIGHTH, timeline.tempoAt(timeline.barStart(bar)).ticks(EARLY_NS));
  }
}
