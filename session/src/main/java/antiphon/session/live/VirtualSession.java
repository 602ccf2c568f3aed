package antiphon.session.live;

import antiphon.engine.VirtualEngine;
import antiphon.midi.LoopbackPort;
import antiphon.midi.MidiIn;
import antiphon.midi.SoundingNotes;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.take.TakeLog;
import antiphon.time.Timeline;
import antiphon.time.VirtualClock;
import org.jspecify.annotations.Nullable;

/** A session in virtual time: as fast as the model writes, and the same each time. Stateless. */
public final class VirtualSession {
  private static final long START_NS = 1_000_000_000L;
  private static final long RINGS_ON_NS = 500_000_000L;

  private VirtualSession() {}

  /** Plays {@code performance} from bar 0 on and lets time pass until the start of bar {@code endBar}. */
  public static Outcome run(
      EngineSettings settings, Decoder decoder, Performance performance, long endBar, EngineListener news) {
    return run(settings, decoder, performance, endBar, news, null);
  }

  /** The same, taken down in {@code log}, if there is one, which this closes. */
  public static Outcome run(
      EngineSettings settings, Decoder decoder, Performance performance, long endBar, EngineListener news,
      @Nullable TakeLog log) {
    VirtualClock clock = new VirtualClock();
    SoundingNotes sounding = new SoundingNotes();
    try (LoopbackPort player = new LoopbackPort("player", clock::nanoTime);
        LoopbackPort companion = new LoopbackPort("companion", clock::nanoTime);
        log;
        MidiIn _ = companion.listen((message, timeNs) -> sounding.accept(message))) {
      VirtualEngine engine = new VirtualEngine(settings, decoder, clock, companion, news, log);
      MidiIn cable = player.listen(engine.input());
      engine.start(START_NS);
      Timeline timeline = engine.transport().position().timeline();
      for (Performance.Key key : performance.keys()) {
        engine.runTo(START_NS + key.atNs());
        player.send(key.message());
      }
      engine.runTo(START_NS + timeline.nanosAt(timeline.barStart(endBar)) + RINGS_ON_NS);
      engine.stop();
      Outcome outcome =
          Outcome.of(timeline, engine.conversation(), engine.notes(), engine.figures(), sounding.count(), "");
      cable.close();
      return outcome;
    }
  }
}
