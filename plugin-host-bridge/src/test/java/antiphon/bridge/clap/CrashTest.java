package antiphon.bridge.clap;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.bridge.BridgeNews;
import antiphon.bridge.BuiltPlugin;
import antiphon.bridge.EngineLock;
import antiphon.bridge.HostParameter;
import antiphon.bridge.HostStatus;
import antiphon.bridge.PluginBridge;
import antiphon.bridge.RunFolder;
import antiphon.midi.MidiMessage;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that die without a word: the engine, the host. And the plug-in that starts an engine. */
@Tag("native")
@Timeout(120)
final class CrashTest {
  private static final int ON = MidiMessage.noteOn(1, 60, 90);
  private static final int OFF = MidiMessage.noteOff(1, 60);

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void endThem() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }

  private static List<String> command(Class<?> main) {
    String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
        "-Xmx64m", "-XX:TieredStopAtLevel=1", "-Dantiphon.native=" + System.getProperty("antiphon.native"),
        "-cp", classes, main.getName(), "630");
  }

  private Process java(Class<?> main, String... environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(main));
    for (int i = 0; i < environment.length; i += 2) {
      builder.environment().put(environment[i], environment[i + 1]);
    }
    Process process = builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    processes.add(process);
    return process;
  }

  @Test
  void shouldEndWhatSoundsWhenTheEngineIsKilledAndTakeTheNextOne() throws IOException, InterruptedException {
    try (RealTimeHost host = new RealTimeHost()) {
      Process first = java(EchoEngine.class);
      host.playUntil(host::connected);
      host.strikeUntilAnswered();
      long on = host.last(ON);
      // The note-off is scheduled three seconds from here.
      first.destroyForcibly().waitFor();
      host.playUntil(() -> host.last(OFF) > on);
      assertThat(host.last(OFF) - on).as("samples that the note sounded, of 144,000").isLessThan(130_000);
      host.playUntil(() -> !host.connected());

      java(EchoEngine.class);
      host.playUntil(host::connected);
      host.strikeUntilAnswered();
      assertThat(host.last(ON)).isGreaterThan(on);
    }
  }

  @Test
  void shouldLetGoOfTheInstanceWhenTheHostIsKilled() throws IOException, InterruptedException {
    Process host = java(PlayingHost.class);
    List<String> closed = new ArrayList<>();
    List<Echo> echoes = new ArrayList<>();
    BridgeNews news = new BridgeNews() {
      @Override
      public void opened(String instance) {}

      @Override
      public void closed(String instance, String why) {
        closed.add(why);
      }

      @Override
      public void refused(String line) {}
    };
    Path folder = RunFolder.open(RunFolder.usual());
    try (PluginBridge bridge = new PluginBridge(folder, System::nanoTime, session -> {
      echoes.add(new Echo(session, 10_080));
      return echoes.getLast();
    }, news)) {
      work(bridge, () -> !echoes.isEmpty() && !echoes.getFirst().transports.isEmpty());
      host.destroyForcibly().waitFor();
      work(bridge, () -> !closed.isEmpty());
    }
    assertThat(closed).containsExactly("its host has died");
    assertThat(echoes.getFirst().closed).isTrue();
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*.apr*")) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void shouldLetOneEngineServeARunFolder() throws IOException, InterruptedException {
    try (EngineLock _ = EngineLock.take(RunFolder.open(RunFolder.usual())).orElseThrow()) {
      assertThat(java(EchoEngine.class).waitFor()).isEqualTo(3);
    }
  }

  @Test
  void shouldStartAnEngineOnlyIfNoneRuns(@TempDir Path folder) throws IOException, InterruptedException {
    Path run = RunFolder.open(folder.resolve("run"));
    Path started = folder.resolve("started");
    Path engine = Files.writeString(folder.resolve("an engine"), "#!/bin/sh\necho $$ >> '" + started + "'\n");
    Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwx------"));
    String[] environment = {"ANTIPHON_RUN_DIR", run.toString(), "ANTIPHON_ENGINE", engine.toString()};

    Process first = java(PlayingHost.class, environment);
    await(() -> Files.exists(started));
    first.destroyForcibly().waitFor();
    try (EngineLock _ = EngineLock.take(run).orElseThrow()) {
      long before = Files.size(started);
      long second = java(PlayingHost.class, environment).pid();
      await(() -> plays(run, second));
      assertThat(Files.size(started)).isEqualTo(before);
    }
  }

  @Test
  void shouldStartAnotherEngineWhenItsOwnIsKilled(@TempDir Path folder) throws IOException, InterruptedException {
    Path run = RunFolder.open(folder.resolve("run"));
    Path started = folder.resolve("started");
    String command = String.join("' '", command(EchoEngine.class));
    Path engine = Files.writeString(folder.resolve("engine"), "#!/bin/sh\necho $$ >> '" + started + "'\nexec '" + command + "'\n");
    Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwx------"));

    Process host = java(PlayingHost.class, "ANTIPHON_RUN_DIR", run.toString(), "ANTIPHON_ENGINE", engine.toString());
    // An engine that has lived for a while is not held against the next one.
    File starts = run.resolve("engine.starts").toFile();
    await(() -> starts.length() > 0);
    await(() -> starts.length() == 0);
    List<Long> engines = pids(started);
    assertThat(engines).hasSize(1);
    ProcessHandle.of(engines.getFirst()).orElseThrow().destroyForcibly();
    await(() -> pids(started).size() == 2 && served(run, pids(started).getLast()));
    host.destroyForcibly().waitFor();
    ProcessHandle.of(pids(started).getLast()).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Anybody can make /dev/shm/antiphon-1000, or what takes its place, before its user does. */
  @Test
  void shouldMeetInTheHomeWhereTheUsualFolderIsOpenToOthers(@TempDir Path folder) throws IOException {
    Path taken = Files.createDirectories(folder.resolve("runtime/antiphon"));
    Files.setPosixFilePermissions(taken, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path home = Files.createDirectory(folder.resolve("home"));
    String[] environment = {"ANTIPHON_RUN_DIR", "", "XDG_CACHE_HOME", "", "XDG_RUNTIME_DIR", taken.getParent().toString(),
        "HOME", home.toString(), "ANTIPHON_ENGINE", "none"};
    java(PlayingHost.class, environment);
    Process engine = java(EchoEngine.class, environment);
    Path run = home.resolve(".cache/antiphon/run");
    await(() -> Files.exists(run) && served(run, engine.pid()));
    assertThat(taken).isEmptyDirectory();
  }

  private static List<Long> pids(Path started) {
    try {
      return Files.readAllLines(started).stream().map(Long::valueOf).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the only instance there is served by that process. */
  private static boolean served(Path run, long engine) {
    return reads(run, "clap-*.apr", 0x108, engine);
  }

  /** Whether the instance of that process has been through a block, and so has long decided about an engine. */
  private static boolean plays(Path run, long process) {
    return !reads(run, "clap-" + process + "-*.apr", 0x80, 0);
  }

  private static boolean reads(Path run, String instances, int at, long expected) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(run, instances)) {
      for (Path file : files) {
        try (RandomAccessFile memory = new RandomAccessFile(file.toFile(), "r")) {
          memory.seek(at);
          return Long.reverseBytes(memory.readLong()) == expected;
        }
      }
      return expected == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void work(PluginBridge bridge, BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      LockSupport.parkNanos(bridge.doWork());
    }
  }

  private static void await(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** A host that plays in real time at five quarters a minute, so that an echo sounds for three seconds. */
  private static final class RealTimeHost implements AutoCloseable {
    private final ClapHost host = new ClapHost(BuiltPlugin.clap());
    private final Pace pace = new Pace();
    private Song song = Song.at(0, 5);

    boolean connected() {
      return host.value(HostParameter.STATUS.ordinal()) == HostStatus.GETTING_READY.ordinal();
    }

    void playUntil(BooleanSupplier done) {
      while (!done.getAsBoolean()) {
        block(false);
      }
    }

    /** Strikes again if no answer came within two seconds: the first look at the engine may still be to come. */
    void strikeUntilAnswered() {
      long answered = last(ON);
      for (int i = 0; last(ON) == answered; i++) {
        block(i % 375 == 0);
      }
    }

    /** The sample of the last such message; -1 if there is none. */
    long last(int message) {
      return host.played().stream().filter(p -> p.message() == message).mapToLong(ClapHost.Played::sample).max().orElse(-1);
    }

    private void block(boolean strikes) {
      if (strikes) {
        host.process(256, song, ClapEvents.note(0, true, 0, 60, 90));
      } else {
        host.process(256, song);
      }
      song = song.after(256, ClapHost.RATE);
      pace.await(host.sample());
    }

    @Override
    public void close() {
      host.close();
    }
  }
}
