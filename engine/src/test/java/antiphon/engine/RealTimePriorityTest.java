package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RealTimePriorityTest {
  private static final int POLICY = 40;

  /** The kernel's word for how the calling thread is scheduled: 0 is ordinary. */
  private static int policy() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[POLICY - 2]);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldKeepThePriorityToTheThreadThatAskedForIt() throws Exception {
    CompletableFuture<int[]> policies = new CompletableFuture<>();
    Thread.ofPlatform().start(() -> {
      RealTimePriority.Outcome outcome = RealTimePriority.request();
      int own = policy();
      Thread.ofPlatform().start(() -> policies.complete(new int[] {outcome.granted() ? 1 : 0, own, policy()}));
    });
    int[] found = policies.get(10, TimeUnit.SECONDS);
    assertThat(found[1]).as("of the thread that asked").isEqualTo(found[0]);
    assertThat(found[2]).as("of a thread that it started").isZero();
  }
}
