package antiphon.bridge;

import antiphon.user.UserFolders;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The folder where plug-ins and engine meet; the same on both sides, see {@code native/src/platform_*.c}. [any] */
public final class RunFolder {
  private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
      PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

  private RunFolder() {}

  /** Where it is on this system; {@code ANTIPHON_RUN_DIR} in the environment names another. */
  public static Path usual() {
    String named = System.getenv("ANTIPHON_RUN_DIR");
    if (named != null && !named.isEmpty()) {
      return Path.of(named);
    }
    return UserFolders.here().run().orElseGet(() -> Path.of("/dev/shm", "antiphon-" + userId()));
  }

  /**
   * The folder to meet in: the usual one, or one in the user's home where that is not the user's alone, since anybody can make
   * {@code /dev/shm/antiphon-1000} first. Made if need be.
   *
   * @param says told in a line why it is not the usual one
   * @throws IOException if there is none
   */
  public static Path open(Consumer<String> says) throws IOException {
    return open(usual(), inHome(System.getenv()), says);
  }

  static Path open(Path usual, Optional<Path> instead, Consumer<String> says) throws IOException {
    try {
      return open(usual);
    } catch (IOException e) {
      if (instead.isEmpty()) {
        throw e;
      }
      Path opened = open(instead.get());
      says.accept(e.getMessage() + "; plug-ins and engine meet in " + opened);
      return opened;
    }
  }

  /** None where the user has named the folder, or the usual one is in the home already. */
  static Optional<Path> inHome(Map<String, String> environment) {
    if (!environment.getOrDefault("ANTIPHON_RUN_DIR", "").isEmpty() || Platform.isWindows() || Platform.isMac()) {
      return Optional.empty();
    }
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    return cache.startsWith("/") ? Optional.of(Path.of(cache, "antiphon", "run"))
        : home.startsWith("/") ? Optional.of(Path.of(home, ".cache", "antiphon", "run"))
        : Optional.empty();
  }

  /**
   * Makes it if need be.
   *
   * @return the same folder
   * @throws IOException if it cannot be made, or others than the user can get at it: they could play on the user's tracks
   */
  public static Path open(Path folder) throws IOException {
    if (Platform.isWindows()) {
      // Closed to others by the access list that it inherits.
      return Files.createDirectories(folder);
    }
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Path above = folder.toAbsolutePath().getParent();
      if (above != null) {
        Files.createDirectories(above);
      }
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    PosixFileAttributes found = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    boolean open = found.permissions().stream().anyMatch(OTHERS::contains);
    int owner = (int) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    if (!found.isDirectory() || open || owner != userId()) {
      throw new IOException(
          folder + " is " + PosixFilePermissions.toString(found.permissions()) + " of user " + owner
              + ": expected a folder that only user " + userId() + " can open (chmod 700)");
    }
    return folder;
  }

  private static int userId() {
    return UserId.SYSTEM.geteuid();
  }

  private interface UserId extends com.sun.jna.Library {
    UserId SYSTEM = com.sun.jna.Native.load(Platform.C_LIBRARY_NAME, UserId.class);

    int geteuid();
  }
}
