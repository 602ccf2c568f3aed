package antiphon.app;

import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.generate.Preset;
import antiphon.library.Listed;
import antiphon.midi.MidiException;
import antiphon.midi.MidiOut;
import antiphon.midi.MidiPorts;
import antiphon.midi.PortInfo;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineSettings;
import antiphon.presets.Presets;
import antiphon.session.live.BuiltInPhrase;
import antiphon.session.live.Console;
import antiphon.session.live.LiveCommands;
import antiphon.session.live.LiveSession;
import antiphon.session.live.NewsPrinter;
import antiphon.session.live.Outcome;
import antiphon.session.live.Performance;
import antiphon.session.live.TakeRecorder;
import antiphon.session.osc.OscServer;
import antiphon.session.shelf.TakeShelf;
import antiphon.session.take.TakeFiles;
import antiphon.take.TakeLog;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.web.MidiMap;
import antiphon.web.Takes.Branch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
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

/** {@code antiphon play}: live between MIDI ports. */
@Command(
    name = "play",
    description = "Plays live: listens to a MIDI input for some bars, answers on a MIDI output for as many.",
    footer = {
      "", "The music starts with your first note, which is the first downbeat. Ctrl-C ends it and every note.",
      "", "Examples:",
      "  antiphon play --in Keystation --out synth",
      "  antiphon play --in Keystation --out Fluid --preset keyboard --tempo 96 --bars 2 --take tonight",
      "  antiphon play --in Keystation --out synth --say 'a cheerful jig in D, trade fours'",
      "  antiphon play --in loopback --out loopback --rounds 1",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class PlayCommand implements Callable<Integer> {
  static final String LOOPBACK = "loopback";
  private static final String LEAD_SHEET = "lead-sheet";
  private static final String ACCOMPANIST = "song-accompanist";
  private static final double NS_PER_MS = 1e6;
  private static final int MOST_LATENCY_MS = 500;
  private static final int MOST_BARS = 64;
  private static final long START_AHEAD_NS = 800_000_000L;
  private static final long RINGS_ON_NS = 400_000_000L;

  @Option(names = "--in", paramLabel = "PORT", description = "MIDI input, by a part of its name, or loopback.")
  private @Nullable String in;

  @Option(names = "--out", paramLabel = "PORT", description = "MIDI output, by a part of its name, or loopback.")
  private @Nullable String out;

  @Option(names = {"-b", "--bars"}, paramLabel = "N", description = "Bars of a phrase and of its answer (default: the preset's).")
  private @Nullable Integer bars;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "0", 
      description = "Stop after N answers; playing along, after N times the bars of a phrase (default: never).")
  private int rounds;

  @Option(names = "--take", paramLabel = "DIR", description = "Where the take goes (default: a new folder in takes/).")
  private @Nullable Path take;

  @Option(names = "--no-take", description = "Take nothing down.")
  private boolean noTake;

  @Option(names = "--click", paramLabel = "PORT", description = "MIDI output of the metronome (default: the companion's, channel 10).")
  private @Nullable String click;

  @Option(names = "--out-latency", paramLabel = "MS",
      description = "How long the output takes to sound: everything is sent so much earlier (default: what the port says).")
  private @Nullable Double outLatency;

  @Option(names = "--count-in", paramLabel = "BARS", description = "Start at once with so many bars of clicks, not with your first note.")
  private @Nullable Integer countIn;

  @Option(names = "--after", paramLabel = "TAKE[:BAR]",
      description = "Go on from a take of the library, as it was set, after a bar of it (default: its last).")
  private @Nullable String after;

  @Option(names = "--after-in", paramLabel = "DIR", defaultValue = TakeRecorder.FOLDER, hidden = true)
  private Path afterIn = Path.of(TakeRecorder.FOLDER);

  @Option(names = "--osc", paramLabel = "PORT",
      description = "Take commands as Open Sound Control on this UDP port of this machine: /antiphon/density 0.5.")
  private @Nullable Integer osc;

  private String title = "Played live";

  @Mixin private SaidOptions said = new SaidOptions();

  @Mixin private TimeOptions time = new TimeOptions();

  @Mixin private LiveOptions live = new LiveOptions();

  @Mixin private ModelOptions options = new ModelOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (bars != null && (bars < 1 || bars > MOST_BARS)) {
      throw new ParameterException(spec.commandLine(), "--bars " + bars + ": expected 1 to " + MOST_BARS);
    }
    said.otherwise(time, live, options, spec.commandLine().getOut());
    live.otherwise(options.playing());
    if (rounds < 0) {
      throw new ParameterException(spec.commandLine(), "--rounds " + rounds + ": expected 0 (never stop) or more");
    }
    try (MidiPorts ports = new MidiPorts(System::nanoTime)) {
      String input = chosen(in, "--in", "input", ports.inputs());
      String output = chosen(out, "--out", "output", ports.outputs());
      try (Decoder decoder = options.decoder()) {
        return play(ports, input, output, decoder);
      }
    }
  }

  /** The port that was asked for, or the only one there is. */
  private String chosen(@Nullable String asked, String option, String direction, List<PortInfo> there) {
    if (asked != null) {
      return asked;
    }
    if (there.size() == 1) {
      return there.getFirst().name();
    }
    throw new ParameterException(
        spec.commandLine(),
        there.isEmpty()
            ? "no MIDI " + direction + " is plugged in; without one try 'antiphon play --in loopback --out loopback'"
            : "which MIDI " + direction + "? give " + option + " one of "
                + there.stream().map(PortInfo::name).collect(Collectors.joining(", ")));
  }

  private int play(MidiPorts ports, String input, String output, Decoder decoder) throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    boolean alone = input.equals(LOOPBACK);
    BuiltInPhrase phrase = phrase(alone);
    EngineSettings fresh = new EngineSettings(preset(phrase, alone), options.seed(), !alone && countIn == null, rounds);
    EngineSettings settings = time.over(after == null ? said.over(live.apply(fresh)) : after(fresh, after));
    Preset preset = settings.preset();
    NewsPrinter news = new NewsPrinter(print);
    Path folder = noTake ? null : take == null ? TakeRecorder.newFolder() : take;
    TakeLog log = folder == null ? null : TakeRecorder.begin(folder, settings, options.origin(title));
    LiveSession session = new LiveSession(settings, decoder, news, log);
    LiveCommands commands = new LiveCommands(session);
    MidiMap map = MidiMap.ofUser(line -> print.println("  " + line));
    commands.learnsBy(map, problem -> {
      print.println("  " + problem);
      print.flush();
    });
    try (session;
        map;
        OscServer _ = OscPort.open(osc, commands::perform, spec.commandLine())) {
      Interrupts.call(session::close);
      if (!output.equals(LOOPBACK)) {
        SoundNews sounds = new SoundNews(new PortNews(print), settings);
        MidiOut port = ports.openOutput(output, sounds);
        sounds.sendTo(port);
        session.companionTo(port);
        session.engine().latency(latency(port));
        session.clickTo(click == null ? port : ports.openOutput(click, new PortNews(print)));
      }
      if (!alone) {
        ports.openInput(input, map.before(session.input()), new PortNews(print));
      }
      ports.watch();
      Announcement.print(print, input, output, settings);
      Console.read(System.in, print, commands, session::close);
      if (countIn != null && !alone) {
        countIn(session, countIn);
      }
      take(session, news, alone ? Optional.of(phrase) : Optional.empty(), settings);
    } catch (MidiException e) {
      if (folder != null) {
        // Nothing was played: nothing is left behind.
        TakeRecorder.discard(folder);
      }
      throw e;
    }
    if (log != null) {
      log.problem().ifPresent(print::println);
    }
    return finish(print, session.outcome(), preset, folder);
  }

  /** Plays in turns until the session is closed or all rounds are over. */
  private void take(LiveSession session, NewsPrinter news, Optional<BuiltInPhrase> alone, EngineSettings settings) {
    Preset preset = settings.preset();
    boolean along = settings.controls().mode() == Mode.ACCOMPANY;
    if (alone.isPresent()) {
      long round = along ? preset.listenBars() : preset.listenBars() + preset.answerBars();
      session.start(START_AHEAD_NS);
      for (long n = 0; (rounds == 0 || n < rounds) && session.await(); n++) {
        Performance performance = Performance.of(alone.get().score(), session.timeline(), options.seed() + n);
        session.play(performance, session.downbeatNs(n * round));
        session.await(session.downbeatNs((n + 1) * round) - START_AHEAD_NS / 2);
      }
    }
    while (session.await()) {
      // Whoever plays along answers nothing: there the bars count.
      long last = along ? (long) rounds * preset.listenBars() - 1 : news.answeredBar();
      if (rounds > 0 && (along ? news.sealedBar() >= last : news.answers() >= rounds)) {
        session.await(session.downbeatNs(last + 1) + RINGS_ON_NS);
        return;
      }
    }
  }

  private int finish(PrintWriter print, Outcome outcome, Preset preset, @Nullable Path folder) throws IOException {
    try {
      if (folder != null && outcome.write(folder, title, preset)) {
        print.println(folder + ": " + TakeRecorder.FILE + ", " + TakeFiles.NAMES);
      } else if (folder != null) {
        TakeRecorder.discard(folder);
      }
    } finally {
      print.println(outcome.line(true));
      print.flush();
    }
    return outcome.hanging() == 0 ? 0 : 1;
  }

  /** The settings of a take, with its bars as the past. */
  private EngineSettings after(EngineSettings fresh, String named) throws IOException {
    int colon = named.lastIndexOf(':');
    boolean bar = colon > 0 && named.substring(colon + 1).matches("\\d{1,6}");
    try (TakeShelf shelf = TakeShelf.open(afterIn)) {
      shelf.sync();
      Listed found = shelf.library().named(bar ? named.substring(0, colon) : named);
      Branch branch = shelf.branch(found, bar ? Integer.parseInt(named.substring(colon + 1)) : found.bars(), fresh);
      title = branch.title();
      return branch.settings().anew(options.seed(), fresh.startOnFirstNote());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--after " + named + ": " + e.getMessage(), e);
    }
  }

  /** What the user measured, else what the port says of itself. */
  private long latency(MidiOut port) {
    if (outLatency == null) {
      return port.latencyNs();
    }
    if (!(outLatency >= 0 && outLatency <= MOST_LATENCY_MS)) {
      throw new ParameterException(
          spec.commandLine(), "--out-latency " + outLatency + ": expected 0 to " + MOST_LATENCY_MS + " ms");
    }
    return Math.round(outLatency * NS_PER_MS);
  }

  private static void countIn(LiveSession session, int bars) {
    long barNs = session.timeline().nanosAt(session.timeline().barStart(1));
    session.engine().control(Control.CLICK, 0, 1);
    session.start(START_AHEAD_NS + bars * barNs);
  }

  private BuiltInPhrase phrase(boolean needed) {
    Meter meter = time.meter().orElse(Meter.COMMON);
    return BuiltInPhrase.in(meter)
        .or(() -> needed ? Optional.empty() : BuiltInPhrase.in(Meter.COMMON))
        .orElseThrow(() -> new ParameterException(
            spec.commandLine(),
            "meter " + meter + ": the built-in player has phrases in "
                + BuiltInPhrase.METERS.stream().map(Meter::toString).collect(Collectors.joining(", "))));
  }

  private Preset preset(BuiltInPhrase phrase, boolean alone) {
    Preset preset = options.preset(live.along() ? ACCOMPANIST : live.overChanges() ? LEAD_SHEET : Presets.DEFAULT);
    Meter meter = time.meter().orElse(alone ? Meter.COMMON : preset.meter());
    Tempo tempo = time.tempo().or(() -> alone ? phrase.score().tempo() : Optional.empty()).orElse(preset.tempo());
    // The built-in phrase has the length it has; its answer may be longer or shorter.
    int listen = alone ? phrase.bars() : bars == null ? preset.listenBars() : bars;
    return preset.withTime(meter, tempo).withBars(listen, bars == null ? preset.answerBars() : bars);
  }
}
