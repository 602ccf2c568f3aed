package antiphon.session.shelf;

import antiphon.library.Shelved;
import antiphon.library.ShelvedReading;
import antiphon.library.TakeReader;
import antiphon.session.live.TakeRecorder;
import antiphon.session.sheet.SheetFiles;
import antiphon.session.sheet.SheetKind;
import antiphon.take.Take;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads folders: one with {@code take.antiphon} is a take, one with a file in {@code import} is a piece from elsewhere. Stateless. */
final class TakeFolders implements TakeReader {
  /** The folder in the take's folder in which an imported file lies under its own name. */
  static final String IMPORT = "import";

  @Override
  public Optional<Path> source(Path folder) throws IOException {
    Path take = folder.resolve(TakeRecorder.FILE);
    if (Files.isRegularFile(take)) {
      return Optional.of(take);
    }
    if (!Files.isDirectory(folder.resolve(IMPORT))) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder.resolve(IMPORT))) {
      return files.filter(file -> SheetKind.of(file).isPresent()).sorted().findFirst();
    }
  }

  @Override
  public Optional<Shelved> read(Path source) throws IOException {
    if (!isImport(source)) {
      return ShelvedReading.of(Take.read(source));
    }
    String created = Files.getLastModifiedTime(source).toInstant().toString();
    return Optional.of(ShelvedReading.of(
        SheetFiles.read(source, SheetKind.of(source).orElseThrow()), created, String.valueOf(source.getFileName())));
  }

  static boolean isImport(Path source) {
    return !source.endsWith(TakeRecorder.FILE);
  }
}
