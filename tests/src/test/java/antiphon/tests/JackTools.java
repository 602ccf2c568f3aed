package antiphon.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A JACK server without a sound card and JACK's own tools, each a process that ends with the test. */
@SuppressWarnings("try") // A wait for a process that is broken off ends the test.
final class JackTools implements AutoCloseable {
  /** Our side finds the server by this name, too: the build puts it into the environment. */
  private static final String SERVER = System.getenv("JACK_DEFAULT_SERVER");

  private static final long LONGEST_S = 20;

  private final Path folder;
  private final List<Process> started = new ArrayList<>();

  JackTools(Path folder) {
    this.folder = folder;
    if (SERVER == null) {
      throw new AssertionError("JACK_DEFAULT_SERVER is not set: run by Maven's verify with -Pjack");
    }
  }

  /** Blocks of 128 frames at 48 kHz; with real-time priority if the system grants it. */
  Process server() throws IOException, InterruptedException {
    Process server = start(
        "jackd", "-n", SERVER, "-R", "-P", "70", "-t", "5000", "-d", "dummy", "-r", "48000", "-p", "128");
    until("the server is there", () -> ports().contains("system:capture_1"));
    return server;
  }

  /** A player that repeats {@code notes}, each as start, pitch and length, every {@code frames}. */
  Process sequencer(String name, int frames, int... notes) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("jack_midiseq", name, String.valueOf(frames)));
    for (int number : notes) {
      command.add(String.valueOf(number));
    }
    Process process = start(command.toArray(String[]::new));
    until(name + " has its port", () -> ports().contains(name + ":out"));
    return process;
  }

  /** A listener that prints what it hears; the messages so far are {@link #heard}. */
  Process dumper(String name) throws IOException, InterruptedException {
    Process process = start("jack_midi_dump", "-a", name);
    until(name + " has its port", () -> ports().contains(name + ":input"));
    return process;
  }

  /** A message as the dumper prints it: its frame on the dumper's counter, and the message packed. */
  record Heard(long frame, int message) {}

  /** What the dumper heard so far. */
  List<Heard> heard() throws IOException {
    List<Heard> heard = new ArrayList<>();
    for (String line : Files.readAllLines(output("jack_midi_dump"))) {
      String[] words = line.strip().split(":\\s*|\\s+");
      if (line.contains("note o")) {
        int message = Integer.parseInt(words[1], 16) | Integer.parseInt(words[2], 16) << 8
            | Integer.parseInt(words[3], 16) << 16;
        heard.add(new Heard(Long.parseLong(words[0]), message));
      }
    }
    return heard;
  }

  /** Blocks that the server left out or began late, as far as it said so. */
  long xruns() throws IOException {
    try (var lines = Files.lines(output("jackd"))) {
      return lines.filter(line -> line.contains("XRun")).count();
    }
  }

  /** A question that may fail for the moment. */
  interface Question {
    boolean yes() throws IOException, InterruptedException;
  }

  static void until(String what, Question question) throws IOException, InterruptedException {
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_S);
    while (!question.yes()) {
      if (System.nanoTime() > endNs) {
        throw new AssertionError("not within " + LONGEST_S + " s: " + what);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private List<String> ports() throws IOException, InterruptedException {
    Process process = start("jack_lsp");
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return List.of();
    }
    return Files.readAllLines(output("jack_lsp"));
  }

  private Process start(String... command) throws IOException {
    try {
      Process process = new ProcessBuilder(command)
          .redirectErrorStream(true).redirectOutput(output(command[0]).toFile()).start();
      started.add(process);
      return process;
    } catch (IOException e) {
      throw new AssertionError(command[0] + " cannot be started (" + e.getMessage()
          + "): install JACK 2 (Debian: jackd2), or leave -Pjack away", e);
    }
  }

  private Path output(String tool) {
    return folder.resolve(tool + ".txt");
  }

  @Override
  public void close() throws InterruptedException {
    // The server last, as its clients hang without it.
    for (Process process : started.reversed()) {
      process.destroy();
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }
}
