package antiphon.web;

import antiphon.control.Command;
import antiphon.engine.LiveEngine;
import antiphon.midi.LoopbackPort;
import antiphon.midi.MidiListener;
import antiphon.model.Bundle;
import antiphon.model.DecoderOptions;
import antiphon.model.OrtDecoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Fault;
import antiphon.presets.OwnPresets;
import antiphon.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sessions of real engines with a model of random weights; commands are {@code control value}, {@code start} and {@code stop}. */
final class TestSessions implements SessionOpener, AutoCloseable {
  private final OrtDecoder decoder =
      new OrtDecoder(Bundle.find("../engine/src/test/resources/antiphon/model/int8"), DecoderOptions.DEFAULT);
  private final OwnPresets own;
  final FakeDevices devices = new FakeDevices();
  final List<String> commands = new CopyOnWriteArrayList<>();
  final List<Fault> faults = new CopyOnWriteArrayList<>();
  volatile EngineSettings settings;
  volatile int opened;
  volatile int closed;

  TestSessions() {
    try {
      own = OwnPresets.in(Files.createTempDirectory("own"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A machine with a keyboard and a synthesizer. */
  static final class FakeDevices implements Devices {
    private volatile boolean heard = true;
    private volatile String output = BROWSER;

    @Override
    public Choice now() {
      return new Choice(List.of(new Input("Keystation", heard, "")), List.of("synth"), output);
    }

    @Override
    public void listen(String input, boolean on) {
      if (!input.equals("Keystation")) {
        throw new IllegalArgumentException("input '" + input + "': expected one of Keystation");
      }
      heard = on;
    }

    @Override
    public void sound(String chosen) {
      if (!chosen.equals(BROWSER) && !chosen.equals("synth")) {
        throw new IllegalArgumentException("output '" + chosen + "': expected one of synth");
      }
      output = chosen;
    }

    @Override
    public long latencyNs() {
      return 7_000_000;
    }
  }

  @Override
  public Session open(EngineSettings next, EngineListener news, MidiListener sent, MidiListener heard) {
    settings = next;
    opened++;
    Clock clock = Clock.system();
    LoopbackPort out = new LoopbackPort("companion", clock::nanoTime);
    out.listen(sent);
    LiveEngine engine = new LiveEngine(next, decoder, clock, out, news);
    return new Session() {
      @Override
      public LiveEngine engine() {
        return engine;
      }

      @Override
      public Clock clock() {
        return clock;
      }

      @Override
      public String command(Command command) {
        commands.add(command.line());
        switch (command) {
          case Command.Start _ -> engine.start(clock.nanoTime());
          case Command.Stop _ -> engine.stop();
          case Command.Set set -> engine.control(set.control(), set.voice(), set.value());
          default -> throw new IllegalArgumentException("'" + command.line() + "': expected a control");
        }
        return command.line();
      }

      @Override
      public void close() {
        closed++;
        engine.close();
      }
    };
  }

  @Override
  public void fault(Fault fault) {
    faults.add(fault);
  }

  @Override
  public Devices devices() {
    return devices;
  }

  private final MidiMap map = MidiMap.empty();

  @Override
  public MidiMap map() {
    return map;
  }

  @Override
  public OwnPresets presets() {
    return own;
  }

  @Override
  public String model() {
    return "random";
  }

  @Override
  public void close() {
    decoder.close();
  }
}
