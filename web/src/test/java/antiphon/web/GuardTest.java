package antiphon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GuardTest {
  @Test
  void shouldKnowItselfWithoutThePortThatBrowsersLeaveOut() {
    assertThat(Guard.hosts(80, List.of("192.168.1.7")))
        .containsExactlyInAnyOrder("127.0.0.1", "127.0.0.1:80", "localhost", "localhost:80", "[::1]", "[::1]:80", "192.168.1.7", "192.168.1.7:80");
    assertThat(Guard.hosts(8080, List.of())).containsExactly("127.0.0.1:8080", "localhost:8080", "[::1]:8080");
  }
}
