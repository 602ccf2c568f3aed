package antiphon.engine;

import antiphon.abc.AbcReader;
import antiphon.compose.Pace;
import antiphon.band.Band;
import antiphon.band.BandStyle;
import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.generate.Deadline;
import antiphon.generate.Preset;
import antiphon.generate.TestPresets;
import antiphon.harmony.ChordChart;
import antiphon.harmony.CompingPart.Style;
import antiphon.midi.MidiMessage;
import antiphon.model.Decoder;
import antiphon.pipeline.Chorus;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Opening;
import antiphon.take.TakeLog;
import antiphon.take.TakeOrigin;
import antiphon.take.TakenNote;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A session in virtual time, taken down, in which everything that may happen does, on a machine that is as slow as it likes. */
public final class RandomSession {
  public static final TakeOrigin ORIGIN = new TakeOrigin("A take", "antiphon test", "2026-11-22T20:00:00Z", "random", "0");

  private static final List<Meter> METERS = List.of(Meter.COMMON, new Meter(3, 4), new Meter(7, 8), new Meter(2, 4));
  private static final List<Control> CONTROLS = List.of(
      Control.MODE, Control.HORIZON, Control.DENSITY, Control.REGISTER, Control.CLOSENESS, Control.TEMPERATURE,
      Control.CANDIDATES, Control.KEY_LOCK, Control.HOLD, Control.MUTE, Control.REGENERATE, Control.UNDO, Control.KEEP,
      Control.PANIC, Control.LISTEN_BARS, Control.ANSWER_BARS, Control.FOLLOW, Control.SWING, Control.BACKING,
      Control.BAND_VOLUME, Control.FILL, Control.BREAK, Control.SECTION, Control.ENDING, Control.INTRO, Control.RITARDANDO,
      Control.ARTICULATION, Control.DYNAMICS);

  private static final Band BAND = new Band("auto", List.of(
      new Band.Choice(
          new BandStyle("shuffle", Style.SWING, "shuffle", 0, 2, 0, 33, Map.of("4/4", List.of("135a")), Map.of("4/4", List.of("x.s.x.s."))), null),
      new Band.Choice(BandStyle.of(Style.FOLK), new Band.Fits(List.of(), 90, 400, 1, 1.1))));

  private static final String OPENING = "L:1/8\nQ:1/4=96\nM:4/4\nK:D\nV:1\nDEFG A2f2|[M:3/4]agf gfe|d4 A2|[K:Bm]B2c2d2|";

  private final SplittableRandom random;
  private final VirtualClock clock = new VirtualClock();
  private final VirtualEngine engine;
  public final Player out = new Player();
  public final List<Chorus> choruses = new ArrayList<>();

  private RandomSession(long seed, Decoder decoder, TakeLog log, EngineSettings settings) {
    random = new SplittableRandom(seed);
    SplittableRandom machine = random.split();
    engine = new VirtualEngine(settings, decoder, clock, pace(machine), out, new EngineListener() {
      @Override
      public void practised(Chorus chorus) {
        choruses.add(chorus);
      }
    }, log);
  }

  /** Plays a session of some bars into {@code file}; the same seed plays the same. */
  public static RandomSession play(long seed, Decoder decoder, Path file) throws IOException {
    EngineSettings settings = settings(seed);
    try (TakeLog log = TakeLog.begin(file, settings, ORIGIN)) {
      RandomSession session = new RandomSession(seed, decoder, log, settings);
      session.play();
      return session;
    }
  }

  public List<TakenNote> notes() {
    return engine.notes();
  }

  public static EngineSettings settings(long seed) {
    SplittableRandom random = new SplittableRandom(~seed);
    Preset preset = (random.nextBoolean() ? TestPresets.trio() : TestPresets.melody())
        .withTime(METERS.get(random.nextInt(METERS.size())), Tempo.ofQuartersPerMinute(random.nextInt(90, 260)))
        .withBars(random.nextInt(1, 3), random.nextInt(1, 3));
    Mode mode = Mode.values()[(int) Math.floorMod(seed, 3L)];
    if (mode == Mode.ACCOMPANY) {
      preset = TestPresets.trio().withTime(preset.meter(), preset.tempo());
    }
    EngineSettings settings = new EngineSettings(preset, seed, random.nextBoolean(), 0);
    if (random.nextInt(4) == 0) {
      settings = settings.withChart(ChordChart.parse("key: F\n(3/4) Gm7 | C7 | (4/4) F | F Dm |"));
      settings = random.nextBoolean() ? settings.withBacking(BAND) : settings;
    }
    if (Math.floorMod(seed, 4L) == 1) {
      settings = settings.withOpening(Opening.of(AbcReader.read(OPENING), 1 + (int) Math.floorMod(seed, 5L), preset));
    }
    return settings.withControls(settings.controls().with(Control.MODE, mode.ordinal())
        .with(Control.CANDIDATES, random.nextInt(1, 3)).with(Control.HORIZON, random.nextInt(0, 5) / 2.0)
        .with(Control.DENSITY, 1, random.nextDouble()));
  }

  /** A machine on which time is up, and work outdated, whenever it likes. */
  private static Pace pace(SplittableRandom machine) {
    return new Pace() {
      @Override
      public Deadline until(long timeNs) {
        int after = machine.nextInt(3) > 0 ? Integer.MAX_VALUE : machine.nextInt(40);
        return new Deadline() {
          private int asked;

          @Override
          public boolean passed() {
            return asked++ >= after;
          }
        };
      }

      @Override
      public boolean outdated(boolean waiting) {
        return machine.nextInt(4) == 0;
      }
    };
  }

  private void play() {
    engine.start(random.nextInt(100) * 1_000_000L);
    int steps = random.nextInt(15, 36);
    for (int i = 0; i < steps; i++) {
      if (random.nextInt(12) == 0) {
        change();
      }
      int pitch = 60 + random.nextInt(13);
      Player.note(engine.input(), true, pitch, clock.nanoTime());
      engine.runTo(clock.nanoTime() + random.nextInt(20, 300) * 1_000_000L);
      Player.note(engine.input(), false, pitch, clock.nanoTime());
      if (random.nextInt(15) == 0) {
        engine.runTo(clock.nanoTime() + random.nextInt(4_000) * 1_000_000L);
      }
    }
    engine.runTo(clock.nanoTime() + 500_000_000L);
    engine.stop();
  }

  private void change() {
    switch (random.nextInt(11)) {
      case 0 -> engine.tempo(random.nextInt(60, 260), random.nextInt(3));
      case 1 -> engine.meter(METERS.get(random.nextInt(METERS.size())));
      case 2 -> engine.locate(engine.transport().position().timeline().barStart(random.nextInt(40)));
      case 3 -> {
        engine.stop();
        engine.start(clock.nanoTime());
      }
      case 4 -> engine.input().onMessage(MidiMessage.controlChange(0, 64, random.nextInt(128)), clock.nanoTime());
      case 5 -> {
        long bar = random.nextInt(8);
        engine.loop(bar, bar + random.nextInt(3));
      }
      default -> control(CONTROLS.get(random.nextInt(CONTROLS.size())));
    }
  }

  private void control(Control control) {
    double value = control == Control.CANDIDATES ? random.nextInt(1, 3)
        : control.kind() == Control.Kind.AMOUNT
            ? Math.min(2, control.lowest() + random.nextDouble() * (control.highest() - control.lowest()))
            : random.nextInt((int) control.lowest(), (int) Math.min(4, control.highest()) + 1);
    engine.control(control, control.perVoice() ? random.nextInt(4) : 0, value);
  }
}
