package antiphon.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
