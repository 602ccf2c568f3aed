package antiphon.listen;

import antiphon.band.Sections;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.control.Mode;
import antiphon.follow.HarmonyPlan;
import antiphon.midi.MidiMessage;
import antiphon.pipeline.Changes;
import antiphon.pipeline.ClockSource;
import antiphon.pipeline.Cue;
import antiphon.pipeline.EngineEvent;
import antiphon.pipeline.EngineEvent.Kind;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.HostSong;
import antiphon.pipeline.Opening;
import antiphon.pipeline.Request;
import antiphon.score.Key;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import com.lmax.disruptor.EventHandler;
import org.jspecify.annotations.Nullable;

/**
 * Hears the player and says whose turn it is. Writes what the composing side is to know into the event that
 * told it. [listen]
 */
public final class ListenStage implements EventHandler<EngineEvent>, Conductor.Moves {
  /** After so many silent bars an accompaniment ends if nobody else keeps the time. */
  private static final int SILENT_BARS = 2;

  /** Voices of the band. */
  private static final int CHORDS = 1;

  private static final int BASS = 2;
  private static final int DRUMS = 3;
  private static final int MAJOR_KEYS = 12;
  private static final Key A_MINOR = new Key(0, true);

  private final EngineSettings settings;
  private final Transport transport;
  private final Gate gate;
  private final Conductor conductor;
  private final Hearing hearing;
  private final Changes changes;
  private final Turns turns = new Turns();
  /** None where a chart names the harmony. */
  private final @Nullable HarmonyEar harmonyEar;
  private Controls controls;
  private int variation;
  private int window;
  /** The last thing said about a window, to be said again when something else changes. */
  private @Nullable Cue last;
  private @Nullable HarmonyPlan harmony;
  private int rounds;

  /** Hears nothing yet; leads {@code transport} and sets {@code gate}. */
  public ListenStage(EngineSettings settings, Transport transport, Gate gate) {
    this.settings = settings;
    this.transport = transport;
    this.gate = gate;
    this.conductor = new Conductor(transport, settings.startOnFirstNote(), this);
    this.hearing = new Hearing(settings.preset(), settings.opening().map(Opening::key).orElse(Key.C));
    this.changes = new Changes(settings.chart());
    this.harmonyEar = settings.chart().isPresent() ? null : new HarmonyEar();
    this.controls = playable(settings.controls(), Mode.CONTINUE);
    setGate();
  }

  @Override
  public void onEvent(EngineEvent event, long sequence, boolean endOfBatch) {
    event.cue = null;
    event.harmony = null;
    switch (event.kind) {
      case MIDI -> midi(event);
      case PULSE, BAR_ENDS, BEFORE_SEALING -> {
        if (conductor.reached(event)) {
          moment(event);
        }
      }
      case START -> conductor.start(event.timeNs);
      case STOP -> conductor.stop(event.timeNs);
      case REQUEST -> {
        if (event.request != null) {
          request(event.request, event);
        }
      }
      case SEALED, EMITTED, SILENCED, BAND_SEALED, BAND_EMITTED, BAND_SILENCED -> {
        // Not for this stage.
      }
    }
    event.position = transport.position();
  }

  /** Notes of the player that are still remembered. */
  public int remembered() {
    return hearing.remembered();
  }

  /** Notes that the ear left out. */
  public long unheard() {
    return hearing.unheard();
  }

  @Override
  public void begun(long tick) {
    rounds = 0;
    jumped(tick);
  }

  @Override
  public void jumped(long tick) {
    Timeline timeline = transport.position().timeline();
    long bar = timeline.barAt(tick);
    hearing.jump(tick);
    if (harmonyEar != null) {
      harmonyEar.jump();
      harmony = null;
    }
    // A turn has whole bars; who plays along may join at once.
    turns.begin(tick == timeline.barStart(bar) || controls.mode() == Mode.ACCOMPANY ? bar : bar + 1);
    last = null;
  }

  @Override
  public void stopped(long tick) {
    hearing.stop(tick);
    last = null;
  }

