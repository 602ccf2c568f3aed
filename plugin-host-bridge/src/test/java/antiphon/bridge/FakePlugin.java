package antiphon.bridge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The plug-in's side of one instance, in Java and driven by the test: what the C side does, without a host. */
final class FakePlugin {
  static final long PID = 4711;

  final Path file;
  final Region region;
  private long sequence;
  private long toEngineTail;
  private long toPluginHead;

  /** Makes an instance of a host with this process id, stopped in epoch 0. */
  FakePlugin(Path folder, long pid, int number) throws IOException {
    this(folder, "clap-" + pid + "-" + number + ".apr", pid, Layout.ABI);
  }

  FakePlugin(Path folder, String name, long pid, int abi) throws IOException {
    file = folder.resolve(name);
    try (FileChannel channel = FileChannel.open(
        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, Layout.REGION_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      region = new Region(bytes);
      bytes.putLong(Layout.MAGIC_AT, Layout.MAGIC);
      bytes.putInt(Layout.ABI_AT, abi);
      bytes.putInt(Layout.PLUGIN_PROTOCOL_AT, Layout.PROTOCOL);
      bytes.putLong(Layout.REGION_BYTES_AT, Layout.REGION_BYTES);
      bytes.putLong(Layout.PLUGIN_PID_AT, pid);
      bytes.putInt(Layout.PLUGIN_STATE_AT, Layout.PLUGIN_ACTIVE);
      for (HostParameter parameter : HostParameter.values()) {
        parameter(parameter, parameter.first());
      }
      transport(0, 0, 0, 0, 120);
      bytes.putInt(Layout.PUBLISHED_AT, 1);
    }
  }

  void parameter(HostParameter parameter, double value) {
    region.releaseLong(Layout.PARAMETERS_AT + 8 * parameter.ordinal(), Double.doubleToRawLongBits(value));
  }

  /** Writes the transport as the audio thread does, and tells the engine with an event. */
  void transport(int epoch, int flags, long sample, long beats, double tempo) {
    ByteBuffer words = region.bytes();
    int at = Layout.TRANSPORT_AT;
    words.putLong(at + Layout.SAMPLE, sample);
    words.putLong(at + Layout.BEATS, beats);
    words.putDouble(at + Layout.TEMPO, tempo);
    words.putDouble(at + Layout.SAMPLE_RATE, 48_000);
    words.putLong(at + Layout.METER, 4 | 4L << 16 | 256L << 32);
    words.putLong(at + Layout.FLAGS, (flags & 0xFFFFFFFFL) | (long) epoch << 32);
    sequence += 2;
    region.releaseLong(at, sequence);
    send(Layout.KIND_TRANSPORT, 0, epoch, beats, sample, 0);
  }

  void midi(int epoch, long beats, long sample, int message) {
    send(Layout.KIND_MIDI, 3, epoch, beats, sample, message);
  }

  void send(int kind, int length, int epoch, long beats, long sample, long data) {
    int slot = Layout.TO_ENGINE_AT + (int) (toEngineTail & Layout.TO_ENGINE_SLOTS - 1) * Layout.EVENT_BYTES;
    ByteBuffer bytes = region.bytes();
    bytes.putInt(slot, kind | length << 24);
    bytes.putInt(slot + Layout.EPOCH, epoch);
    bytes.putLong(slot + Layout.EVENT_BEATS, beats);
    bytes.putLong(slot + Layout.EVENT_SAMPLE, sample);
    bytes.putLong(slot + Layout.DATA, data);
    region.releaseLong(Layout.TO_ENGINE_TAIL_AT, ++toEngineTail);
  }

  /** The start of the next event from the engine in {@link Region#bytes}, or -1. */
  int take() {
    if (region.acquireLong(Layout.TO_PLUGIN_TAIL_AT) == toPluginHead) {
      return -1;
    }
    int slot = Layout.TO_PLUGIN_AT + (int) (toPluginHead & Layout.TO_PLUGIN_SLOTS - 1) * Layout.EVENT_BYTES;
    region.releaseLong(Layout.TO_PLUGIN_HEAD_AT, ++toPluginHead);
    return slot;
  }
}
