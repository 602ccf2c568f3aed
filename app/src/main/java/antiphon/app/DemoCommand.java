package antiphon.app;

import antiphon.generate.Preset;
import antiphon.midi.MidiOut;
import antiphon.midi.MidiPorts;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineSettings;
import antiphon.presets.Presets;
import antiphon.session.live.Audible;
import antiphon.session.live.BuiltInPhrase;
import antiphon.session.live.LiveSession;
import antiphon.session.live.NewsPrinter;
import antiphon.session.live.Outcome;
import antiphon.session.live.Performance;
import antiphon.session.live.TakeRecorder;
import antiphon.session.live.VirtualSession;
import antiphon.session.take.TakeFiles;
import antiphon.take.TakeLog;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code antiphon demo}: a built-in phrase is played to the engine as if live, and it answers. */
@Command(
    name = "demo",
    description = "Plays a built-in phrase to the companion as if live, hears the answer, and writes the take.",
    footer = {
      "", "Examples:",
      "  antiphon demo",
      "  antiphon demo --meter 7/8 --preset keyboard",
      "  antiphon demo --fast --seed 7 --out take-7",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class DemoCommand implements Callable<Integer> {
  private static final long START_AHEAD_NS = 800_000_000L;
  private static final long RINGS_ON_NS = 400_000_000L;

  @Option(names = "--fast", description = "In virtual time: at once, and bit for bit the same for the same seed.")
  private boolean fast;

  @Option(names = {"-o", "--out"}, paramLabel = "DIR", description = "Where the take goes (default: a new folder in takes/).")
  private @Nullable Path out;

  @Mixin private TimeOptions time = new TimeOptions();

  @Mixin private ModelOptions options = new ModelOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    BuiltInPhrase phrase = phrase();
    Meter meter = phrase.score().bars().getFirst().meter();
    Tempo tempo = time.tempo().or(() -> phrase.score().tempo()).orElse(Tempo.MODERATE);
    Preset preset = options.preset(Presets.DEFAULT).withTime(meter, tempo).withBars(phrase.bars(), phrase.bars());
    PrintWriter print = spec.commandLine().getOut();
    Path folder = out == null ? TakeRecorder.newFolder() : out;
    TakeFiles.prepare(folder);
    String title = phrase.title() + ", answered";
    Outcome outcome;
    try (Decoder decoder = options.decoder()) {
      print.printf(
          Locale.ROOT, "'%s', %s at %.0f, then an answer: preset %s, model %s, seed %d%n",
          phrase.title(), meter, tempo.quartersPerMinute(), preset.name(), options.model(), options.seed());
      print.flush();
      EngineSettings settings = new EngineSettings(preset, options.seed(), false, 1);
      Performance performance = Performance.of(phrase.score(), Timeline.of(meter, tempo), options.seed());
      TakeLog log = TakeRecorder.begin(folder, settings, options.origin(title));
      outcome = fast
          ? VirtualSession.run(settings, decoder, performance, 2L * phrase.bars(), new NewsPrinter(print), log)
          : live(settings, decoder, performance, 2L * phrase.bars(), print, log);
    }
    if (!outcome.write(folder, title, preset)) {
      throw new IOException("the engine heard nothing of the phrase");
    }
    print.println(folder + ": " + TakeRecorder.FILE + ", " + TakeFiles.NAMES);
    print.println(outcome.line(!fast));
    print.flush();
    return outcome.hanging() == 0 ? 0 : 1;
  }

  private BuiltInPhrase phrase() {
    Meter meter = time.meter().orElse(Meter.COMMON);
    return BuiltInPhrase.in(meter).orElseThrow(() -> new ParameterException(
        spec.commandLine(),
        "meter " + meter + ": the demo has phrases in "
            + BuiltInPhrase.METERS.stream().map(Meter::toString).collect(Collectors.joining(", "))));
  }

  private static Outcome live(
      EngineSettings settings, Decoder decoder, Performance performance, long endBar, PrintWriter print, TakeLog log) {
    try (MidiPorts ports = new MidiPorts(System::nanoTime)) {
      Optional<MidiOut> companion = Audible.synth(ports, settings.preset());
      Optional<MidiOut> player = Audible.synth(ports, settings.preset());
      print.println(companion.isPresent()
          ? "a sound device is there: you hear both"
          : "no sound device here: take.wav will hold what you would hear");
      print.flush();
      LiveSession session = new LiveSession(settings, decoder, new NewsPrinter(print), log);
      try (session) {
        companion.ifPresent(session::companionTo);
        player.ifPresent(session::playerTo);
        long downbeatNs = session.start(START_AHEAD_NS);
        session.play(performance, downbeatNs);
        Timeline timeline = session.timeline();
        session.await(downbeatNs + timeline.nanosAt(timeline.barStart(endBar)) + RINGS_ON_NS);
      }
      return session.outcome();
    }
  }
}
