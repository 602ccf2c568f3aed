package antiphon.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.score.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the library lists, marks, deletes and brings back, and how it is made anew. */
class TakeLibraryTest {
  @TempDir private Path folder;

  private TakeLibrary open() {
    return TakeLibrary.open(folder, new FolderReader());
  }

  private static List<String> ids(List<Listed> takes) {
    return takes.stream().map(Listed::id).toList();
  }

  @Test
  void shouldListWhatLiesInTheFolderWithWhatItIs() throws IOException {
    for (long seed : new long[] {1, 2, -3}) {
      FolderReader.write(folder, seed);
    }
    Files.createDirectories(folder.resolve("something-else"));
    try (TakeLibrary library = open()) {
      TakeLibrary.Synced synced = library.sync(Set.of("take-2"));
      assertThat(synced.read()).isEqualTo(2);
      assertThat(synced.problems()).isEmpty();
      assertThat(ids(library.list("", false))).containsExactly("take-1");
      assertThat(library.sync(Set.of()).read()).isEqualTo(1);
      assertThat(library.sync(Set.of()).read()).as("each once").isZero();
      Listed take = library.named("take-1");
      assertThat(take.title()).isEqualTo("Tune 1");
      assertThat(take.kind()).isEqualTo("import");
      assertThat(take.bars()).isEqualTo(16);
      assertThat(take.notes()).isEqualTo(Tunes.tune(1, 16).size());
      assertThat(take.lengthMs()).isEqualTo(32_000);
      assertThat(take.tempo()).isEqualTo(120);
      assertThat(take.thumbnail()).hasSize(take.notes()).allMatch(n -> n[0] >= 0 && n[0] + n[1] <= 1001);
      assertThat(library.notes("take-1")).hasSize(take.notes());
      assertThat(library.barStartsMs("take-1")).hasSize(16).endsWith(30_000);
      assertThat(library.analysis("take-1").density()).hasSize(16);
    }
  }

