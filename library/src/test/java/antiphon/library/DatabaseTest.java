package antiphon.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is put aside and what is not. */
class DatabaseTest {
  private static final int BUSY_MS = 100;
  private static final String GARBAGE = "this is no database, however long it may be".repeat(200);

  @TempDir private Path folder;

  private Connection other() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("takes.db"));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void shouldSayThatAnotherProgramHasItAndLeaveItAlone() throws Exception {
    FolderReader.write(folder, 1);
    try (TakeLibrary library = TakeLibrary.open(folder, new FolderReader())) {
      library.sync(Set.of());
      library.name("take-1", "Mine");
    }
    try (Connection other = other(); Statement statement = other.createStatement()) {
      statement.execute("PRAGMA locking_mode=EXCLUSIVE");
      statement.execute("BEGIN EXCLUSIVE");
      statement.execute("CREATE TABLE held (x)");
      assertThatThrownBy(() -> Database.open(folder, BUSY_MS))
          .isInstanceOf(LibraryBusyException.class).hasMessageContaining("takes.db is in use by another program").hasMessageContaining("expected");
      assertThat(files()).noneMatch(name -> name.contains(".old"));
      statement.execute("ROLLBACK");
    }
    try (TakeLibrary library = TakeLibrary.open(folder, new FolderReader())) {
      assertThat(library.list("", false)).extracting(Listed::title).containsExactly("Mine");
    }
  }

  @Test
  void shouldSayItAlsoOfWhatIsAskedLater() throws Exception {
    FolderReader.write(folder, 1);
    try (Database database = Database.open(folder, BUSY_MS); Connection other = other(); Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertThatThrownBy(() -> database.change("DELETE FROM takes")).isInstanceOf(LibraryBusyException.class);
      statement.execute("ROLLBACK");
      assertThat(database.change("DELETE FROM takes")).isZero();
    }
  }

  @Test
  void shouldNotPutAnotherVersionAsideWhileAnotherProgramHasIt() throws Exception {
    try (Connection other = other(); Statement statement = other.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA user_version=1");
      statement.execute("CREATE TABLE takes (id)");
      assertThatThrownBy(() -> Database.open(folder, BUSY_MS)).isInstanceOf(LibraryBusyException.class);
      assertThat(files()).contains("takes.db").noneMatch(name -> name.contains(".old"));
    }
    try (Database database = Database.open(folder, BUSY_MS)) {
      assertThat(database.check()).isEqualTo("ok");
      assertThat(files()).contains("takes.db.old");
    }
  }

  @Test
  void shouldNeverPutOneAsideOverAnother() throws IOException {
    for (int n = 0; n < 3; n++) {
      Files.writeString(folder.resolve("takes.db"), n + GARBAGE);
      Database.open(folder, BUSY_MS).close();
    }
    assertThat(files()).containsExactly("takes.db", "takes.db.old", "takes.db.old.2", "takes.db.old.3");
    assertThat(Files.readString(folder.resolve("takes.db.old"))).isEqualTo(0 + GARBAGE);
    assertThat(Files.readString(folder.resolve("takes.db.old.3"))).isEqualTo(2 + GARBAGE);
  }
}
