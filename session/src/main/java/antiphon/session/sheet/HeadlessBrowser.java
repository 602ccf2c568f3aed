package antiphon.session.sheet;

import antiphon.user.UserFolders;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A browser of this machine, of Chromium's family, that opens one file without a window and reaches nobody. [any]
 *
 * @param program its file
 */
public record HeadlessBrowser(Path program) {
  /** The variable of the environment that names another, by a file or a name on the path. */
  public static final String VARIABLE = "ANTIPHON_BROWSER";

  private static final List<String> NAMES = List.of(
      "chromium", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable", "chromium-browser");
  private static final List<String> MAC = List.of("Google Chrome", "Chromium", "Microsoft Edge");
  private static final List<String> WINDOWS = List.of(
      "Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe", "Chromium/Application/chrome.exe");
  private static final List<String> WINDOWS_FOLDERS = List.of("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA");
  private static final List<String> HOMES = List.of("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME");
  private static final Path SNAPS = Path.of("/snap");
  private static final int LONGEST_COMPLAINT = 200;

  /** The one that the environment names, else the first of those usual on this system. */
  public static Optional<HeadlessBrowser> find() {
    return find(System.getenv(), System.getProperty("os.name"), UserFolders.here().home().toString());
  }

  static Optional<HeadlessBrowser> find(Map<String, String> environment, String system, String home) {
    String named = environment.getOrDefault(VARIABLE, "");
    List<Path> candidates = named.isBlank() ? usual(environment, system, home)
        : named.contains("/") || named.contains("\\") ? List.of(Path.of(named)) : onPath(environment, named);
    return candidates.stream().filter(Files::isRegularFile).filter(Files::isExecutable).findFirst().map(HeadlessBrowser::new);
  }

  /** One line: what was looked for, and how to mend it. */
  public static String missing() {
    return missing(System.getenv());
  }

  static String missing(Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "");
    return named.isBlank()
        ? "no browser to engrave with, looked for Chromium, Google Chrome and Microsoft Edge; install one, or name its program by "
            + VARIABLE + "=FILE"
        : VARIABLE + "=" + named + ": no such program; expected Chromium, Google Chrome or Microsoft Edge";
  }

  private static List<Path> usual(Map<String, String> environment, String system, String home) {
    List<Path> all = new ArrayList<>();
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("win")) {
      for (String folder : WINDOWS_FOLDERS) {
        Optional.ofNullable(environment.get(folder))
            .ifPresent(there -> WINDOWS.forEach(program -> all.add(Path.of(there, program))));
      }
    } else if (name.contains("mac")) {
      for (String folder : List.of(home + "/Applications", "/Applications")) {
        MAC.forEach(program -> all.add(Path.of(folder, program + ".app", "Contents", "MacOS", program)));
      }
    }
    NAMES.forEach(program -> all.addAll(onPath(environment, program)));
    return all;
  }

  private static List<Path> onPath(Map<String, String> environment, String name) {
    List<Path> all = new ArrayList<>();
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (!folder.isEmpty()) {
        all.add(Path.of(folder, name));
      }
    }
    return all;
  }

  /** Where it may read and write: one from a snap only sees its own folder. */
  Path workplace() throws IOException {
    Path own = UserFolders.here().home().resolve("snap").resolve(String.valueOf(program.getFileName())).resolve("common");
    return program.startsWith(SNAPS) && Files.isDirectory(own)
        ? Files.createTempDirectory(own, "antiphon-engrave") : Files.createTempDirectory("antiphon-engrave");
  }

  /**
   * Opens a file and returns what its document is once its scripts have run.
   *
   * @param folder for the profile and what the browser says, the caller's to remove
   * @param more options, such as to print
   * @param longestMs after which the browser is ended
   * @throws SheetException if it cannot be started, fails or takes longer
   */
  String open(Path file, Path folder, List<String> more, long longestMs) throws IOException {
    boolean mayNot = isRoot(folder);
    String document = run(file, folder, more, mayNot, longestMs);
    if (document.isEmpty() && !mayNot && complaint(folder).contains("sandbox")) {
      // A system that gives it no sandbox; what it opens is ours, and may load nothing.
      document = run(file, folder, more, true, longestMs);
    }
    if (document.isEmpty()) {
      throw new SheetException(program + ": opened nothing, expected it to engrave; it says: " + complaint(folder));
    }
    return document;
  }

  private String run(Path file, Path folder, List<String> more, boolean withoutSandbox, long longestMs) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        program.toString(), "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
        "--disable-sync", "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=" + folder.resolve("profile"), "--dump-dom"));
    if (withoutSandbox) {
      command.add("--no-sandbox");
    }
    command.addAll(more);
    command.add(file.toUri().toString());
    Path document = folder.resolve("document.html");
    Process process;
    try {
      ProcessBuilder builder = new ProcessBuilder(command)
          .redirectOutput(document.toFile()).redirectError(folder.resolve("said.txt").toFile());
      if (!program.startsWith(SNAPS)) {
        // Beside its profile it keeps reports of crashes, settings of the desktop and the like at home.
        HOMES.forEach(builder.environment()::remove);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("TMPDIR", folder.toString());
      }
      process = builder.start();
    } catch (IOException e) {
      throw new SheetException(program + ": cannot be started (" + e.getMessage() + "), expected a browser");
    }
    try {
      process.getOutputStream().close();
      if (!process.waitFor(longestMs, TimeUnit.MILLISECONDS)) {
        throw new SheetException(program + ": not done after " + longestMs / 1000 + " s, expected it to engrave in less");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SheetException(program + ": interrupted while it engraved");
    } finally {
      end(process);
    }
    return Files.readString(document).strip();
  }

  /** With all that it has started, so that nobody writes into the folder any more. */
  private static void end(Process process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().completeOnTimeout(one, 5, TimeUnit.SECONDS).join());
  }

  private static boolean isRoot(Path folder) throws IOException {
    return Files.getFileStore(folder).supportsFileAttributeView("unix") && Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"));
  }

  /** The last that it said, in one line. */
  private static String complaint(Path folder) throws IOException {
    String said = Files.readString(folder.resolve("said.txt")).strip();
    return said.isEmpty() ? "nothing" : said.substring(Math.max(0, said.length() - LONGEST_COMPLAINT));
  }
}
