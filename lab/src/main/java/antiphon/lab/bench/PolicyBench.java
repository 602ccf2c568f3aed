package antiphon.lab.bench;

import antiphon.engine.EngineFigures;
import antiphon.engine.EngineOutputs;
import antiphon.engine.LiveEngine;
import antiphon.generate.Preset;
import antiphon.generate.WrittenBar.Origin;
import antiphon.lab.soak.Load;
import antiphon.midi.LoopbackPort;
import antiphon.midi.SoundingNotes;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.score.Score;
import antiphon.session.live.BuiltInPhrase;
import antiphon.session.live.Performance;
import antiphon.time.Clock;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The same phrase, model and load for the engine and for three simple policies, one after the other in real time. Stateless. */
public final class PolicyBench {
  private static final long AHEAD_NS = 500_000_000;

  private PolicyBench() {}

  /**
   * Plays them all.
   *
   * @param rounds phrases of four bars, each with an answer of four
   * @param load whether all cores are kept busy
   */
  public static List<PolicyFigures> run(Preset preset, Decoder decoder, int rounds, boolean load, long seed)
      throws Exception {
    BuiltInPhrase phrase = BuiltInPhrase.in(preset.meter()).orElseThrow();
    Preset inTurns = preset.withBars(phrase.bars(), phrase.bars());
    Timeline timeline = Timeline.of(preset.meter(), preset.tempo());
    List<PolicyFigures> figures = new ArrayList<>();
    try (Load _ = new Load(load)) {
      figures.add(ours(inTurns, decoder, phrase.score(), timeline, rounds, true, seed));
      figures.add(ours(inTurns, decoder, phrase.score(), timeline, rounds, false, seed));
      Baseline.Turns turns = new Baseline.Turns(
          phrase.score().voices().getFirst().notes(), phrase.score().bars().getFirst().key(), timeline, phrase.bars(), rounds);
      for (Policy policy : Policy.values()) {
        decoder.warmUp();
        figures.add(Baseline.play(policy, turns, inTurns, decoder, seed));
      }
    }
    return figures;
  }

  private static PolicyFigures ours(
      Preset preset, Decoder decoder, Score phrase, Timeline timeline, int rounds, boolean priority, long seed) {
    Clock clock = Clock.system();
    SoundingNotes sounding = new SoundingNotes();
    try (LoopbackPort out = new LoopbackPort("bench", clock::nanoTime)) {
      out.listen((message, timeNs) -> sounding.accept(message));
      LiveEngine engine = new LiveEngine(
          new EngineSettings(preset, seed, false, 0), decoder, clock, EngineOutputs.of(out), EngineListener.NONE, null, priority);
      long startNs = clock.nanoTime() + AHEAD_NS;
      engine.start(startNs);
      Performance performance = Performance.of(phrase, timeline, seed);
      long round = preset.listenBars() + (long) preset.answerBars();
      for (int n = 0; n < rounds; n++) {
        long fromNs = startNs + timeline.nanosAt(timeline.barStart(n * round));
        for (Performance.Key key : performance.keys()) {
          await(fromNs + key.atNs());
          engine.input().onMessage(key.message(), clock.nanoTime());
        }
      }
      await(startNs + timeline.nanosAt(timeline.barStart(rounds * round)) + AHEAD_NS);
      int hanging = sounding.count();
      engine.close();
      EngineFigures did = engine.figures();
      return new PolicyFigures(
          priority ? "antiphon" : "antiphon without priority", did.messages(), did.late(), did.skipped(),
          did.playedBars().getOrDefault(Origin.REST, 0), hanging, did.answerGapMs(), did.jitterUsMax() / 1e3);
    }
  }

  private static void await(long timeNs) {
    for (long left = timeNs - System.nanoTime(); left > 0; left = timeNs - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
