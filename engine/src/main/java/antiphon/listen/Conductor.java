package antiphon.listen;

import antiphon.midi.MidiMessage;
import antiphon.pipeline.ClockSource;
import antiphon.pipeline.EngineEvent;
import antiphon.pipeline.EngineEvent.Kind;
import antiphon.pipeline.HostSong;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.Transport;

/**
 * Leads the transport as the clock wants it: the engine's own, a master's or the player's. The only writer of
 * the transport. Mutable. [listen]
 */
final class Conductor {
  /** What becomes of the music. [listen] */
  interface Moves {
    /** It begins at {@code tick}. */
    void begun(long tick);

    /** It goes on at {@code tick}: what was played before belongs to other music. */
    void jumped(long tick);

    /** It ended at {@code tick}. */
    void stopped(long tick);
  }

  private final Transport transport;
  private final boolean startOnFirstNote;
  private final Moves moves;
  private final MasterClock master;
  private final TempoRamp ramp;
  private final PlayersTempo playersTempo;
  private ClockSource clock = ClockSource.INTERNAL;
  /** Whether a host's song rolls, which goes before all clocks. */
  private boolean hosted;
  /** Where the music starts if nobody says where. */
  private long home;
  /** The bars {@code [loopFrom, loopTo)} are played again and again if there are any. */
  private long loopFrom;
  private long loopTo;
  /** The last moment that was told of. */
  private long heardTick;

  /** @param startOnFirstNote whether the player's first note starts the music, where the clock is the engine's own */
  Conductor(Transport transport, boolean startOnFirstNote, Moves moves) {
    this.transport = transport;
    this.startOnFirstNote = startOnFirstNote;
    this.moves = moves;
    this.master = new MasterClock(transport);
    this.ramp = new TempoRamp(transport);
    this.playersTempo = new PlayersTempo(transport);
  }

  /** Takes the time from {@code source}. */
  void clock(ClockSource source) {
    clock = source;
  }

  /** Whether a host or a master clock says what time it is. */
  boolean led() {
    return hosted || clock == ClockSource.MIDI_CLOCK;
  }

  void start(long timeNs) {
    if (!led()) {
      startIfStill(timeNs);
    }
  }

  private void startIfStill(long timeNs) {
    if (!transport.position().rolling()) {
      begin(timeNs, home);
    }
  }

  private void begin(long timeNs, long tick) {
    moves.begun(tick);
    heardTick = tick;
    transport.start(timeNs, tick);
  }

  void stop(long timeNs) {
    if (transport.position().rolling()) {
      moves.stopped(transport.position().tickAt(timeNs));
      transport.stop(timeNs);
      playersTempo.reset();
    }
  }

  void tempo(Tempo tempo, int overBars, long timeNs) {
    if (!led()) {
      ramp.to(tempo, overBars, timeNs);
    }
  }

  /** Comes to an end in {@code bar}, slower by {@code share} of the tempo. */
  void ending(long bar, double share, long timeNs) {
    if (!led()) {
      ramp.slow(share, bar, timeNs);
    }
  }

  /** Takes another meter from the next bar line on that lies more than a quarter after what is committed. */
  void meter(Meter meter, long timeNs, double committedQuarters) {
    Transport.Position position = transport.position();
    long tick = Math.max(0, position.tickAt(timeNs));
    long committed = tick + Math.round(committedQuarters * Ticks.PER_QUARTER) + Ticks.PER_QUARTER;
    long bar = position.rolling() ? position.timeline().barAt(committed) + 1 : position.timeline().barAt(tick);
    transport.meter(bar, meter);
  }

  void locate(long tick, long timeNs) {
    if (!led()) {
      jump(timeNs, tick);
    }
  }

  private void jump(long timeNs, long tick) {
    transport.locate(timeNs, tick);
    heardTick = tick;
    moves.jumped(tick);
  }

  /** A host says where its song is. */
  void host(HostSong song) {
    boolean rolls = song.move() != HostSong.Move.STANDS;
    if (!rolls && transport.position().rolling()) {
      moves.stopped(transport.position().tickAt(song.timeNs()));
      playersTempo.reset();
    }
    transport.follow(
        rolls, song.timeNs(), song.tick(), song.barTick(), song.meter(), song.tempo(), song.move() != HostSong.Move.GOES_ON);
    hosted = rolls;
    home = song.tick();
    if (song.move() == HostSong.Move.BEGINS) {
      heardTick = song.tick();
      moves.begun(song.tick());
    }
  }

  void loop(long fromBar, long toBar) {
    loopFrom = fromBar;
    loopTo = toBar;
  }

  /** What a message of the player's says about the time. */
  void message(int message, long timeNs) {
    boolean noteOn = MidiMessage.isNoteOn(message);
    if (hosted) {
      return;
    }
    if (led()) {
      follow(message, timeNs);
    } else if (clock == ClockSource.PLAYER && noteOn) {
      playersTempo.onset(timeNs).ifPresent(tempo -> {
        transport.tempo(timeNs, tempo);
        begin(timeNs, home);
      });
    } else if (startOnFirstNote && noteOn) {
      startIfStill(timeNs);
    }
  }

  private void follow(int message, long timeNs) {
    switch (master.onMessage(message, timeNs)) {
      case BEGAN -> {
        begin(master.clockNs(), master.clockTick());
        master.takeTempo(timeNs);
      }
      case STOPPED -> stop(timeNs);
      case LOCATED -> jump(timeNs, master.clockTick());
      case CLOCK, NONE -> {
        // The transport goes on as the master wants it.
      }
    }
  }

  /** The music reached a moment; returns whether it is really there, and goes on from it. */
  boolean reached(EngineEvent moment) {
    if (!timely(moment)) {
      return false;
    }
    if (leapt(moment)) {
      jump(moment.timeNs, moment.tick);
    }
    heardTick = moment.tick;
    master.coast(moment.timeNs);
    ramp.onPulse(moment.tick, moment.timeNs);
    return !loops(moment);
  }

  /** Whether the music is where the event says; it is not if it jumped since. */
  private boolean timely(EngineEvent moment) {
    return Math.abs(transport.position().tickAt(moment.timeNs) - moment.tick) < Ticks.PER_QUARTER / 4;
  }

  /** Whether bars passed of which nothing was told, as while the machine slept. */
  private boolean leapt(EngineEvent moment) {
    Timeline timeline = transport.position().timeline();
    return timeline.barAt(moment.tick) > timeline.barAt(heardTick) + 1;
  }

  /** At the end of a loop the music goes back to its beginning. */
  private boolean loops(EngineEvent moment) {
    Timeline timeline = transport.position().timeline();
    boolean end =
        !led() && moment.kind == Kind.PULSE && loopTo > loopFrom && moment.tick == timeline.barStart(loopTo);
    if (end) {
      jump(transport.position().nanosAt(moment.tick), timeline.barStart(loopFrom));
    }
    return end;
  }
}
