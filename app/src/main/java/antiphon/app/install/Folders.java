package antiphon.app.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders. Stateless. */
final class Folders {
  private Folders() {}

  /** Copies a file or folder with all in it; {@code to} must not be there. */
  static void copy(Path from, Path to) throws IOException {
    Path above = to.toAbsolutePath().getParent();
    if (above != null) {
      Files.createDirectories(above);
    }
    for (Path file : below(from)) {
      Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES,
          LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Removes a file or folder with all in it, if it is there; links are not followed. */
  static boolean remove(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    for (Path file : below(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
      Files.delete(file);
    }
    return true;
  }

  /** Bytes of all files in a folder. */
  static long bytes(Path folder) throws IOException {
    return below(folder).stream().filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).mapToLong(file -> {
      try {
        return Files.size(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }).sum();
  }

  /** The folder and all in it, what contains before what is contained. */
  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList();
    }
  }
}
