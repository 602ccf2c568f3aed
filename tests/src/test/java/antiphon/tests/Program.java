package antiphon.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the packaged program in a process of its own, as the launcher does. Stateless. */
final class Program {
  static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("antiphon.root"), "antiphon.root: run by Maven's verify"));
  private static final long LONGEST_S = 120;

  private Program() {}

  /** What a run came to. */
  record Run(int exit, List<String> out, List<String> err) {}

  /** A model of random weights, with which everything must be valid all the same. */
  static String randomModel() {
    return ROOT.resolve("engine/src/test/resources/antiphon/model/int8").toString();
  }

  static Run run(Path folder, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process = start(folder, out, err, arguments);
    if (!process.waitFor(LONGEST_S, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(String.join(" ", arguments) + ": still running after " + LONGEST_S + " s");
    }
    return new Run(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
  }

  /** How the launcher starts the program. */
  static List<String> command(String... arguments) throws IOException {
    List<String> command = bare(arguments);
    command.addAll(1, List.of(
        "-XX:+UseZGC", "-Xmx1g", "-XX:+PerfDisableSharedMem", "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true"));
    return command;
  }

  /** How somebody else may. */
  static List<String> bare(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", jar() + System.getProperty("path.separator") + ROOT.resolve("app/target/lib").resolve("*"), "antiphon.app.Antiphon"));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Starts the program, whose input is the process's. */
  static Process start(Path folder, Path out, Path err, String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(arguments))
        .directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
    // What a player saves goes into the test's folder.
    builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    return builder.start();
  }

  /** The program that serves its page, and where. */
  record Served(Process process, String address) {}

  /** Starts the page with more arguments, and waits until it is there. */
  static Served page(Path folder, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--no-browser", "--port", "0"));
    arguments.addAll(List.of(more));
    Path out = folder.resolve("out.txt");
    Process process = start(folder, out, folder.resolve("err.txt"), arguments.toArray(String[]::new));
    Chromium.await("the address", () -> Files.exists(out) && Files.readString(out).contains("Ctrl-C"));
    return new Served(process, Files.readAllLines(out).getFirst());
  }

  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("app/target"))) {
      return files.filter(file -> file.getFileName().toString().matches("app-[0-9].*\\.jar")).findFirst()
          .orElseThrow(() -> new AssertionError("app/target holds no packaged program"));
    }
  }
}
