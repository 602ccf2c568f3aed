package antiphon.app;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * A bar on the error stream for what takes long, where that is a terminal; elsewhere nothing is said. [any]
 */
final class Progress implements AutoCloseable {
  private static final int WIDTH = 30;
  private static final long TICK_NS = 500_000_000L;
  private static final double NS_PER_S = 1e9;

  private final @Nullable PrintWriter terminal;
  private final String what;
  private final double total;
  private final long startNs = System.nanoTime();
  private volatile boolean closed;

  Progress(@Nullable PrintWriter terminal, String what, double total) {
    this.terminal = terminal;
    this.what = what;
    this.total = total;
  }

  /** One that counts up to {@code total}. */
  static Progress of(CommandLine command, String what, double total) {
    return new Progress(seen() ? command.getErr() : null, what, total);
  }

  /** Whether somebody sees it: a console that is redirected is none. */
  @SuppressWarnings("SystemConsoleNull") // Java 25 gives null again where there is no terminal.
  static boolean seen() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** One that follows the clock for so many seconds. */
  static Progress timed(CommandLine command, String what, double seconds) {
    Progress progress = of(command, what, seconds);
    if (progress.terminal != null) {
      Thread.ofVirtual().start(() -> {
        while (!progress.closed) {
          progress.at((System.nanoTime() - progress.startNs) / NS_PER_S);
          LockSupport.parkNanos(TICK_NS);
        }
      });
    }
    return progress;
  }

  /** So much is done. */
  synchronized void at(double done) {
    if (terminal != null && !closed) {
      double share = Math.clamp(total > 0 ? done / total : 1, 0, 1);
      int full = (int) Math.round(share * WIDTH);
      terminal.print(String.format(
          Locale.ROOT, "\r%s [%s%s] %3.0f %%%s", what, "=".repeat(full), " ".repeat(WIDTH - full), 100 * share, left(share)));
      terminal.flush();
    }
  }

  /** How long it will still take, once that can be told. */
  private String left(double share) {
    double passed = (System.nanoTime() - startNs) / NS_PER_S;
    if (share < 0.02 || passed < 1) {
      return "        ";
    }
    long seconds = Math.round(passed * (1 - share) / share);
    return String.format(Locale.ROOT, " %d:%02d   ", seconds / 60, seconds % 60);
  }

  /** Takes the bar away. */
  @Override
  public synchronized void close() {
    if (terminal != null && !closed) {
      terminal.print("\r" + " ".repeat(what.length() + WIDTH + 24) + "\r");
      terminal.flush();
    }
    closed = true;
  }
}
