package antiphon.bridge;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file mapped by the system's own call, so that it can be unmapped when we say so. One thread owns it: who touches
 * the buffer after {@link #close} crashes, so {@link #buffer} refuses. Only 64-bit systems.
 */
final class SharedMemory implements AutoCloseable {
  private static final int READ_WRITE = 2;
  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_SHARED = 1;

  private interface Posix extends Library {
    int open(String path, int flags);

    int close(int file);

    Pointer mmap(@Nullable Pointer address, long bytes, int protection, int flags, int file, long offset);

    int munmap(Pointer address, long bytes);
  }

  private interface Windows extends Library {
    int GENERIC_READ_WRITE = 0xC0000000;
    int SHARE_ALL = 7;
    int OPEN_EXISTING = 3;
    int PAGE_READWRITE = 4;
    int FILE_MAP_WRITE = 2;

    Pointer CreateFileW(
        WString path, int access, int share, @Nullable Pointer security, int creation, int flags, @Nullable Pointer template);

    @Nullable Pointer CreateFileMappingW(
        Pointer file, @Nullable Pointer security, int protection, int high, int low, @Nullable WString name);

    @Nullable Pointer MapViewOfFile(Pointer mapping, int access, int high, int low, long bytes);

    boolean UnmapViewOfFile(Pointer address);

    boolean CloseHandle(Pointer handle);
  }

  private final Pointer address;
  private final int bytes;
  private @Nullable ByteBuffer buffer;

  private SharedMemory(Pointer address, int bytes) {
    this.address = address;
    this.bytes = bytes;
    buffer = address.getByteBuffer(0, bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Maps the first {@code bytes} of a file that is at least as long, to read and write. */
  static SharedMemory map(Path file, int bytes) throws IOException {
    return new SharedMemory(Platform.isWindows() ? mapWindows(file, bytes) : mapPosix(file, bytes), bytes);
  }

  private static Pointer mapPosix(Path file, int bytes) throws IOException {
    Posix system = Native.load(Platform.C_LIBRARY_NAME, Posix.class);
    int descriptor = system.open(file.toString(), READ_WRITE);
    if (descriptor < 0) {
      throw new IOException(file + ": cannot be opened, error " + Native.getLastError());
    }
    Pointer address = system.mmap(
        null, bytes, PROT_READ_WRITE, MAP_SHARED, descriptor, 0);
    system.close(descriptor);
    if (Pointer.nativeValue(address) == -1) {
      throw new IOException(file + ": cannot be mapped");
    }
    return address;
  }

  private static Pointer mapWindows(Path file, int bytes) throws IOException {
    Windows system = Native.load("kernel32", Windows.class);
    Pointer handle = system.CreateFileW(
        new WString(file.toString()), Windows.GENERIC_READ_WRITE, Windows.SHARE_ALL, null, Windows.OPEN_EXISTING, 0, null);
    if (Pointer.nativeValue(handle) == -1) {
      throw new IOException(file + ": cannot be opened, error " + Native.getLastError());
    }
    Pointer mapping = system.CreateFileMappingW(handle, null, Windows.PAGE_READWRITE, 0, bytes, null);
    Pointer address =
        mapping == null ? null : system.MapViewOfFile(mapping, Windows.FILE_MAP_WRITE, 0, 0, bytes);
    if (mapping != null) {
      system.CloseHandle(mapping);
    }
    system.CloseHandle(handle);
    if (address == null) {
      throw new IOException(file + ": cannot be mapped");
    }
    return address;
  }

  /** The mapped bytes, little endian. */
  ByteBuffer buffer() {
    ByteBuffer mapped = buffer;
    if (mapped == null) {
      throw new IllegalStateException("shared memory is closed");
    }
    return mapped;
  }

  /** Unmaps; a second time does nothing. */
  @Override
  public void close() {
    if (buffer == null) {
      return;
    }
    buffer = null;
    if (Platform.isWindows()) {
      Native.load("kernel32", Windows.class).UnmapViewOfFile(address);
    } else {
      Native.load(Platform.C_LIBRARY_NAME, Posix.class).munmap(address, bytes);
    }
  }
}
