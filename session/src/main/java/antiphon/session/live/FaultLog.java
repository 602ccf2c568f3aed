package antiphon.session.live;

import antiphon.pipeline.Fault;
import antiphon.pipeline.Faults;
import antiphon.user.UserFolders;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Says each fault on the terminal, as one line, and writes it with its stack into a file of bounded size: beyond 256 KiB it
 * becomes {@code faults.log.1} in place of the one before and is begun anew. What cannot be written is said only. Locked by
 * itself. [any]
 */
public final class FaultLog implements Consumer<Fault>, Thread.UncaughtExceptionHandler {
  static final String FILE = "faults.log";
  static final int MOST_BYTES = 256 * 1024;

  private final Path file;
  private final PrintStream terminal;
  /** Of threads that died; engines keep their own. */
  private final Faults died = new Faults();

  /** The log of {@code file}, of which each fault is said on {@code terminal} too. */
  public FaultLog(Path file, PrintStream terminal) {
    this.file = file;
    this.terminal = terminal;
  }

  /** The user's, said on the error stream. */
  public static FaultLog ofUser() {
    return User.LOG;
  }

  private static final class User {
    private static final FaultLog LOG = new FaultLog(UserFolders.here().state().resolve(FILE), System.err);
  }

  /** Where it is written. */
  public Path file() {
    return file;
  }

  @Override
  public synchronized void accept(Fault fault) {
    String where = write(fault) ? "; see " + file : "";
    terminal.println("antiphon: " + fault.line() + where);
    terminal.flush();
  }

  private boolean write(Fault fault) {
    String entry = Instant.now() + " " + fault.line() + System.lineSeparator() + fault.stack() + System.lineSeparator();
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      if (Files.exists(file) && Files.size(file) + entry.length() > MOST_BYTES) {
        Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.writeString(file, entry, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** A thread died of what nobody caught. */
  @Override
  public void uncaughtException(Thread thread, Throwable reason) {
    if (died.add(thread.getName(), reason)) {
      accept(Fault.of(thread.getName(), reason));
    }
  }
}
