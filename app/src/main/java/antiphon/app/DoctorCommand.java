package antiphon.app;

import antiphon.engine.RealTimePriority;
import antiphon.generate.Preset;
import antiphon.midi.JackState;
import antiphon.midi.MidiPorts;
import antiphon.midi.PortInfo;
import antiphon.model.Bundle;
import antiphon.model.Decoder;
import antiphon.model.LoadedModel;
import antiphon.model.Manifest;
import antiphon.model.ModelException;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.presets.Presets;
import antiphon.session.live.Audible;
import antiphon.session.live.BuiltInPhrase;
import antiphon.session.live.Performance;
import antiphon.session.live.VirtualSession;
import antiphon.session.sheet.HeadlessBrowser;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import java.io.PrintWriter;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code antiphon doctor}: is this machine fit to play? */
@Command(
    name = "doctor",
    description = "Says what is good here, what is missing, and how to mend it.",
    footer = {
      "", "Example:", "  antiphon doctor", "",
      "Exit codes: 0 it can play, 1 something without which it cannot, 2 wrong usage."
    })
final class DoctorCommand implements Callable<Integer> {
  private static final int PARKS = 500;
  private static final long PARK_NS = 1_000_000L;
  private static final double GOOD_OVERSHOOT_MS = 2;
  private static final int SLOW_BAR_MS = 500;

  @Mixin private ModelOptions options = new ModelOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private boolean fit = true;

  private enum Mark {
    GOOD("good"),
    NOTE("note"),
    MISSING("MISSING"),
    MORE("");

    private final String word;

    Mark(String word) {
      this.word = word;
    }
  }

  @Override
  public Integer call() {
    java();
    collector();
    model();
    devices();
    browser();
    onThreadOfItsOwn(this::timer);
    return fit ? 0 : 1;
  }

  private void java() {
    // What is older does not even load these classes.
    say(Mark.GOOD, "Java", Runtime.version() + ", " + System.getProperty("java.vm.name") + ", "
        + Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name") + " "
        + System.getProperty("os.arch"));
  }

  private void collector() {
    String names = ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(GarbageCollectorMXBean::getName).collect(Collectors.joining(", "));
    if (names.contains("ZGC")) {
      say(Mark.GOOD, "collector", "ZGC, whose pauses stay below a millisecond");
    } else {
      say(Mark.NOTE, "collector", names + "; start with ./antiphon, which asks for ZGC, for shorter pauses");
    }
  }

  private void model() {
    try {
      Manifest manifest = Bundle.find(options.model()).manifest();
      say(Mark.GOOD, "model", manifest.name() + " " + manifest.version() + ", " + manifest.precision() + ", "
          + manifest.licence() + ", " + (manifest.bitsPerCharacter() == null
              ? "not measured" : manifest.bitsPerCharacter() + " bits a character"));
      device();
      speed();
    } catch (ModelException e) {
      fit = false;
      say(Mark.MISSING, "model", e.getMessage() + "; name another with --model or --device");
    }
  }

  private void device() {
    try (LoadedModel model = new LoadedModel(options.bundle(), options.running())) {
      say(Mark.GOOD, "device", model.device() + (model.otherDevices().isEmpty() ? ", as asked for" : ""));
      model.otherDevices().forEach(other -> say(Mark.MORE, "", "not " + other));
    }
  }

  /** Writes the built-in phrase's answer twice and times the second one. */
  private void speed() {
    BuiltInPhrase phrase = BuiltInPhrase.in(Meter.COMMON).orElseThrow();
    Preset preset = options.preset(Presets.DEFAULT).withBars(phrase.bars(), phrase.bars())
        .withTime(Meter.COMMON, Tempo.MODERATE);
    Performance performance = Performance.of(phrase.score(), Timeline.of(Meter.COMMON, Tempo.MODERATE), 0);
    EngineSettings settings = new EngineSettings(preset, 0, false, 1);
    try (Decoder decoder = options.decoder()) {
      double ms = 0;
      for (int run = 0; run < 2; run++) {
        long begunNs = System.nanoTime();
        VirtualSession.run(settings, decoder, performance, 2L * phrase.bars(), EngineListener.NONE);
        ms = (System.nanoTime() - begunNs) / 1e6 / phrase.bars();
      }
      String took = String.format(Locale.ROOT, "%.0f ms a bar, listening and writing, preset %s", ms, preset.name());
      if (ms < SLOW_BAR_MS) {
        say(Mark.GOOD, "speed", took);
      } else {
        say(Mark.NOTE, "speed", took + "; that is slow: expect fallbacks at quick tempos, or take a smaller --model");
      }
    }
  }

