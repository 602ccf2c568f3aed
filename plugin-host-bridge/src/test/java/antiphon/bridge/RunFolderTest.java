package antiphon.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFolderTest {
  @TempDir private Path folder;

  @Test
  void shouldMakeAFolderThatOnlyTheUserCanOpen() throws IOException {
    Path made = RunFolder.open(folder.resolve("above").resolve("run"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made))).isEqualTo("rwx------");
    assertThat(RunFolder.open(made)).isEqualTo(made);
  }

  @Test
  void shouldRefuseAFolderThatOthersCanOpen() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-x---"));
    assertThatThrownBy(() -> RunFolder.open(open)).isInstanceOf(IOException.class).hasMessageContaining("chmod 700");
  }

  @Test
  void shouldRefuseALinkToAFolder() throws IOException {
    Path there = RunFolder.open(folder.resolve("there"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), there);
    assertThatThrownBy(() -> RunFolder.open(link)).isInstanceOf(IOException.class);
  }

  @Test
  void shouldMeetInTheHomeWhereTheUsualFolderIsNotTheUsersAndSayIt() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Files.setPosixFilePermissions(taken, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path home = folder.resolve("home/.cache/antiphon/run");
    List<String> said = new ArrayList<>();
    assertThat(RunFolder.open(taken, Optional.of(home), said::add)).isEqualTo(home);
    assertThat(said).singleElement().asString().startsWith(taken + " is rwxrwxrwx of user").endsWith("meet in " + home);
    said.clear();
    Path usual = folder.resolve("usual");
    assertThat(RunFolder.open(usual, Optional.of(home), said::add)).isEqualTo(usual);
    assertThat(said).isEmpty();
    assertThatThrownBy(() -> RunFolder.open(taken, Optional.empty(), said::add)).isInstanceOf(IOException.class);
  }

  @Test
  void shouldLookInTheHomeOnlyWhereTheUserHasNamedNoFolder() {
    assertThat(RunFolder.inHome(Map.of("HOME", "/home/ann"))).contains(Path.of("/home/ann/.cache/antiphon/run"));
    assertThat(RunFolder.inHome(Map.of("HOME", "/home/ann", "XDG_CACHE_HOME", "/c"))).contains(Path.of("/c/antiphon/run"));
    assertThat(RunFolder.inHome(Map.of("HOME", "/home/ann", "XDG_CACHE_HOME", "c"))).contains(Path.of("/home/ann/.cache/antiphon/run"));
    assertThat(RunFolder.inHome(Map.of("HOME", "/home/ann", "ANTIPHON_RUN_DIR", "/run/mine"))).isEmpty();
    assertThat(RunFolder.inHome(Map.of())).isEmpty();
  }

  @Test
  void shouldLetOneEngineInAtATime() throws IOException {
    EngineLock lock = EngineLock.take(folder).orElseThrow();
    assertThat(EngineLock.take(folder)).isEmpty();
    lock.close();
    lock.close();
    try (EngineLock next = EngineLock.take(folder).orElseThrow()) {
      assertThat(next).isNotNull();
    }
  }
}
