package antiphon.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UserFoldersTest {
  private static final String JAVA_HOME = "/of/java";

  private static UserFolders linux(Map<String, String> environment) {
    return UserFolders.of(environment, "Linux", JAVA_HOME);
  }

  @Test
  void shouldFollowTheHomeOfTheEnvironment() {
    UserFolders folders = linux(Map.of("HOME", "/home/ann"));
    assertThat(folders.home()).isEqualTo(Path.of("/home/ann"));
    assertThat(folders.settings()).isEqualTo(Path.of("/home/ann/.config/antiphon"));
    assertThat(folders.data()).isEqualTo(Path.of("/home/ann/.local/share/antiphon"));
    assertThat(folders.cache()).isEqualTo(Path.of("/home/ann/.cache/antiphon"));
    assertThat(folders.run()).isEmpty();
    assertThat(linux(Map.of()).settings()).isEqualTo(Path.of(JAVA_HOME, ".config/antiphon"));
  }

  @Test
  void shouldFollowTheVariablesOfXdg() {
    UserFolders folders = linux(Map.of(
        "HOME", "/home/ann", "XDG_CONFIG_HOME", "/c", "XDG_DATA_HOME", "/d", "XDG_CACHE_HOME", "/e", "XDG_RUNTIME_DIR", "/run/user/7"));
    assertThat(folders.settings()).isEqualTo(Path.of("/c/antiphon"));
    assertThat(folders.data()).isEqualTo(Path.of("/d/antiphon"));
    assertThat(folders.cache()).isEqualTo(Path.of("/e/antiphon"));
    assertThat(folders.run()).contains(Path.of("/run/user/7/antiphon"));
  }

  @Test
  void shouldTakeAVariableThatIsNoAbsolutePathForNotSet() {
    UserFolders folders = linux(Map.of(
        "HOME", "", "XDG_CONFIG_HOME", "here", "XDG_DATA_HOME", "../d", "XDG_CACHE_HOME", "bad\0name", "XDG_RUNTIME_DIR", ""));
    assertThat(folders.settings()).isEqualTo(Path.of(JAVA_HOME, ".config/antiphon"));
    assertThat(folders.data()).isEqualTo(Path.of(JAVA_HOME, ".local/share/antiphon"));
    assertThat(folders.cache()).isEqualTo(Path.of(JAVA_HOME, ".cache/antiphon"));
    assertThat(folders.run()).isEmpty();
  }

  @Test
  void shouldFollowTheWaysOfMacOs() {
    UserFolders folders = UserFolders.of(Map.of("HOME", "/Users/ann", "XDG_CONFIG_HOME", "/c"), "Mac OS X", JAVA_HOME);
    assertThat(folders.settings()).isEqualTo(Path.of("/Users/ann/Library/Application Support/Antiphon"));
    assertThat(folders.data()).isEqualTo(folders.settings());
    assertThat(folders.cache()).isEqualTo(Path.of("/Users/ann/Library/Caches/Antiphon"));
    assertThat(folders.run()).contains(Path.of("/Users/ann/Library/Caches/Antiphon/run"));
  }

  @Test
  void shouldFollowTheWaysOfWindows() {
    // Paths of the system that runs the test, as Java knows no others.
    Map<String, String> environment = Map.of("APPDATA", "/ann/Roaming", "LOCALAPPDATA", "/ann/Local", "HOME", "/of/another/shell");
    UserFolders folders = UserFolders.of(environment, "Windows 11", JAVA_HOME);
    assertThat(folders.home()).isEqualTo(Path.of(JAVA_HOME));
    assertThat(folders.settings()).isEqualTo(Path.of("/ann/Roaming/Antiphon"));
    assertThat(folders.data()).isEqualTo(Path.of("/ann/Local/Antiphon"));
    assertThat(folders.cache()).isEqualTo(Path.of("/ann/Local/Antiphon/cache"));
    assertThat(folders.run()).contains(Path.of("/ann/Local/Antiphon/run"));
    UserFolders bare = UserFolders.of(Map.of(), "Windows 11", JAVA_HOME);
    assertThat(bare.settings()).isEqualTo(Path.of(JAVA_HOME, "AppData/Roaming/Antiphon"));
    assertThat(bare.data()).isEqualTo(Path.of(JAVA_HOME, "AppData/Local/Antiphon"));
  }
}
