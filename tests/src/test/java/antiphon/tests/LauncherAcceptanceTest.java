package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a repository of one class, with a Maven that only compiles that. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class LauncherAcceptanceTest {
  private static final Path ROOT = Path.of(System.getProperty("antiphon.root")).toAbsolutePath().normalize();

  /** Counts its runs, and waits at the gate if there is one. */
  private static final String MAVEN = """
      #!/bin/sh
      echo run >>runs
      [ -p gate ] && cat gate >/dev/null
      mkdir -p app/target/classes app/target/lib
      "$JAVA_HOME/bin/javac" -d app/target/classes app/src/main/java/antiphon/app/Antiphon.java || exit 1
      echo library >app/target/lib/library.txt
      "$JAVA_HOME/bin/jar" --create --file app/target/app-1.jar -C app/target/classes .
      """;

  @TempDir private Path repository;

  @BeforeEach
  void make() throws IOException {
    Files.copy(ROOT.resolve("antiphon"), repository.resolve("antiphon"));
    program("mvn", MAVEN);
    program("npm", "#!/bin/sh\n");
    Files.writeString(repository.resolve("pom.xml"), "<project/>");
    Files.createDirectories(repository.resolve("web/page/src"));
    Files.writeString(repository.resolve("web/page/package.json"), "{}");
    source("one");
    Files.writeString(repository.resolve("app/pom.xml"), "<project/>");
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.createDirectories(repository.resolve("bin")).resolve(name);
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void source(String says) throws IOException {
    Path file = repository.resolve("app/src/main/java/antiphon/app/Antiphon.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "package antiphon.app; class Antiphon { public static void main(String[] a) { System.out.print(\"" + says + "\"); } }");
  }

  private record Started(Process process, Path out, Path err) {
    String said() throws IOException, InterruptedException {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(err)).isZero();
      return Files.readString(out);
    }
  }

  private Started start() throws IOException {
    Path out = Files.createTempFile(repository, "out", ".txt");
    Path err = Files.createTempFile(repository, "err", ".txt");
    ProcessBuilder builder = new ProcessBuilder("sh", repository.resolve("antiphon").toString())
        .redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PATH", repository.resolve("bin") + ":/usr/bin:/bin");
    return new Started(builder.start(), out, err);
  }

  private List<String> runs() throws IOException {
    return Files.readAllLines(repository.resolve("runs"));
  }

  private Path lock() {
    return repository.resolve("target/build.lock");
  }

  @Test
  void shouldBuildOnceAndAgainWhenASourceIsNewer() throws Exception {
    assertThat(start().said()).isEqualTo("one");
    assertThat(start().said()).isEqualTo("one");
    assertThat(runs()).hasSize(1);
    for (String next : List.of("two", "three", "four")) {
      source(next);
      assertThat(start().said()).isEqualTo(next);
    }
    assertThat(runs()).hasSize(4);
    try (Stream<Path> files = Files.list(repository.resolve("target/program"))) {
      assertThat(files).as("the program, the one before, and which runs").hasSize(3);
    }
  }

  @Test
  void shouldTakeWhatMavenHasBuiltByHand() throws Exception {
    ProcessBuilder maven = new ProcessBuilder(repository.resolve("bin/mvn").toString()).directory(repository.toFile());
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    assertThat(maven.start().waitFor()).isZero();
    assertThat(start().said()).isEqualTo("one");
    assertThat(runs()).hasSize(1);
  }

  @Test
  void shouldKeepTheProgramThatWorksWhenABuildFails() throws Exception {
    assertThat(start().said()).isEqualTo("one");
    source("two\");");
    Started broken = start();
    assertThat(broken.said()).isEqualTo("one");
    assertThat(Files.readString(broken.err)).contains("the build failed").contains("this is the program as it was built before");
    source("three");
    assertThat(start().said()).isEqualTo("three");
    assertThat(Files.isSymbolicLink(lock())).isFalse();
  }

  @Test
  void shouldFailWhereThereIsNothingToStart() throws Exception {
    source("one\");");
    Started broken = start();
    assertThat(broken.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(broken.process.exitValue()).isEqualTo(1);
    assertThat(Files.readString(broken.err)).contains("antiphon: not built yet, and the build failed; all of it is in ");
    assertThat(Files.isSymbolicLink(lock())).isFalse();
  }

  @Test
  void shouldWaitForABuildOfAnother() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", repository.resolve("gate").toString()).start().waitFor()).isZero();
    Started first = start();
    Chromium.await("Maven", () -> Files.exists(repository.resolve("runs")));
    Started second = start();
    Chromium.await("the second to wait", () -> Files.readString(second.err).contains("waiting for the build of process"));
    Files.writeString(repository.resolve("gate"), "go");
    assertThat(first.said()).isEqualTo("one");
    assertThat(second.said()).isEqualTo("one");
    assertThat(runs()).hasSize(1);
    assertThat(Files.isSymbolicLink(lock())).isFalse();
  }

  @Test
  void shouldNotWaitForABuildThatWasKilled() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    assertThat(gone.waitFor()).isZero();
    Files.createDirectories(lock().getParent());
    Files.createSymbolicLink(lock(), Path.of(String.valueOf(gone.pid())));
    assertThat(start().said()).isEqualTo("one");
    assertThat(Files.isSymbolicLink(lock())).isFalse();
  }
}
