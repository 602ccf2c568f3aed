package antiphon.midi;

import java.util.ArrayList;
import java.util.List;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Transmitter;

/** A machine whose devices are plugged in and pulled out by the test. */
final class FakeSound implements JavaSound {
  final List<MidiDevice> devices = new ArrayList<>();
  boolean audioLine;
  boolean broken;

  Device plug(String name, boolean input, boolean output) {
    Device device = new Device(name, input, output);
    devices.add(device);
    return device;
  }

  void pull(Device device) {
    devices.remove(device);
    device.gone = true;
  }

  @Override
  public MidiDevice.Info[] infos() {
    if (broken) {
      throw new IllegalStateException("the driver is at fault, on purpose");
    }
    return devices.stream().map(MidiDevice::getDeviceInfo).toArray(MidiDevice.Info[]::new);
  }

  @Override
  public MidiDevice device(MidiDevice.Info info) {
    return devices.stream().filter(d -> d.getDeviceInfo() == info).findFirst().orElseThrow();
  }

  @Override
  public boolean audioLine() {
    return audioLine;
  }

  /** A keyboard, a sound module or both; as javax.sound.midi has them, it copies what it is sent. */
  static class Device implements MidiDevice {
    private static final class FakeInfo extends MidiDevice.Info {
      FakeInfo(String name) {
        super(name, "fake vendor", "fake " + name, "1");
      }
    }

    final List<Integer> sent = new ArrayList<>();
    boolean gone;
    boolean busy;
    private final Info info;
    private final boolean input;
    private final boolean output;
    private boolean isOpen;
    private Receiver listener;

    Device(String name, boolean input, boolean output) {
      info = new FakeInfo(name);
      this.input = input;
      this.output = output;
    }

    void play(int message) {
      Receiver now = listener;
      if (now != null && !gone) {
        now.send(shortMessage(message), 12_345);
      }
    }

    /** What was sent since it was last asked. */
    List<Integer> takeSent() {
      List<Integer> taken = List.copyOf(sent);
      sent.clear();
      return taken;
    }

    void take(javax.sound.midi.MidiMessage message) {
      sent.add(MidiMessage.fromBytes(message.getMessage()));
    }

    /** Whoever listens to this device. */
    Receiver listener() {
      return listener;
    }

    private static ShortMessage shortMessage(int message) {
      return new ShortMessage(MidiMessage.toBytes(message)) {};
    }

    @Override
    public Info getDeviceInfo() {
      return info;
    }

    @Override
    public void open() throws MidiUnavailableException {
      if (busy) {
        throw new MidiUnavailableException("busy, on purpose");
      }
      isOpen = true;
    }

    @Override
    public void close() {
      isOpen = false;
      if (gone) {
        throw new IllegalStateException("closing what is gone, on purpose");
      }
    }

    @Override
    public boolean isOpen() {
      return isOpen;
    }

    @Override
    public long getMicrosecondPosition() {
      return -1;
    }

    @Override
    public int getMaxReceivers() {
      return output ? -1 : 0;
    }

    @Override
    public int getMaxTransmitters() {
      return input ? -1 : 0;
    }

    @Override
    public Receiver getReceiver() {
      return new Receiver() {
        @Override
        public void send(javax.sound.midi.MidiMessage message, long timeStamp) {
          if (gone || !isOpen) {
            throw new IllegalStateException("not open, on purpose");
          }
          take(message);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public List<Receiver> getReceivers() {
      return List.of();
    }

    @Override
    public Transmitter getTransmitter() {
      return new Transmitter() {
        @Override
        public void setReceiver(Receiver receiver) {
          listener = receiver;
        }

        @Override
        public Receiver getReceiver() {
          return listener;
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public List<Transmitter> getTransmitters() {
      return List.of();
    }
  }
}
