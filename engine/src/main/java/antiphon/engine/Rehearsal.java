package antiphon.engine;

import antiphon.generate.Preset;
import antiphon.midi.MidiMessage;
import antiphon.midi.MidiOut;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.time.Clock;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.VirtualClock;

/**
 * A few turns in virtual time before the first real one: code is compiled, graphs and caches are touched,
 * so that the first answer on stage takes no longer than the hundredth. Stateless.
 */
final class Rehearsal {
  private static final int TURNS = 6;
  private static final int MOST_BARS = 2;
  /** After so long no other turn begins, or one would wait for a large model. */
  private static final long LONGEST_NS = 5_000_000_000L;

  private static final int[] TUNE = {60, 62, 64, 65, 67, 65, 64, 62};

  /** An output that nobody hears. */
  private static final class Silence implements MidiOut {
    @Override
    public String name() {
      return "rehearsal";
    }

    @Override
    public void send(int message) {
      // Nobody listens.
    }

    @Override
    public long lost() {
      return 0;
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private Rehearsal() {}

  /**
   * Plays some turns; a model that fails here is met again, and counted, when it matters.
   *
   * @param real tells how long it takes
   */
  static void play(EngineSettings settings, Decoder decoder, Clock real) {
    long begunNs = real.nanoTime();
    VirtualClock clock = new VirtualClock();
    Preset preset = settings.preset();
    int listen = Math.min(MOST_BARS, preset.listenBars());
    int answer = Math.min(MOST_BARS, preset.answerBars());
    EngineSettings aside = new EngineSettings(preset.withBars(listen, answer), 0, false, 0)
        .withTimes(settings.sealAheadNs(), settings.leadNs());
    VirtualEngine engine = new VirtualEngine(aside, decoder, clock, new Silence(), EngineListener.NONE);
    engine.start(0);
    Timeline timeline = engine.transport().position().timeline();
    for (int i = 0; i < TURNS && real.nanoTime() - begunNs < LONGEST_NS; i++) {
      long tick = timeline.barStart((long) i * (listen + answer));
      long end = timeline.barStart((long) i * (listen + answer) + listen);
      for (int n = 0; tick < end; n++, tick += Ticks.PER_EIGHTH) {
        int pitch = TUNE[(n + i) % TUNE.length];
        engine.runTo(timeline.nanosAt(tick));
        engine.input().onMessage(MidiMessage.noteOn(0, pitch, 80), clock.nanoTime());
        engine.runTo(timeline.nanosAt(tick + Ticks.PER_EIGHTH / 2));
        engine.input().onMessage(MidiMessage.noteOff(0, pitch), clock.nanoTime());
      }
    }
    engine.stop();
  }
}
