package antiphon.bridge;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the make in native/ has built. */
public final class BuiltPlugin {
  private static final Path TARGET = Path.of(System.getProperty("antiphon.native", "../native/target")).toAbsolutePath().normalize();

  private BuiltPlugin() {}

  /** A built file; that it is missing is a failure with one line, never a reason to skip. */
  public static Path file(String name) {
    Path file = TARGET.resolve(name);
    if (!Files.exists(file)) {
      throw new AssertionError(file + " is missing: build the plug-in with 'make -C native' (see README.md)");
    }
    return file;
  }

  /** The script that puts the plug-in into hosts. */
  public static Path hosts() {
    return file("../test/hosts/hosts.sh").toAbsolutePath().normalize();
  }

  public static Path clap() {
    return file("clap/antiphon.clap");
  }
}
