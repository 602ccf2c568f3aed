package antiphon.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Folders of tests: {@code seed.txt} with the seed of a tune, or of none where it is negative. */
final class FolderReader implements TakeReader {
  @Override
  public Optional<Path> source(Path folder) {
    return Optional.of(folder.resolve("seed.txt")).filter(Files::exists);
  }

  @Override
  public Optional<Shelved> read(Path source) throws IOException {
    long seed = Long.parseLong(Files.readString(source).strip());
    return seed < 0 ? Optional.empty() : Optional.of(Tunes.shelved("Tune " + seed, Tunes.tune(seed, 16)));
  }

  /** Makes such a folder. */
  static String write(Path library, long seed) throws IOException {
    String id = "take-" + seed;
    Files.createDirectories(library.resolve(id));
    Files.writeString(library.resolve(id).resolve("seed.txt"), Long.toString(seed));
    return id;
  }
}
