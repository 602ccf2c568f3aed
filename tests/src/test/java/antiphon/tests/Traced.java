package antiphon.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program and all that it starts, seen by {@code strace}: whom it wants to reach, and where it writes. It runs with a
 * home of its own and with nothing of the tests' environment, above all without {@code CI}, at which some libraries behave.
 */
final class Traced {
  private static final Pattern REACHES = Pattern.compile("(connect|bind|sendto|sendmsg|sendmmsg|recvfrom|accept4?)\\(.*");
  private static final Pattern ADDRESS = Pattern.compile("inet_(?:addr\\(|pton\\(AF_INET6, )\"([^\"]*)\"|sun_path=@?\"([^\"]*)\"");
  private static final Pattern LOOPBACK = Pattern.compile("127\\..*|::1|::ffff:127\\..*");
  private static final Pattern OPENS = Pattern.compile("(?:openat|open|creat)\\((?:[^\",]*?(?:<([^>]*)>)?, )?\"([^\"]*)\"(.*)");
  private static final Pattern MAKES =
      Pattern.compile("(?:mkdir|rename|link|symlink|mknod)(?:at2?)?\\((.*)");
  private static final Pattern PLACE = Pattern.compile("(?:[^\",]*?<([^>]*)>, )?\"([^\"]*)\"");

  private final Path home;
  private final Path work;
  private final Path runtime;
  private final Path trace;

  /** @param folder gets {@code home}, {@code work} and {@code run} */
  Traced(Path folder) throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    work = Files.createDirectories(folder.resolve("work"));
    runtime = Files.createDirectories(folder.resolve("run"));
    trace = folder.resolve("trace.txt");
  }

  Path home() {
    return home;
  }

  Path work() {
    return work;
  }

  Path runtime() {
    return runtime;
  }

  /** Starts a command in {@link #work}; what it says is in {@code work/../said.txt}. */
  Process start(List<String> command) throws IOException {
    List<String> traced = new ArrayList<>(List.of(
        "strace", "-f", "--seccomp-bpf", "-qq", "-y", "-s", "4096", "-o", trace.toString(), "-e",
        "trace=%network,?open,openat,?creat,?mkdir,mkdirat,?rename,?renameat,renameat2,?link,linkat,?symlink,symlinkat,?mknod,mknodat"));
    traced.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(traced).directory(work.toFile())
        .redirectErrorStream(true).redirectOutput(said().toFile());
    builder.environment().clear();
    builder.environment().put("HOME", home.toString());
    builder.environment().put("XDG_RUNTIME_DIR", runtime.toString());
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("LANG", "C.UTF-8");
    return builder.start();
  }

  Path said() {
    return trace.resolveSibling("said.txt");
  }

  /** The same to its end. */
  void run(List<String> command) throws IOException, InterruptedException {
    Process process = start(command);
    process.getOutputStream().close();
    if (!process.waitFor(300, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroy();
      throw new AssertionError(String.join(" ", command) + ": " + Files.readString(said()));
    }
  }

  /** Every address that it dealt with but those of loopback, and every socket of the machine but that of the user database. */
  Set<String> addresses() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String call : calls()) {
      if (REACHES.matcher(call).matches()) {
        Matcher address = ADDRESS.matcher(call);
        while (address.find()) {
          String place = address.group(1) != null ? address.group(1) : address.group(2);
          if (!LOOPBACK.matcher(place).matches() && !place.endsWith("/nscd/socket")) {
            found.add(call);
          }
        }
      }
    }
    return found;
  }

  /** Every place that it wrote to, or tried to, outside of {@code allowed}. */
  Set<Path> writes(Stream<Path> allowed) throws IOException {
    List<Path> places = allowed.toList();
    Set<Path> found = new TreeSet<>();
    for (String call : calls()) {
      Matcher opens = OPENS.matcher(call);
      Matcher makes = MAKES.matcher(call);
      if (opens.matches()) {
        if (call.startsWith("creat") || opens.group(3).matches(".*O_(CREAT|WRONLY|RDWR).*")) {
          found.add(place(opens.group(1), opens.group(2)));
        }
      } else if (makes.matches()) {
        Matcher each = PLACE.matcher(makes.group(1));
        while (each.find()) {
          found.add(place(each.group(1), each.group(2)));
        }
      }
    }
    found.removeIf(path -> places.stream().anyMatch(path::startsWith));
    return found;
  }

  private Path place(String folder, String name) {
    return (folder == null ? work : Path.of(folder)).resolve(name).normalize();
  }

  /** The files that are there now, from {@code folder}. */
  static Set<String> files(Path folder) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile).forEach(file -> found.add(folder.relativize(file).toString()));
    }
    return found;
  }

  /** What was called, without the numbers of processes. */
  private List<String> calls() throws IOException {
    try (Stream<String> lines = Files.lines(trace)) {
      return lines.map(line -> line.replaceFirst("^\\d+ +", "")).toList();
    }
  }
}
