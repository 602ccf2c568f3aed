package antiphon.midi;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The listening end of a wire. Owns the socket's file and the thread that reads; keys that are held when
 * the other program goes are released towards the listener.
 */
final class SocketIn extends OpenPort implements MidiIn {
  private static final long JOIN_MS = 1_000;

  private final Path path;
  private final Hearing hearing;
  private final Consumer<SocketIn> onClose;
  private final ServerSocketChannel server;
  private final Thread reader;
  private volatile @Nullable SocketChannel peer;
  /** What the port's listener believes. [watcher] */
  private boolean told = true;
  private boolean everHeard;

  SocketIn(Path path, Hearing hearing, PortListener portListener, Consumer<SocketIn> onClose) {
    super(SocketPorts.info(path), portListener);
    this.path = path;
    this.hearing = hearing;
    this.onClose = onClose;
    this.server = listen(path);
    this.reader = Thread.ofPlatform().daemon().name("midi-socket").start(this::read);
  }

  /** Made in a folder that only its user can enter, so that nobody is quicker than the change of its rights. */
  private static ServerSocketChannel listen(Path path) {
    refuseIfTaken(path);
    Path folder = null;
    ServerSocketChannel server = null;
    try {
      server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      folder = Files.createTempDirectory(path.toAbsolutePath().getParent(), ".midi");
      Path made = folder.resolve("s");
      server.bind(UnixDomainSocketAddress.of(made));
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
      }
      Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
      return server;
    } catch (IOException | RuntimeException e) {
      closeQuietly(server);
      throw new MidiPortException(
          "MIDI input '" + SocketPorts.PREFIX + path + "' cannot be made (" + e.getMessage()
              + "); expected a folder that may be written",
          e);
    } finally {
      removeQuietly(folder == null ? null : folder.resolve("s"));
      removeQuietly(folder);
    }
  }

  private static void refuseIfTaken(Path path) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    String refused = "MIDI input '" + SocketPorts.PREFIX + path + "': ";
    if (Files.isRegularFile(path) || Files.isDirectory(path) || Files.isSymbolicLink(path)) {
      throw new MidiPortException(refused + "found something else there, expected a socket or nothing");
    }
    try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      throw new MidiPortException(refused + "another program listens there; expected one that nobody has");
    } catch (IOException e) {
      // Left behind by a program that is gone; it is replaced.
    }
  }

  private void read() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(1_024);
    while (!closed()) {
      try (SocketChannel now = server.accept()) {
        peer = now;
        hear(now, buffer);
      } catch (IOException e) {
        // The other program broke off, or this port is being closed.
      } finally {
        peer = null;
        hearing.letGo();
      }
    }
  }

  private void hear(SocketChannel now, ByteBuffer buffer) throws IOException {
    WireParser parser = new WireParser();
    while (now.read(buffer.clear()) >= 0) {
      long timeNs = hearing.nowNs();
      buffer.flip();
      while (buffer.hasRemaining()) {
        parser.accept(buffer.get(), message -> hearing.hear(message, timeNs));
      }
    }
  }

  /** [watcher] Tells when the other program went or came back; nothing before the first came. */
  void look(PortNews news) {
    boolean there = peer != null;
    everHeard |= there;
    if (everHeard && there != told) {
      told = there;
      if (there) {
        found(news);
      } else {
        lost(news);
      }
    }
  }

  @Override
  public long faults() {
    return hearing.faults();
  }

  @Override
  void shut() {
    removeQuietly(path);
    closeQuietly(server);
    closeQuietly(peer);
    try {
      reader.join(JOIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    onClose.accept(this);
  }

  private static void closeQuietly(@Nullable AutoCloseable channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (Exception e) {
      // Nothing is left to close.
    }
  }

  private static void removeQuietly(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // It stays; the next one to listen there replaces it.
    }
  }
}
