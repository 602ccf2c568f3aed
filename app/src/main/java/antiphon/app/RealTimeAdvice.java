package antiphon.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do on Linux when real-time priority is refused, in the words of somebody who sits beside you. Stateless. */
final class RealTimeAdvice {
  private static final Pattern LIMIT = Pattern.compile("Max realtime priority\\s+(\\d+)\\s+(\\d+).*");

  private RealTimeAdvice() {}

  /** For this process, by the limits that the kernel shows; empty where there are no such limits. */
  static List<String> here() {
    try {
      return by(Files.readAllLines(Path.of("/proc/self/limits")), System.getProperty("user.name", "you"));
    } catch (IOException e) {
      return List.of();
    }
  }

  /** By the lines of {@code /proc/PID/limits}. */
  static List<String> by(List<String> limits, String user) {
    for (String line : limits) {
      Matcher matcher = LIMIT.matcher(line);
      if (matcher.matches() && matcher.group(1).equals("0")) {
        return List.of(
            "your account may use no real-time priority at all; to allow it:",
            "  echo '@audio - rtprio 95' | sudo tee -a /etc/security/limits.d/audio.conf",
            "  echo '@audio - memlock unlimited' | sudo tee -a /etc/security/limits.d/audio.conf",
            "  sudo usermod -aG audio " + user + "     # then log out and in again",
            "rtkit, which gives it to desktop programs, is not asked here");
      }
      if (matcher.matches()) {
        return List.of("the limits allow priorities up to " + matcher.group(1)
            + ": if that is below the one asked for, raise 'rtprio' in /etc/security/limits.d;"
            + " if not, a container or control group holds it back (docker: --cap-add SYS_NICE --ulimit rtprio=95)");
      }
    }
    return List.of();
  }
}
