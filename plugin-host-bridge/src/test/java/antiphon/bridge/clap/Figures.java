package antiphon.bridge.clap;

import antiphon.bridge.HostParameter;
import antiphon.bridge.HostStatus;
import antiphon.bridge.RunFolder;
import antiphon.midi.MidiMessage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * A host process whose plug-ins start the engine themselves, that of {@code $ANTIPHON_ENGINE}: measures it and prints
 * what came out.
 */
final class Figures {
  private static final double MS_PER_S = 1_000;
  private static final int TRADE = 1;
  private static final int ACCOMPANY = 2;
  private static final int ACCOMPANIST = 5;
  private static final double PLAYED_S = 20;
  private static final double WATCHED_S = 10;
  private static final int KILLS = 5;
  private static final int TICKS_PER_S = 100;
  /** Where the process id of the engine stands in an instance's file. */
  private static final int ENGINE_PID_AT = 0x108;

  private Figures() {}

  public static void main(String[] arguments) throws IOException {
    try (Stage stage = new Stage()) {
      long beganNs = System.nanoTime();
      Stage.Desk desk = stage.desk(Song.at(0, 120).stopped());
      stage.until(() -> desk.status() != HostStatus.NO_ENGINE, 60, "an engine");
      say("engine: has the first instance after %.2f s", since(beganNs));
      stage.ready();
      say("engine: plays for it after %.2f s", since(beganNs));
      stage.play(15);
      turns(stage, desk);
      kills(stage, desk);
      memory(stage, desk);
    }
  }

  private static void turns(Stage stage, Stage.Desk desk) {
    stage.set(desk, HostParameter.MODE, TRADE);
    stage.set(desk, HostParameter.LISTEN_BARS, 1);
    stage.set(desk, HostParameter.ANSWER_BARS, 1);
    desk.plays = bar -> bar % 2 == 0;
    long from = desk.host.sample();
    desk.song = Song.at(0, 120);
    stage.play(PLAYED_S);
    desk.song = desk.song.stopped();
    stage.play(0.5);
    Map<Long, Integer> through = new TreeMap<>();
    List<Long> heard = desk.host.played().stream()
        .filter(p -> MidiMessage.isNoteOn(p.message()) && MidiMessage.channel(p.message()) == Stage.CHANNEL && p.sample() >= from)
        .map(ClapHost.Played::sample).toList();
    for (int i = 0; i < Math.min(heard.size(), desk.strikes.size()); i++) {
      through.merge(heard.get(i) - desk.strikes.get(i), 1, Integer::sum);
    }
    say("player's notes put through: %d of %d, later by samples: %s", heard.size(), desk.strikes.size(), through);
    Map<Long, Integer> offsets = new TreeMap<>();
    desk.struckBetween(from, Long.MAX_VALUE).forEach(p -> offsets.merge(Math.round(desk.samplesOffGrid(p)), 1, Integer::sum));
    say("companion's notes, samples off the 24ths of a quarter: %s", offsets);
    desk.assertNothingHangs();
  }

  private static void kills(Stage stage, Stage.Desk desk) throws IOException {
    stage.set(desk, HostParameter.PRESET, ACCOMPANIST);
    stage.set(desk, HostParameter.MODE, ACCOMPANY);
    desk.plays = bar -> true;
    desk.song = Song.at(0, 120);
    for (int i = 0; i < KILLS; i++) {
      stage.play(8);
      long before = desk.host.sample();
      ProcessHandle engine = engine();
      long killedNs = System.nanoTime();
      engine.destroyForcibly();
      double shown = awaited(stage, killedNs, () -> desk.status() == HostStatus.NO_ENGINE || !desk.statusText().contains("seed"));
      double has = awaited(stage, killedNs, () -> desk.status() != HostStatus.NO_ENGINE && engineIsNot(engine.pid()));
      double ready = awaited(stage, killedNs, () -> desk.statusText().contains("seed"));
      long again = desk.host.sample();
      double plays = awaited(stage, killedNs, () -> !desk.struckBetween(again, Long.MAX_VALUE).isEmpty());
      say("kill -9 at sample %d: shown after %.2f s, the next engine has the instance after %.2f s, is ready after %.2f s, "
          + "plays along after %.2f s", before, shown, has, ready, plays);
    }
    desk.song = desk.song.stopped();
    stage.play(0.5);
    desk.assertInTempo(0);
    desk.assertNothingHangs();
  }

  private static double awaited(Stage stage, long sinceNs, BooleanSupplier done) {
    stage.until(done, 60, "what follows a kill");
    return since(sinceNs);
  }

  private static void memory(Stage stage, Stage.Desk desk) throws IOException {
    stage.play(15);
    cost(stage, 1);
    for (int i = 0; i < 3; i++) {
      stage.desk(Song.at(0, 120).stopped());
    }
    stage.until(() -> stage.desks().stream().allMatch(d -> d.statusText().contains("seed")), 60, "four engines");
    stage.play(8);
    cost(stage, 4);
    stage.desks().forEach(d -> {
      stage.set(d, HostParameter.MODE, ACCOMPANY);
      d.plays = bar -> true;
      d.song = Song.at(0, 120);
    });
    stage.play(4);
    cost(stage, 4);
  }

  private static void cost(Stage stage, int instances) throws IOException {
    long pid = engine().pid();
    long before = cpuTicks(pid);
    stage.play(WATCHED_S);
    double cpu = (cpuTicks(pid) - before) / (WATCHED_S * TICKS_PER_S);
    String resident = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS")).findFirst().orElse("VmRSS ?").replaceAll("\\s+", " ");
    say("%d instance(s), %s: %s, %.1f %% of a core", instances,
        stage.desks().stream().anyMatch(d -> d.song.rolling()) ? "playing" : "standing", resident, 100 * cpu);
  }

  private static long cpuTicks(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  private static boolean engineIsNot(long pid) {
    try {
      return engine().pid() != pid;
    } catch (IOException | IllegalStateException e) {
      return false;
    }
  }

  /** The process that serves this one's first instance. */
  private static ProcessHandle engine() throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(RunFolder.usual(), "clap-" + ProcessHandle.current().pid() + "-*.apr")) {
      for (Path file : files) {
        try (RandomAccessFile memory = new RandomAccessFile(file.toFile(), "r")) {
          memory.seek(ENGINE_PID_AT);
          long pid = Long.reverseBytes(memory.readLong());
          return ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("no process " + pid));
        }
      }
    }
    throw new IllegalStateException("no instance of this process");
  }

  private static double since(long ns) {
    return (System.nanoTime() - ns) / 1e6 / MS_PER_S;
  }

  private static void say(String line, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, line, arguments));
  }
}
