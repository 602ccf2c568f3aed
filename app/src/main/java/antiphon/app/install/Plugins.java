package antiphon.app.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The plug-ins: where they are built, and where hosts of this system look for them. */
public final class Plugins {
  /** A format's folder among the built ones, its file there, and the folder in the user's home where hosts look. */
  private record Format(String built, String file, String linux, String macos) {}

  private static final List<Format> FORMATS = List.of(
      new Format("clap", "antiphon.clap", ".clap", "Library/Audio/Plug-Ins/CLAP"),
      new Format("vst3", "antiphon.vst3", ".vst3", "Library/Audio/Plug-Ins/VST3"),
      new Format("lv2", "antiphon.lv2", ".lv2", "Library/Audio/Plug-Ins/LV2"));

  private Plugins() {}

  /** Builds them in the repository and copies them. */
  static void copyBuilt(Path repository, Path to) throws IOException {
    make(repository.resolve("native"));
    for (Format format : FORMATS) {
      Path built = repository.resolve("native/target").resolve(format.built).resolve(format.file);
      if (!Files.exists(built)) {
        throw new InstallException(built + ": not built, expected what 'make -C native' makes");
      }
      Folders.copy(built, to.resolve(format.file));
    }
  }

  private static void make(Path folder) throws IOException {
    Process make = new ProcessBuilder("make", "--silent", "all").directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(make.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    try {
      if (make.waitFor() != 0) {
        throw new InstallException("the plug-ins could not be built: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InstallException("interrupted while the plug-ins were being built");
    }
  }

  /**
   * Puts engine and plug-ins into the user's folders, in place of those that are there.
   *
   * @return what stands where now, the engine's folder first
   */
  public static List<Path> install() throws IOException {
    Path engine = userFolder();
    SelfContained.write(engine);
    List<Path> places = new ArrayList<>(List.of(engine));
    for (Format format : FORMATS) {
      Path place = place(format);
      Folders.remove(place);
      Folders.copy(engine.resolve("plugins").resolve(format.file), place);
      places.add(place);
    }
    return places;
  }

  /** Removes what {@link #install} has put there; returns what was there. */
  public static List<Path> uninstall() throws IOException {
    List<Path> gone = new ArrayList<>();
    for (Format format : FORMATS) {
      if (Folders.remove(place(format))) {
        gone.add(place(format));
      }
    }
    Path engine = userFolder();
    for (Path part : SelfContained.parts(engine)) {
      Folders.remove(part);
      gone.add(part);
    }
    if (Files.isDirectory(engine) && SelfContained.isEmpty(engine)) {
      Files.delete(engine);
    }
    return gone;
  }

  private static Path place(Format format) {
    return home().resolve(mac() ? format.macos : format.linux).resolve(format.file);
  }

  /** The user's folder for Antiphon, where the plug-in looks for the engine: see {@code native/src/platform_*.c}. */
  public static Path userFolder() {
    String data = System.getenv("XDG_DATA_HOME");
    String local = System.getenv("LOCALAPPDATA");
    return system().contains("windows") && local != null ? Path.of(local, "Antiphon")
        : mac() ? home().resolve("Library/Application Support/Antiphon")
        : data != null && !data.isEmpty() ? Path.of(data, "antiphon") : home().resolve(".local/share/antiphon");
  }

  private static Path home() {
    String home = System.getenv("HOME");
    if (system().contains("windows") || home == null) {
      throw new InstallException("on this system the plug-ins are put in place by hand, see docs/daw.md");
    }
    return Path.of(home);
  }

  private static boolean mac() {
    return system().contains("mac");
  }

  private static String system() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT);
  }
}
