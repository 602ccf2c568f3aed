package antiphon.midi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;
import org.jspecify.annotations.Nullable;

/** The devices that javax.sound.midi knows, by name; the kind without a prefix. */
final class DevicePorts implements PortKind {
  private final JavaSound sound;
  private final LongSupplier nanoClock;
  private final List<DevicePort> open = new ArrayList<>();

  DevicePorts(JavaSound sound, LongSupplier nanoClock) {
    this.sound = sound;
    this.nanoClock = nanoClock;
  }

  List<PortInfo> inputs() {
    return PortCatalog.scan(sound).inputs().stream().map(PortCatalog.Plugged::port).toList();
  }

  List<PortInfo> outputs() {
    return PortCatalog.scan(sound).outputs().stream().map(PortCatalog.Plugged::port).toList();
  }

  @Override
  public synchronized MidiIn openInput(String name, MidiListener listener, PortListener portListener) {
    PortCatalog.Plugged found = find(name, "MIDI input", PortCatalog.scan(sound).inputs());
    DeviceIn in = new DeviceIn(found.port(), new Hearing(listener, nanoClock), portListener, this::drop);
    connect(in, found.device());
    return in;
  }

  @Override
  public synchronized MidiOut openOutput(String name, PortListener portListener) {
    PortCatalog.Plugged found = find(name, "MIDI output", PortCatalog.scan(sound).outputs());
    DeviceOut out = new DeviceOut(found.port(), portListener, this::drop);
    connect(out, found.device());
    return out;
  }

  private static PortCatalog.Plugged find(String name, String kind, List<PortCatalog.Plugged> there) {
    String found = PortName.find(name, kind, there.stream().map(plugged -> plugged.port().name()).toList());
    return there.stream().filter(plugged -> plugged.port().name().equals(found)).findFirst().orElseThrow();
  }

  private void connect(DevicePort port, MidiDevice device) {
    try {
      port.connect(device);
    } catch (MidiUnavailableException | RuntimeException e) {
      throw new MidiPortException(
          "MIDI port '" + port.name() + "' cannot be opened (" + e.getMessage()
              + "); expected one that no other program holds",
          e);
    }
    open.add(port);
  }

  private synchronized void drop(DevicePort port) {
    open.remove(port);
    port.disconnect();
  }

  @Override
  public synchronized void look(PortNews news) {
    if (open.isEmpty()) {
      return;
    }
    PortCatalog catalog = PortCatalog.scan(sound);
    for (DevicePort port : open) {
      @Nullable MidiDevice device = deviceOf(port, catalog);
      if (port.connected() && (device == null || !port.healthy())) {
        port.disconnect();
        port.lost(news);
      }
      if (device != null && !port.connected()) {
        reconnect(port, device, news);
      }
    }
  }

  private static @Nullable MidiDevice deviceOf(DevicePort port, PortCatalog catalog) {
    for (PortCatalog.Plugged plugged : catalog.ports(port.direction())) {
      if (plugged.port().name().equals(port.name())) {
        return plugged.device();
      }
    }
    return null;
  }

  private static void reconnect(DevicePort port, MidiDevice device, PortNews news) {
    try {
      port.connect(device);
      port.found(news);
    } catch (MidiUnavailableException | RuntimeException e) {
      news.fault();
    }
  }

  @Override
  public void close() {
    List<DevicePort> rest;
    synchronized (this) {
      rest = List.copyOf(open);
    }
    rest.forEach(DevicePort::close);
  }
}