  @Test
  void shouldFindByWordsAndByLikeness() throws IOException {
    for (long seed = 0; seed < 8; seed++) {
      FolderReader.write(folder, seed);
    }
    try (TakeLibrary library = open()) {
      library.sync(Set.of());
      library.name("take-5", "Evening in Łódź");
      assertThat(ids(library.list("EVENING", false))).containsExactly("take-5");
      assertThat(ids(library.list("tune 5", false))).as("its own title still counts").contains("take-5");
      assertThat(library.list("evening quartet", false)).isEmpty();
      assertThat(library.list("%", false)).isEmpty();
      List<Note> high = Tunes.tune(5, 16).stream().map(n -> new Note(n.onset(), n.duration(), n.pitch() + 5)).toList();
      library.put("copy", Tunes.shelved("In another key", high), 0, 0);
      assertThat(library.like("copy", 3).getFirst().take().id()).isEqualTo("take-5");
      assertThat(library.like("copy", 3)).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score())).hasSize(3);
    }
  }

  @Test
  void shouldMarkDeleteAndBringBackInOrder() throws IOException {
    for (long seed = 1; seed < 4; seed++) {
      FolderReader.write(folder, seed);
    }
    try (TakeLibrary library = open()) {
      library.sync(Set.of());
      library.star("take-2", true);
      assertThat(ids(library.list("", true))).containsExactly("take-2");
      library.delete("take-1", 1_000);
      library.delete("take-2", 1_000);
      assertThat(ids(library.list("", false))).containsExactly("take-3");
      assertThat(library.deleted()).isEqualTo(2);
      assertThat(library.sync(Set.of()).read()).isZero();
      assertThat(library.undo().orElseThrow().id()).isEqualTo("take-2");
      assertThat(library.undo().orElseThrow().id()).isEqualTo("take-1");
      assertThat(library.undo()).isEmpty();
      assertThat(library.named("take-2").starred()).isTrue();
      library.delete("take-3", 5_000);
      assertThat(library.empty()).isEqualTo(1);
      assertThat(folder.resolve("take-3")).doesNotExist();
      assertThat(ids(library.list("", false))).containsExactly("take-2", "take-1");
      assertThatThrownBy(() -> library.star("take-3", true)).hasMessage("take 'take-3': there is none");
      assertThatThrownBy(() -> library.named("take-")).hasMessageContaining("there are 2");
      assertThatThrownBy(() -> library.name("take-1", "two\nlines")).hasMessageContaining("one line");
    }
  }

  @Test
  void shouldComeBackFromACopyOfTheFolderWithItsMarks() throws IOException {
    for (long seed = 1; seed < 5; seed++) {
      FolderReader.write(folder, seed);
    }
    Path copy = folder.resolveSibling(folder.getFileName() + "-copy");
    try (TakeLibrary library = open()) {
      library.sync(Set.of());
      library.name("take-1", "First");
      library.star("take-2", true);
      library.delete("take-4", 7);
    }
    copy(folder, copy);
    Files.delete(copy.resolve("takes.db"));
    try (TakeLibrary library = TakeLibrary.open(copy, new FolderReader())) {
      assertThat(library.sync(Set.of()).read()).isEqualTo(4);
      assertMarked(library);
      library.rebuild();
      assertMarked(library);
      assertThat(library.undo().orElseThrow().id()).isEqualTo("take-4");
    }
  }

  private static void assertMarked(TakeLibrary library) {
    assertThat(ids(library.list("", false))).containsExactly("take-3", "take-2", "take-1");
    assertThat(library.named("First").id()).isEqualTo("take-1");
    assertThat(ids(library.list("", true))).containsExactly("take-2");
    assertThat(library.deleted()).isEqualTo(1);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @Test
  void shouldPutADamagedDatabaseAsideAndBeginAnew() throws IOException {
    FolderReader.write(folder, 1);
    Files.writeString(folder.resolve("takes.db"), "this is no database, however long it may be".repeat(200));
    try (TakeLibrary library = open()) {
      assertThat(library.sync(Set.of()).read()).isEqualTo(1);
      assertThat(library.check()).isEqualTo("ok");
      assertThat(folder.resolve("takes.db.old")).exists();
    }
  }

  @Test
  void shouldSayWhatCannotBeReadAndTakeInTheRest() throws IOException {
    FolderReader.write(folder, 1);
    FolderReader.write(folder, 2);
    Files.writeString(folder.resolve("take-2").resolve("seed.txt"), "garbage");
    try (TakeLibrary library = open()) {
      TakeLibrary.Synced synced = library.sync(Set.of());
      assertThat(synced.problems()).hasSize(1).first().asString().startsWith("take-2: ").contains("garbage");
      assertThat(ids(library.list("", false))).containsExactly("take-1");
    }
  }

  @Test
  void shouldSurviveAReaderThatRunsOutOfMemoryAndTryNothingTwiceThatDidNotChange() throws IOException {
    for (long seed = 1; seed < 5; seed++) {
      FolderReader.write(folder, seed);
    }
    List<String> tried = new ArrayList<>();
    FolderReader sound = new FolderReader();
    TakeReader reader = new TakeReader() {
      @Override
      public Optional<Path> source(Path own) {
        return sound.source(own);
      }

      @Override
      public Optional<Shelved> read(Path source) throws IOException {
        String id = String.valueOf(source.getParent().getFileName());
        tried.add(id);
        switch (id) {
          case "take-1" -> throw new OutOfMemoryError("Java heap space");
          case "take-2" -> throw new StackOverflowError();
          case "take-3" -> throw new IllegalStateException();
          default -> {
            return sound.read(source);
          }
        }
      }
    };
    try (TakeLibrary library = TakeLibrary.open(folder, reader)) {
      List<String> problems = library.sync(Set.of()).problems();
      assertThat(problems).hasSize(3).allMatch(problem -> problem.matches("take-[123]: .+"));
      assertThat(problems.getFirst()).isEqualTo("take-1: more than this program has memory for, expected a smaller file");
      assertThat(ids(library.list("", false))).containsExactly("take-4");
      assertThat(library.sync(Set.of()).problems()).as("still said").isEqualTo(problems);
      assertThat(tried).as("each once").containsExactly("take-1", "take-2", "take-3", "take-4");
      Files.writeString(folder.resolve("take-3").resolve("seed.txt"), "30000");
      assertThat(library.sync(Set.of()).problems()).hasSize(3);
      assertThat(tried).as("what changed").hasSize(5).endsWith("take-3");
    }
  }
}
