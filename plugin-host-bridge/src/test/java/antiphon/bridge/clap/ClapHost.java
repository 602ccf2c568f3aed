package antiphon.bridge.clap;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small CLAP host: one instance of the real plug-in binary, driven block by block by a test. */
final class ClapHost implements AutoCloseable {
  static final double RATE = 48_000;

  interface Extension extends Callback {
    @Nullable Pointer extension(Pointer host, String id);
  }

  interface Request extends Callback {
    void request(Pointer host);
  }

  interface Stream extends Callback {
    long transfer(Pointer stream, Pointer buffer, long size);
  }

  /**
   * A message that the plug-in has put out.
   *
   * @param sample since the host began
   */
  record Played(long sample, int message) {}

  private final Extension noExtension = (host, id) -> null;
  private final Request ignore = host -> {};
  /** Held, as JNA unloads a library that nobody holds. */
  private final NativeLibrary library;

  private final Memory host = new Memory(88);
  private final Memory process = new Memory(64);
  private final ClapEvents.In in = new ClapEvents.In();
  private final ClapEvents.OutList out = new ClapEvents.OutList();
  private final List<Pointer> texts = new ArrayList<>();
  private final Pointer plugin;
  private final List<Played> played = new ArrayList<>();
  private final List<ClapEvents.Out> parameters = new ArrayList<>();
  private long sample;

  /** Makes and activates an instance. */
  ClapHost(Path binary) {
    library = NativeLibrary.getInstance(binary.toString());
    Pointer entry = library.getGlobalVariableAddress("clap_entry");
    call(entry, 16, boolean.class, binary.toString());
    Pointer factory = (Pointer) call(entry, 32, Pointer.class, "clap.plugin-factory");
    host.clear();
    host.setInt(0, 1);
    host.setInt(4, 1);
    host.setInt(8, 1);
    for (int at = 24; at <= 48; at += 8) {
      host.setPointer(at, text("test host"));
    }
    host.setPointer(56, CallbackReference.getFunctionPointer(noExtension));
    for (int at = 64; at <= 80; at += 8) {
      host.setPointer(at, CallbackReference.getFunctionPointer(ignore));
    }
    plugin = (Pointer) call(factory, 16, Pointer.class, factory, host, "antiphon.companion");
    check(call(plugin, 16, boolean.class, plugin), "init");
    check(call(plugin, 32, boolean.class, plugin, RATE, 1, 4096), "activate");
    check(call(plugin, 48, boolean.class, plugin), "start_processing");
    // Though its blocks come faster than that, for the engine may be in the same thread.
    offline(false);
    process.clear();
    process.setPointer(48, in.list);
    process.setPointer(56, out.list);
  }

  /** Has the plug-in process a block; {@code null} for a host without transport. Events lie in order of their times. */
  List<Played> process(int frames, @Nullable Song song, Memory... events) {
    process.setInt(8, frames);
    Memory transport = song == null ? null : ClapEvents.transport(0, song);
    process.setPointer(16, transport);
    in.hold(Arrays.asList(events));
    check((int) call(plugin, 72, int.class, plugin, process) == 1, "process");
    List<Played> now = new ArrayList<>();
    int last = 0;
    for (ClapEvents.Out event : out.drain()) {
      check(event.time() >= last && event.time() < frames, "output in order and in the block");
      last = event.time();
      if (event.parameter() >= 0) {
        parameters.add(event);
      } else {
        now.add(new Played(sample + event.time(), event.message()));
      }
    }
    sample += frames;
    played.addAll(now);
    return now;
  }

  /** Samples processed so far. */
  long sample() {
    return sample;
  }

  /** All messages so far. */
  List<Played> played() {
    return played;
  }

  /** All parameters that the plug-in told the host to show. */
  List<ClapEvents.Out> shown() {
    return parameters;
  }

  /** How many events the host takes in a block. */
  void room(int events) {
    out.room = events;
  }

  double value(int number) {
    Memory value = new Memory(8);
    check(call(extension("clap.params"), 16, boolean.class, plugin, number, value), "get_value");
    return value.getDouble(0);
  }

  String text(int number, double value) {
    Memory text = new Memory(256);
    check(call(extension("clap.params"), 24, boolean.class, plugin, number, value, text, 256), "value_to_text");
    return text.getString(0);
  }

  byte[] save() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Stream write = (stream, buffer, size) -> {
      // A slow disk: seven bytes at a time.
      int taken = (int) Math.min(size, 7);
      bytes.writeBytes(buffer.getByteArray(0, taken));
      return taken;
    };
    check(call(extension("clap.state"), 0, boolean.class, plugin, stream(write)), "save");
    return bytes.toByteArray();
  }

  /** False if the plug-in refuses it. */
  boolean load(byte[] state) {
    int[] at = {0};
    Stream read = (stream, buffer, size) -> {
      int taken = (int) Math.min(Math.min(size, 1000), state.length - at[0]);
      buffer.write(0, state, at[0], taken);
      at[0] += taken;
      return taken;
    };
    return (boolean) call(extension("clap.state"), 8, boolean.class, plugin, stream(read));
  }

  /** Whether it renders offline from now on. */
  void offline(boolean offline) {
    check(call(extension("clap.render"), 8, boolean.class, plugin, offline ? 1 : 0), "set render mode");
  }

  private Memory stream(Stream transfer) {
    Memory stream = new Memory(16);
    stream.clear();
    stream.setPointer(8, CallbackReference.getFunctionPointer(transfer));
    return stream;
  }

  private Pointer extension(String id) {
    return (Pointer) call(plugin, 80, Pointer.class, plugin, id);
  }

  /** Stops processing and destroys the instance. */
  @Override
  public void close() {
    call(plugin, 56, void.class, plugin);
    call(plugin, 40, void.class, plugin);
    call(plugin, 24, void.class, plugin);
  }

  private Pointer text(String string) {
    Memory text = new Memory(string.length() + 1L);
    text.setString(0, string);
    texts.add(text);
    return text;
  }

  /** Calls the function whose address lies at {@code struct + offset}. */
  private static Object call(Pointer struct, int offset, Class<?> result, Object... arguments) {
    return Function.getFunction(struct.getPointer(offset)).invoke(result, arguments);
  }

  private static void check(Object result, String what) {
    if (!Boolean.TRUE.equals(result)) {
      throw new AssertionError("plug-in: " + what + " failed");
    }
  }
}
