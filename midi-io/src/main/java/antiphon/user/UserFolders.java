package antiphon.user;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The user's folders for Antiphon, none of which need be there: by the XDG variables on Linux and the like, below {@code
 * %APPDATA%} and {@code %LOCALAPPDATA%} on Windows, below {@code ~/Library} on macOS. The plug-in looks for the same
 * places, see {@code native/src/platform_*.c}. A variable that is no absolute path counts as not set. [any]
 */
public final class UserFolders {
  private static final String NAME = "Antiphon";
  /** Asked once, as {@link JavaLibraries} gives Java another. */
  private static final String JAVA_HOME = System.getProperty("user.home");

  private final Map<String, String> environment;
  private final String system;
  private final Path javaHome;

  private UserFolders(Map<String, String> environment, String system, Path javaHome) {
    this.environment = environment;
    this.system = system.toLowerCase(Locale.ROOT);
    this.javaHome = javaHome;
  }

  /** Those of whoever runs the program. */
  public static UserFolders here() {
    return of(System.getenv(), System.getProperty("os.name"), JAVA_HOME);
  }

  /**
   * Those of another environment.
   *
   * @param system as Java names it
   * @param javaHome where Java takes the user to be at home, whatever the environment says
   */
  public static UserFolders of(Map<String, String> environment, String system, String javaHome) {
    return new UserFolders(environment, system, Path.of(javaHome));
  }

  /** Where the user is at home: {@code HOME}, which Java does not look at, before what Java says. */
  public Path home() {
    return windows() ? javaHome : named("HOME").orElse(javaHome);
  }

  /** Settings: which devices, presets of one's own, what controllers mean, how late outputs are. */
  public Path settings() {
    return windows() ? named("APPDATA").orElseGet(() -> javaHome.resolve("AppData/Roaming")).resolve(NAME)
        : mac() ? library("Application Support")
        : xdg("XDG_CONFIG_HOME", ".config");
  }

  /** What is installed for this user, and the takes of plug-ins. */
  public Path data() {
    return windows() ? local() : mac() ? library("Application Support") : xdg("XDG_DATA_HOME", ".local/share");
  }

  /** What is kept of what happened: faults. */
  public Path state() {
    return windows() ? local() : mac() ? library("Logs") : xdg("XDG_STATE_HOME", ".local/state");
  }

  /** What can be made again. */
  public Path cache() {
    return windows() ? local().resolve("cache") : mac() ? library("Caches") : xdg("XDG_CACHE_HOME", ".cache");
  }

  /** Where plug-ins and engine meet; empty on a system that names no folder for such things. */
  public Optional<Path> run() {
    return windows() ? Optional.of(local().resolve("run"))
        : mac() ? Optional.of(cache().resolve("run"))
        : named("XDG_RUNTIME_DIR").map(folder -> folder.resolve("antiphon"));
  }

  /** Whether the system is Windows. */
  public boolean windows() {
    return system.startsWith("windows");
  }

  /** Whether the system is macOS. */
  public boolean mac() {
    return system.startsWith("mac");
  }

  private Path local() {
    return named("LOCALAPPDATA").orElseGet(() -> javaHome.resolve("AppData/Local")).resolve(NAME);
  }

  private Path library(String part) {
    return home().resolve("Library").resolve(part).resolve(NAME);
  }

  private Path xdg(String variable, String usual) {
    return named(variable).orElseGet(() -> home().resolve(usual)).resolve("antiphon");
  }

  private Optional<Path> named(String variable) {
    try {
      return Optional.ofNullable(environment.get(variable)).map(Path::of).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
