package antiphon.session.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.midi.MidiMessage;
import antiphon.midi.MidiPorts;
import antiphon.pipeline.EngineSettings;
import antiphon.presets.Presets;
import antiphon.web.Devices;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PageDevicesTest {
  private static final int PROGRAM_CHANGE = 0xC0;

  @TempDir private Path folder;
  private final List<String> news = new ArrayList<>();

  private static List<Integer> read(SocketChannel from, int bytes) throws Exception {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining() && from.read(buffer) >= 0) {
      // Until all is there.
    }
    List<Integer> read = new ArrayList<>();
    for (byte b : buffer.array()) {
      read.add(b & 0xFF);
    }
    return read;
  }

  @Test
  void shouldTellTheOutputItsSoundsPlayThereAndEndWhatSoundsWhenAnotherIsChosen() throws Exception {
    Path path = folder.resolve("out");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        MidiPorts ports = new MidiPorts(System::nanoTime);
        PageDevices devices = new PageDevices(ports, (message, timeNs) -> {}, news::add, DeviceMemory.none())) {
      server.bind(UnixDomainSocketAddress.of(path));
      devices.plays(new EngineSettings(Presets.find("folk-melody"), 1, true, 0));
      assertThat(devices.now().output()).isEqualTo(Devices.BROWSER);

      devices.sound("socket:" + path);
      try (SocketChannel wire = server.accept()) {
        assertThat(read(wire, 2)).as("its sound first").first().satisfies(status -> assertThat(status & 0xF0).isEqualTo(PROGRAM_CHANGE));
        assertThat(devices.now().output()).contains("out");
        devices.send(MidiMessage.noteOn(0, 60, 90), System.nanoTime());
        assertThat(read(wire, 3)).containsExactly(0x90, 60, 90);

        devices.sound(Devices.BROWSER);
        assertThat(read(wire, 3)).as("the note ends").satisfies(off -> {
          assertThat(off.get(0)).isIn(0x80, 0x90);
          assertThat(off.get(1)).isEqualTo(60);
        });
        devices.send(MidiMessage.noteOn(0, 62, 90), System.nanoTime());
        assertThat(wire.read(ByteBuffer.allocate(1))).as("nothing more").isEqualTo(-1);
      }
    }
  }

  @Test
  void shouldSayWhatThereIsNotAndKeepWhatWas() {
    try (MidiPorts ports = new MidiPorts(System::nanoTime);
        PageDevices devices = new PageDevices(ports, (message, timeNs) -> {}, news::add, DeviceMemory.none())) {
      assertThatThrownBy(() -> devices.sound("a bagpipe")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("a bagpipe");
      assertThatThrownBy(() -> devices.listen("a bagpipe", true)).isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a bagpipe").hasMessageContaining("expected one of");
      assertThat(devices.now().output()).isEqualTo(Devices.BROWSER);
    }
  }

  @Test
  void shouldSoundThereAgainTheNextTimeAndInTheBrowserOnceThatIsChosen() throws Exception {
    DeviceMemory memory = DeviceMemory.in(folder.resolve("config/devices.txt"), news::add);
    Path path = folder.resolve("out");
    List<String> told = new ArrayList<>();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        MidiPorts ports = new MidiPorts(System::nanoTime)) {
      server.bind(UnixDomainSocketAddress.of(path));
      try (PageDevices first = new PageDevices(ports, (message, timeNs) -> {}, news::add, memory)) {
        first.start();
        first.sound("socket:" + path);
        server.accept().close();
      }
      try (PageDevices second = new PageDevices(ports, (message, timeNs) -> {}, news::add, memory)) {
        second.onSound(() -> told.add(second.now().output()));
        second.plays(new EngineSettings(Presets.find("folk-melody"), 1, true, 0));
        second.start();
        assertThat(told).singleElement().asString().contains("out");
        try (SocketChannel wire = server.accept()) {
          assertThat(read(wire, 2)).as("its sound").first().satisfies(status -> assertThat(status & 0xF0).isEqualTo(PROGRAM_CHANGE));
          second.send(MidiMessage.noteOn(0, 60, 90), System.nanoTime());
          assertThat(read(wire, 3)).containsExactly(0x90, 60, 90);
        }
        second.sound(Devices.BROWSER);
      }
      try (PageDevices third = new PageDevices(ports, (message, timeNs) -> {}, news::add, memory)) {
        third.start();
        assertThat(third.now().output()).isEqualTo(Devices.BROWSER);
      }
    }
    assertThat(news).containsExactly("sounds at socket:" + path);
  }

  @Test
  void shouldWaitForAnOutputThatIsNotThereAndSayWhatIsNotHeard() {
    DeviceMemory memory = DeviceMemory.in(folder.resolve("devices.txt"), news::add);
    memory.keep(new DeviceMemory.Chosen("a bagpipe", Set.of("a drum")));
    try (MidiPorts ports = new MidiPorts(System::nanoTime);
        PageDevices devices = new PageDevices(ports, (message, timeNs) -> {}, news::add, memory)) {
      devices.start();
      devices.look();
      assertThat(devices.now().output()).isEqualTo(Devices.BROWSER);
      assertThat(news).hasSize(2).anyMatch(line -> line.contains("a drum"))
          .anyMatch(line -> line.contains("'a bagpipe'") && line.contains("the browser sounds until"));
      assertThat(memory.recall().output()).as("still waited for").isEqualTo("a bagpipe");
      devices.sound(Devices.BROWSER);
    }
    assertThat(memory.recall()).isEqualTo(new DeviceMemory.Chosen(Devices.BROWSER, Set.of("a drum")));
  }
}
