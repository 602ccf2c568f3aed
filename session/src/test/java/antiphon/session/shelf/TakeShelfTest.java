package antiphon.session.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.library.Shelved;
import antiphon.library.TakeLibrary;
import antiphon.library.TakeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeShelfTest {
  private static final byte[] TUNE = "X:1\nT:First\nL:1/8\nM:4/4\nK:D\nDEFG A2f2|agfe d4|\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private final TakeFolders sound = new TakeFolders();
  private volatile Throwable thrown = new IOException("none");

  /** Reads as always, but for what is thrown behind it. */
  private final TakeReader failing = new TakeReader() {
    @Override
    public Optional<Path> source(Path own) throws IOException {
      return sound.source(own);
    }

    @Override
    public Optional<Shelved> read(Path source) throws IOException {
      sound.read(source);
      switch (thrown) {
        case Error error -> throw error;
        case RuntimeException exception -> throw exception;
        default -> throw new IOException(thrown);
      }
    }
  };

  private Stream<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith("takes.db")).toList().stream();
    }
  }

  @Test
  void shouldLeaveNothingBehindWhateverIsThrownWhileImporting() throws IOException {
    try (TakeShelf shelf = new TakeShelf(TakeLibrary.open(folder, failing))) {
      for (Throwable reason : new Throwable[] {
          new OutOfMemoryError("Java heap space"), new StackOverflowError(), new IllegalStateException("odd"), new IOException("gone"),
          new NoClassDefFoundError("x")}) {
        thrown = reason;
        assertThatThrownBy(() -> shelf.take("tune.abc", TUNE)).as(reason.toString()).isNotNull();
        assertThat(left()).as(reason.toString()).isEmpty();
      }
      assertThat(shelf.sync()).isEmpty();
      assertThat(shelf.library().list("", false)).isEmpty();
    }
  }

  @Test
  void shouldLeaveNothingBehindOfWhatIsNoMusic() throws IOException {
    try (TakeShelf shelf = TakeShelf.open(folder)) {
      for (String name : new String[] {"", "/", "..", "a/../b", "no.txt", "x".repeat(200) + ".abc", "broken.mid", "broken.mxl", "broken.musicxml", "a\0b.abc"}) {
        assertThatThrownBy(() -> shelf.take(name, new byte[] {1, 2, 3})).as(name).hasMessageContaining("expected");
        assertThat(left()).as(name).isEmpty();
      }
      String id = shelf.take("C:\\tunes\\first.abc", TUNE);
      assertThat(left()).containsExactly(id);
      assertThat(shelf.library().named(id).bars()).isEqualTo(2);
    }
  }

  @Test
  void shouldListTheOthersWhereOneCannotBeRead() throws IOException {
    for (String broken : new String[] {"broken.mid", "broken.mxl", "broken.musicxml", "broken.abc"}) {
      Files.createDirectories(folder.resolve(broken).resolve("import"));
      Files.write(folder.resolve(broken).resolve("import").resolve(broken), new byte[] {80, 75, 3, 4, 0, -1});
    }
    Files.createDirectories(folder.resolve("torn"));
    Files.writeString(folder.resolve("torn").resolve("take.antiphon"), "{\"torn\": ");
    try (TakeShelf shelf = TakeShelf.open(folder)) {
      String id = shelf.take("first.abc", TUNE);
      assertThat(shelf.sync()).hasSize(5).allMatch(line -> !line.contains("\n") && !line.contains("null"));
      assertThat(shelf.library().list("", false)).hasSize(1).first().extracting(listed -> listed.id()).isEqualTo(id);
    }
    try (TakeShelf again = TakeShelf.open(folder)) {
      assertThat(again.sync()).hasSize(5);
    }
  }
}
