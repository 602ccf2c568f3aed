package antiphon.app.install;

import antiphon.user.UserFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    Path engine = UserFolders.here().data();
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
    Path engine = UserFolders.here().data();
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
    UserFolders user = UserFolders.here();
    if (user.windows()) {
      throw new InstallException("on this system the plug-ins are put in place by hand, see docs/daw.md");
    }
    return user.home().resolve(user.mac() ? format.macos : format.linux).resolve(format.file);
  }
}
