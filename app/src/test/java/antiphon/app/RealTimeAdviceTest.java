package antiphon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RealTimeAdviceTest {
  private static final String HEAD = "Limit                     Soft Limit           Hard Limit           Units     ";

  @Test
  void shouldSayHowToAllowWhatTheAccountMayNot() {
    assertThat(advice("Max realtime priority     0                    0                    "))
        .anyMatch(line -> line.contains("rtprio 95"))
        .anyMatch(line -> line.contains("usermod -aG audio ann"));
  }

  @Test
  void shouldBlameTheContainerWhenTheLimitsAllowIt() {
    assertThat(advice("Max realtime priority     95                   95                   "))
        .singleElement().asString().contains("up to 95").contains("container");
  }

  @Test
  void shouldSayNothingWhereThereAreNoSuchLimits() {
    assertThat(RealTimeAdvice.by(List.of(HEAD), "ann")).isEmpty();
  }

  private static List<String> advice(String line) {
    return RealTimeAdvice.by(List.of(HEAD, "Max open files            1024                 4096                 files", line), "ann");
  }
}
