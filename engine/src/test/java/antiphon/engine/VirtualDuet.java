package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.AbcReader;
import antiphon.abc.AbcWriter;
import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.generate.Preset;
import antiphon.generate.TestPresets;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Decoder;
import antiphon.pipeline.Chorus;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.schedule.Plan;
import antiphon.score.Score;
import antiphon.take.TakenNote;
import antiphon.time.Ticks;
import antiphon.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A player who plays a scale and a companion with a model of random weights, in virtual time. */
abstract class VirtualDuet {
  static final int Q = Ticks.PER_QUARTER;
  static final int[] SCALE = {60, 62, 64, 65, 67, 69, 71, 72};

  final Decoder decoder = TestPresets.randomDecoder();
  final VirtualClock clock = new VirtualClock();
  final Player out = new Player();
  final List<Plan> plans = new ArrayList<>();
  final List<String> story = new ArrayList<>();
  final List<Chorus> choruses = new ArrayList<>();
  final List<String> bands = new ArrayList<>();
  final EngineListener listener = new EngineListener() {
    @Override
    public void sealed(long barNumber, Origin origin, String line) {
      story.add(barNumber + " " + origin);
    }

    @Override
    public void planned(Plan plan, long generationNs) {
      plans.add(plan);
    }

    @Override
    public void practised(Chorus chorus) {
      choruses.add(chorus);
    }

    @Override
    public void bandPlays(long firstBar, String style) {
      bands.add(style);
    }
  };
  VirtualEngine engine = engine(settings(TestPresets.trio(), Mode.ACCOMPANY));

  @BeforeEach
  void clear() {
    story.clear();
  }

  @AfterEach
  void unload() {
    decoder.close();
  }

  static EngineSettings settings(Preset preset, Mode mode) {
    EngineSettings usual = new EngineSettings(preset, 1, false, 0);
    return usual.withControls(usual.controls().with(Control.MODE, mode.ordinal()).with(Control.CANDIDATES, 1)
        .with(Control.FEEL, 0).with(Control.SWING, 0).with(Control.FOLLOW, 0));
  }

  VirtualEngine engine(EngineSettings settings) {
    engine = new VirtualEngine(settings, decoder, clock, out, listener);
    return engine;
  }

  long barStart(long bar) {
    return engine.transport().position().timeline().barStart(bar);
  }

  void runToTick(long tick) {
    engine.runTo(engine.transport().position().nanosAt(tick));
  }

  /** Plays a note a beat from {@code from} to {@code to}, in ticks. */
  void play(long from, long to) {
    play(from, to, 0);
  }

  /** The same, each key so many ticks late. */
  void play(long from, long to, int late) {
    for (long tick = from; tick < to; tick += Q) {
      int pitch = SCALE[(int) (tick / Q % SCALE.length)];
      runToTick(tick + late);
      Player.note(engine.input(), true, pitch, clock.nanoTime());
      runToTick(Math.min(to, tick + Q * 3L / 4));
      Player.note(engine.input(), false, pitch, clock.nanoTime());
    }
  }

  List<TakenNote> companion() {
    return engine.notes().stream().filter(TakenNote::companion).toList();
  }

  void finish() {
    engine.stop();
    assertThat(out.balanced()).isTrue();
    assertThat(engine.figures().late()).isZero();
    assertThat(engine.figures().sounding()).isZero();
    assertThat(engine.figures().failures()).isZero();
  }

  void assertPageReads() {
    Score score = engine.conversation().orElseThrow().score();
    List<String> warnings = new ArrayList<>();
    assertThat(AbcReader.read(AbcWriter.write(score), warnings).bars()).hasSameSizeAs(score.bars());
    assertThat(warnings).isEmpty();
  }
}
