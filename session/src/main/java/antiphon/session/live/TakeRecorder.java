package antiphon.session.live;

import antiphon.pipeline.EngineSettings;
import antiphon.session.take.TakeFiles;
import antiphon.take.TakeLog;
import antiphon.take.TakeOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Where a session is taken down while it is played: {@code take.antiphon} in a folder of its own. Stateless. */
public final class TakeRecorder {
  /** The file in the take's folder that is written while music plays. */
  public static final String FILE = "take.antiphon";

  /** Where takes are kept, unless something else is said. */
  public static final String FOLDER = "takes";

  private TakeRecorder() {}

  /** A folder in {@code takes/} named by date and time; not made yet. */
  public static Path newFolder() {
    return Path.of(FOLDER, DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").format(LocalDateTime.now(ZoneId.systemDefault())));
  }

  /**
   * Begins to take down, in {@code folder}, which is made if it is not there.
   *
   * @return for {@link LiveSession} or {@link VirtualSession}, which close it
   * @throws IOException if the folder cannot be written
   */
  public static TakeLog begin(Path folder, EngineSettings settings, TakeOrigin origin) throws IOException {
    boolean there = Files.exists(folder);
    TakeFiles.prepare(folder);
    try {
      return TakeLog.begin(folder.resolve(FILE), settings, origin);
    } catch (IOException e) {
      if (!there) {
        Files.deleteIfExists(folder);
      }
      throw e;
    }
  }

  /** Takes back what was begun for a session in which nothing was played. */
  public static void discard(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
    try (var left = Files.list(folder)) {
      if (left.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(folder);
  }
}