  private void midi(EngineEvent event) {
    conductor.message(event.message, event.timeNs);
    event.tick = transport.position().tickAt(event.timeNs);
    hearing.message(event.message, event.tick);
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

  private void request(Request request, EngineEvent event) {
    switch (request) {
      case Request.SetControl set -> control(set, event);
      case Request.SetTempo change -> conductor.tempo(change.tempo(), change.overBars(), event.timeNs);
      case Request.SetMeter change -> conductor.meter(change.meter(), event.timeNs, horizon());
      case Request.Locate locate -> conductor.locate(locate.tick(), event.timeNs);
      case Request.Loop loop -> conductor.loop(loop.fromBar(), loop.toBar());
      case HostSong song -> conductor.host(song);
    }
  }

  private void control(Request.SetControl set, EngineEvent event) {
    Control control = set.control();
    Mode before = controls.mode();
    switch (control) {
      case REGENERATE -> variation++;
      case UNDO -> variation = Math.max(0, variation - 1);
      default -> {
        // The others are values, or the composing stage's.
      }
    }
    controls = playable(controls.after(control, set.voice(), set.value()), before);
    setGate();
    Transport.Position position = transport.position();
    if (!position.rolling()) {
      return;
    }
    long tick = position.tickAt(event.timeNs);
    if (control == Control.INTRO) {
      turns.goOn();
    } else if (control == Control.ENDING) {
      end(Sections.begun(position.timeline(), tick) + 1, event.timeNs);
    }
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

  /** Comes to an end in {@code bar}. */
  private void end(long bar, long timeNs) {
    conductor.ending(bar, controls.value(Control.RITARDANDO), timeNs);
    if (controls.mode() == Mode.ACCOMPANY && turns.inPhrase()) {
      turns.end(bar);
      // What is planned for later bars is void.
      nextWindow();
      last = last == null ? null : last.until(bar + 1, window);
    }
  }

  /** A preset without voices to play along with takes turns instead. */
  private Controls playable(Controls wanted, Mode instead) {
    boolean cannot = wanted.mode() == Mode.ACCOMPANY && !hearing.canPlayAlong();
    return cannot ? wanted.with(Control.MODE, instead.ordinal()) : wanted;
  }

  /** What was planned for the turn before is void from the next beat on. */
  private void nextWindow() {
    gate.window(++window);
  }

  private void setGate() {
    conductor.clock(ClockSource.values()[controls.whole(Control.CLOCK)]);
    gate.horizon(horizon(), controls.mode() == Mode.ACCOMPANY);
    gate.mute(controls.on(Control.MUTE));
    gate.click(controls.on(Control.CLICK));
    gate.backing(bandPlays());
  }

  private boolean bandPlays() {
    return controls.value(Control.BACKING, CHORDS) >= 0.5 || controls.value(Control.BACKING, BASS) >= 0.5
        || controls.value(Control.BACKING, DRUMS) >= 0.5;
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
    if (harmonyEar != null) {
      harmony = harmonyEar.listen(timeline, event.tick, hearing);
      event.harmony = harmony;
    }
    if (controls.mode() == Mode.ACCOMPANY) {
      along(event, timeline, heard, barLine);
    } else if (controls.mode() != Mode.THRU && event.kind != Kind.BEFORE_SEALING) {
      inTurns(event, timeline, heard, barLine);
    }
  }

  private void along(EngineEvent event, Timeline timeline, long heard, boolean barLine) {
    if (!turns.inPhrase()) {
      // Over changes that are known there is something to play before the player does.
      boolean begins = (settings.chart().isPresent() && !turns.hasEnded()) ? barLine : hearing.playedIn(timeline, heard);
      if (heard < turns.listenFrom() || !begins) {
        return;
      }
      turns.phraseFrom(heard);
      nextWindow();
    }
    int rest = restBars();
    boolean ends = barLine && turns.ends(heard);
    if (ends || (barLine && rest > 0 && silentFor(timeline, heard, rest))) {
      if (ends) {
        turns.ended();
      } else {
        turns.dropPhrase(heard + 1);
      }
      nextWindow();
      if (last != null) {
        last = null;
        event.cue = cue(event, hearAlong(timeline, heard, event.tick, true), true, heard + 1, heard + 1, true, true);
      }
      return;
    }
    Heard bars = hearAlong(timeline, heard, event.tick, barLine);
    last = cue(event, bars, barLine, Math.max(0, turns.phrase()), turns.endOr(Cue.OPEN), true, true);
    event.cue = last;
  }

  /** Silent bars of the player after which the accompaniment ends; 0 if it goes on. */
  private int restBars() {
    int asked = controls.whole(Control.REST_BARS);
    boolean goesOn = conductor.led() || settings.chart().isPresent() || (settings.backing().isPresent() && bandPlays());
    return asked > 0 || goesOn ? asked : SILENT_BARS;
  }

  private Heard hearAlong(Timeline timeline, long heard, long tick, boolean over) {
    return hearing.along(timeline, turns.inPhrase() ? turns.phrase() : heard, heard + 1, tick, over);
  }

  private boolean silentFor(Timeline timeline, long lastBar, int bars) {
    for (long bar = lastBar; bar > lastBar - bars; bar--) {
      if (bar < turns.phrase() || hearing.soundedIn(timeline, bar)) {
        return false;
      }
    }
    return true;
  }

  private void inTurns(EngineEvent event, Timeline timeline, long heard, boolean barLine) {
    if (!barLine && turns.answered() != Turns.NONE) {
      hearOut(event, timeline);
      return;
    }
    if (barLine && last != null && turns.companionHas(heard + 1)) {
      // The companion's turn: what it plays does not change, but one without an end goes on being written.
      last = last.at(transport.position(), event.tick, controls, variation).expecting(harmony);
      event.cue = last;
      return;
    }
    if (!turns.inPhrase()) {
      boolean ownTurn = controls.mode() == Mode.TRADE && turns.answers() > 0;
      if (heard < turns.listenFrom() || !(ownTurn || hearing.playedIn(timeline, heard))) {
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
    } else if (untilStop && hearing.quiet(event.tick, Ticks.PER_EIGHTH)) {
      long from = heard + 1;
      event.cue = cue(event, hear(timeline, heard, event.tick, false), false, from, end(from), false, false);
    }
  }

  /** Whether a phrase without a set length is over: decided shortly before the bar line, so that it can be sealed. */
  private boolean stopped(EngineEvent event, Timeline timeline, boolean barLine) {
    boolean expected = last != null && last.from() == timeline.barAt(event.tick) && barLine;
    return expected || (event.kind == Kind.BAR_ENDS && hearing.quiet(event.tick, Ticks.PER_QUARTER * 3 / 4));
  }

  /**
   * What is sent early to be in time was answered before the phrase's last notes had come: once more, on the next pulse,
   * the phrase is heard, now to its end, and if it is another one, what is not sealed is written to that.
   */
  private void hearOut(EngineEvent event, Timeline timeline) {
    Cue answer = last;
    long from = turns.from();
    Heard heard = hearing.phrase(timeline, turns.answered(), from, timeline.barStart(from), true);
    hearing.forgetBefore(timeline, from - 1);
    turns.heardOut();
    if (answer != null && !heard.bars().equals(answer.bars())) {
      last = cue(event, heard, true, from, answer.to(), false, true);
      event.cue = last;
    }
  }

  /**
   * On each pulse of a phrase's last bar, and shortly before its bar line, an answer is written to what was
   * played so far: when the bar line comes there is always one, and mostly the right one.
   */
  private void finish(EngineEvent event, Timeline timeline, long heard, boolean barLine) {
    long from = heard + 1;
    last = cue(event, hear(timeline, heard, event.tick, false), barLine, from, end(from), false, true);
    event.cue = last;
    if (barLine) {
      turns.answer(from, end(from));
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
    return hearing.phrase(timeline, turns.phrase(), heard + 1, tick, over);
  }

  private Cue cue(
      EngineEvent event, Heard heard, boolean over, long from, long to, boolean together, boolean definite) {
    return new Cue(
        transport.position(), event.tick, controls, window, variation, heard.bars(), key(heard.key(), from), heard.feel(), over,
        from, to, Cue.OPEN, together, definite, harmony);
  }

  private Key key(Key heard, long bar) {
    int lock = controls.whole(Control.KEY_LOCK);
    if (lock < 0) {
      return changes.key(bar, heard);
    }
    return lock < MAJOR_KEYS ? Key.C.transpose(lock) : A_MINOR.transpose(lock - MAJOR_KEYS - A_MINOR.tonic());
  }
}