  private void devices() {
    try (MidiPorts ports = new MidiPorts(System::nanoTime)) {
      ports("MIDI inputs", ports.inputs(), "plug in a keyboard, or a virtual port of your system");
      JackState jack = ports.jack();
      say(jack.runs() ? Mark.GOOD : Mark.NOTE, "JACK",
          jack.runs() ? jack.explanation() + "; '--in jack: --out jack:'" : withoutName(jack.explanation()) + " (for 'jack:' ports only)");
      List<PortInfo> outputs = ports.outputs();
      ports("MIDI outputs", outputs.stream().filter(port -> !port.name().equals(Audible.SYNTH)).toList(),
          "plug in an instrument, or start a software one with a MIDI port");
      if (outputs.stream().anyMatch(port -> port.name().equals(Audible.SYNTH))) {
        say(Mark.GOOD, "sound", "an audio line for the built-in synthesizer ('--out synth')");
      } else {
        say(Mark.NOTE, "sound", "no audio line: nothing is heard here, but takes hold a take.wav");
      }
    }
  }

  private void browser() {
    HeadlessBrowser.find().ifPresentOrElse(
        found -> say(Mark.GOOD, "browser", found.program() + ", engraves sheet music (.pdf, .svg, .png)"),
        () -> say(Mark.NOTE, "browser", HeadlessBrowser.missing() + " (for sheet music only)"));
  }

  private static String withoutName(String explanation) {
    return explanation.replaceFirst("^JACK: ", "");
  }

  private void ports(String what, List<PortInfo> found, String mend) {
    if (found.isEmpty()) {
      say(Mark.NOTE, what, "none; " + mend + " (loopback is always there)");
    } else {
      say(Mark.GOOD, what, found.stream().map(PortInfo::name).collect(Collectors.joining(", ")));
    }
  }

  /** Priority is asked for by a thread for itself; the one that runs this command is to keep its own. */
  private static void onThreadOfItsOwn(Runnable check) {
    Thread thread = new Thread(check, "antiphon-doctor");
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the emitting thread gets: its priority, and how much later than asked it wakes. */
  private void timer() {
    RealTimePriority.Outcome priority = RealTimePriority.request();
    say(priority.granted() ? Mark.GOOD : Mark.NOTE, "real-time priority", priority.explanation());
    if (!priority.granted()) {
      RealTimeAdvice.here().forEach(line -> say(Mark.MORE, "", line));
    }
    double[] overshootMs = new double[PARKS];
    for (int i = 0; i < PARKS; i++) {
      long dueNs = System.nanoTime() + PARK_NS;
      LockSupport.parkNanos(PARK_NS);
      overshootMs[i] = Math.max(0, (System.nanoTime() - dueNs) / 1e6);
    }
    Arrays.sort(overshootMs);
    double p99 = overshootMs[PARKS * 99 / 100];
    String found = String.format(
        Locale.ROOT, "waking after 1 ms is late by %.2f ms (median), %.2f ms (p99 of %d)",
        overshootMs[PARKS / 2], p99, PARKS);
    if (p99 <= GOOD_OVERSHOOT_MS) {
      say(Mark.GOOD, "timer", found);
    } else {
      say(Mark.NOTE, "timer", found + "; the machine is busy or saves power: close programs, plug in the charger");
    }
  }

  private void say(Mark mark, String what, String found) {
    PrintWriter print = spec.commandLine().getOut();
    print.printf("%-8s %-19s %s%n", mark.word, what, found);
    print.flush();
  }
}
