package antiphon.library;

import java.io.IOException;
import java.nio.file.Path;

/** A program that fills a library for ever and says what it has done, until somebody kills it. */
final class WritingChild {
  private WritingChild() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    try (TakeLibrary library = TakeLibrary.open(folder, new FolderReader())) {
      for (long n = seed; ; n++) {
        String id = FolderReader.write(folder, n);
        library.add(id);
        said("added " + id);
        if (n % 2 == 0) {
          library.star(id, true);
          said("starred " + id);
        }
        if (n % 3 == 0) {
          library.name(id, "Name " + n);
          said("named " + id);
        }
        if (n % 5 == 0) {
          library.delete(id, n);
          said("deleted " + id);
        }
      }
    }
  }

  private static void said(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
