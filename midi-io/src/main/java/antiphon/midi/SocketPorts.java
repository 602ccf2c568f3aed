package antiphon.midi;

import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * Wires to other programs on this machine: raw MIDI bytes through a Unix-domain socket, {@code socket:PATH}.
 * The input makes the socket, for its user alone, and hears one program at a time; the output connects to it
 * now or as soon as it is there. So two programs find each other in whatever order they start.
 */
final class SocketPorts implements PortKind {
  static final String PREFIX = "socket:";

  /** What every system takes; macOS has 103, Linux 107. */
  private static final int LONGEST_PATH = 100;

  private final LongSupplier nanoClock;
  private final List<SocketIn> inputs = new CopyOnWriteArrayList<>();
  private final List<SocketOut> outputs = new CopyOnWriteArrayList<>();

  SocketPorts(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  @Override
  public MidiIn openInput(String name, MidiListener listener, PortListener portListener) {
    SocketIn in = new SocketIn(path(name), new Hearing(listener, nanoClock), portListener, inputs::remove);
    inputs.add(in);
    return in;
  }

  @Override
  public MidiOut openOutput(String name, PortListener portListener) {
    SocketOut out = new SocketOut(path(name), portListener, outputs::remove);
    outputs.add(out);
    return out;
  }

  @Override
  public void look(PortNews news) {
    inputs.forEach(in -> in.look(news));
    outputs.forEach(out -> out.look(news));
  }

  @Override
  public void close() {
    outputs.forEach(SocketOut::close);
    inputs.forEach(SocketIn::close);
  }

  private static Path path(String name) {
    try {
      Path path = UnixDomainSocketAddress.of(name).getPath();
      Path folder = path.toAbsolutePath().getParent();
      boolean fits = !name.isEmpty() && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH;
      if (fits && folder != null && folder.toFile().isDirectory()) {
        return path;
      }
    } catch (InvalidPathException e) {
      // As good as a folder that is not there.
    }
    throw new MidiPortException(
        "MIDI port '" + PREFIX + name + "': expected " + PREFIX + "PATH with a path of at most "
            + LONGEST_PATH + " bytes in a folder that exists");
  }

  static PortInfo info(Path path) {
    return new PortInfo(PREFIX + path, "a wire to another program", "");
  }
}
