package antiphon.app.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A package in one file, packed by the system's own tools. Stateless. */
public final class Packed {
  /** Below the system's root: where the program lies, and what leads there. */
  private static final String PROGRAM = "usr/lib/antiphon";

  /** Links from where they are looked for, relative so that they hold below any root. */
  private static final Map<String, String> LINKS = Map.of(
      "usr/bin/antiphon", "../lib/antiphon/bin/antiphon",
      "usr/lib/clap/antiphon.clap", "../antiphon/plugins/antiphon.clap",
      "usr/lib/vst3/antiphon.vst3", "../antiphon/plugins/antiphon.vst3",
      "usr/lib/lv2/antiphon.lv2", "../antiphon/plugins/antiphon.lv2");

  private static final Map<String, String> FILES = Map.of(
      "antiphon.desktop", "usr/share/applications/antiphon.desktop",
      "antiphon.svg", "usr/share/icons/hicolor/scalable/apps/antiphon.svg",
      "copyright", "usr/share/doc/antiphon/copyright");

  private Packed() {}

  /**
   * Packs a package as {@code NAME.tar.xz} beside it, NAME being that of its folder.
   *
   * @throws InstallException if the tool is missing or fails
   */
  public static Path archive(Path folder) throws IOException {
    Path whole = folder.toAbsolutePath().normalize();
    Path file = beside(whole, whole.getFileName() + ".tar.xz");
    run("tar", "--owner=0", "--group=0", "--numeric-owner", "-C", String.valueOf(whole.getParent()), "-cJf", file.toString(),
        String.valueOf(whole.getFileName()));
    return file;
  }

  /**
   * Packs a package as a Debian package beside it, with the plug-ins where hosts look and an entry in the desktop's menu.
   *
   * @param version of the program, as Maven writes it
   * @throws InstallException if the tool is missing or fails
   */
  public static Path debian(Path folder, String version) throws IOException {
    Path whole = folder.toAbsolutePath().normalize();
    String debian = version.replace("-SNAPSHOT", "~snapshot");
    String machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    Path root = beside(whole, whole.getFileName() + ".deb.d");
    Path file = beside(whole, "antiphon_" + debian + "_" + machine + ".deb");
    Folders.remove(root);
    try {
      for (String part : SelfContained.PARTS) {
        Folders.copy(whole.resolve(part), root.resolve(PROGRAM).resolve(part));
      }
      for (Map.Entry<String, String> link : LINKS.entrySet()) {
        Path at = root.resolve(link.getKey());
        Files.createDirectories(Objects.requireNonNull(at.getParent()));
        Files.createSymbolicLink(at, Path.of(link.getValue()));
      }
      for (Map.Entry<String, String> one : FILES.entrySet()) {
        write(root.resolve(one.getValue()), text(one.getKey()));
      }
      write(root.resolve("DEBIAN/control"), String.format(
          Locale.ROOT, text("control"), debian, machine, Folders.bytes(root) / 1_024));
      // Whoever builds it: all may read it, nobody but the system's owner may write.
      run("chmod", "-R", "u=rwX,go=rX", root.toString());
      run("dpkg-deb", "--root-owner-group", "--build", root.toString(), file.toString());
    } finally {
      Folders.remove(root);
    }
    return file;
  }

  private static Path beside(Path folder, String name) {
    return folder.resolveSibling(name);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  private static String text(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Packed.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void run(String... command) {
    String tool = command[0];
    try {
      Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new InstallException(tool + " failed: " + said.strip());
      }
    } catch (IOException e) {
      throw new InstallException("no " + tool + " here: expected a system that has it (" + e.getMessage() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InstallException("interrupted while " + tool + " ran");
    }
  }
}
