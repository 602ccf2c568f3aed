package antiphon.midi;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sending end of a wire; one thread sends, the watcher connects. A reader that lets the wire run full
 * is cut off: it ends what it holds, and is connected again at the next look.
 */
final class SocketOut extends OpenPort implements MidiOut {
  private final Path path;
  private final Consumer<SocketOut> onClose;
  private final OwedNotes owed = new OwedNotes();
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(3);
  private volatile @Nullable SocketChannel link;
  private volatile boolean failed;
  private boolean everConnected;

  SocketOut(Path path, PortListener portListener, Consumer<SocketOut> onClose) {
    super(SocketPorts.info(path), portListener);
    this.path = path;
    this.onClose = onClose;
    connect();
  }

  private boolean connect() {
    try {
      SocketChannel next = SocketChannel.open(UnixDomainSocketAddress.of(path));
      next.configureBlocking(false);
      if (everConnected && !owed.recover(message -> write(next, message))) {
        next.close();
        return false;
      }
      everConnected = true;
      failed = false;
      link = next;
      return true;
    } catch (IOException | RuntimeException e) {
      return false; // Nobody listens yet.
    }
  }

  /** Whether all of it went out; it never waits, as the channel does not block. */
  private boolean write(SocketChannel channel, int message) {
    int length = MidiMessage.length(message);
    bytes.clear();
    for (int i = 0; i < length; i++) {
      bytes.put((byte) (message >> (8 * i)));
    }
    bytes.flip();
    try {
      return channel.write(bytes) == length;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  @Override
  public void send(int message) {
    SocketChannel now = link;
    if (now == null || failed || MidiMessage.length(message) == 0) {
      owed.lose();
      return;
    }
    owed.before(message);
    boolean taken = write(now, message);
    owed.after(message, taken);
    if (!taken) {
      // Perhaps half of it went out: nothing may follow on this connection.
      failed = true;
    }
  }

  /** [watcher] Looks whether the other end still reads, and connects if it is there again. */
  void look(PortNews news) {
    SocketChannel now = link;
    if (now != null && (failed || hungUp(now))) {
      disconnect(now);
      lost(news);
    }
    if (link == null && connect()) {
      found(news);
    }
  }

  /** The other end never writes: all there is to read is that it is gone. */
  private static boolean hungUp(SocketChannel channel) {
    try {
      return channel.read(ByteBuffer.allocate(64)) < 0;
    } catch (IOException e) {
      return true;
    }
  }

  private void disconnect(SocketChannel channel) {
    link = null;
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone.
    }
  }

  @Override
  public long lost() {
    return owed.lost();
  }

  @Override
  void shut() {
    SocketChannel now = link;
    if (now != null) {
      owed.release(off -> write(now, off));
      disconnect(now);
    }
    onClose.accept(this);
  }
}
