package antiphon.bridge;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One engine for a run folder: a plug-in that finds it locked starts none, and a second engine that finds it locked
 * ends. The system frees the lock of a process that dies. [any]
 */
public final class EngineLock implements AutoCloseable {
  private final FileChannel file;
  private final FileLock lock;

  private EngineLock(FileChannel file, FileLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /** Takes the lock; empty if an engine has it. */
  public static Optional<EngineLock> take(Path runFolder) throws IOException {
    FileChannel file = FileChannel.open(
        runFolder.resolve("engine.lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = file.tryLock(0, 1, false);
      if (lock != null) {
        return Optional.of(new EngineLock(file, lock));
      }
    } catch (OverlappingFileLockException e) {
      // This very process has it.
    } catch (IOException e) {
      file.close();
      throw e;
    }
    file.close();
    return Optional.empty();
  }

  /** Frees it; a second time does nothing. */
  @Override
  public void close() throws IOException {
    if (file.isOpen()) {
      lock.release();
      file.close();
    }
  }
}
