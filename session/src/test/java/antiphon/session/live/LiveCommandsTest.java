package antiphon.session.live;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.control.Control;
import antiphon.midi.MidiMessage;
import antiphon.model.Bundle;
import antiphon.model.DecoderOptions;
import antiphon.model.OrtDecoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.presets.Presets;
import antiphon.web.MidiMap;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LiveCommandsTest {
  @TempDir private Path folder;
  private final OrtDecoder decoder =
      new OrtDecoder(Bundle.find("../engine/src/test/resources/antiphon/model/int8"), DecoderOptions.DEFAULT);
  private final EngineSettings settings = new EngineSettings(Presets.find("song-accompanist"), 1, true, 0);
  private final LiveSession session = new LiveSession(settings, decoder, new EngineListener() {});
  private final LiveCommands commands = new LiveCommands(session);

  @AfterEach
  void close() {
    session.close();
    decoder.close();
  }

  @Test
  void shouldRefuseVoicesThatAreNotThere() {
    assertThat(commands.run("register 3 -12")).isEqualTo("register of voice 3 -12");
    assertThat(commands.run("register 4 -12")).contains("register of voice 4").contains("expected voice 1 to 3");
    assertThat(commands.run("backing 2 off")).isEqualTo("backing of voice 2 off");
    assertThat(commands.run("backing 3 off")).isEqualTo("backing of voice 3 off");
    assertThat(commands.run("band-volume 4 1")).contains("expected voice 1 to 3");
    assertThat(commands.run("horizon 2 1")).contains("expected one value");
    assertThat(session.engine().controls().value(Control.REGISTER, 3)).isEqualTo(-12);
    assertThat(session.engine().controls().value(Control.REGISTER, 4)).isZero();
  }

  @Test
  void shouldSayRangesAndWhatIsSetNow() {
    commands.run("density -0.5");
    commands.run("mode trade");
    assertThat(commands.run("help").lines()).anyMatch(line -> line.matches("\\s+density\\s+-0.5\\s+-1 to 1\\s.*"))
        .anyMatch(line -> line.matches("\\s+mode\\s+trade\\s+continue, trade.*"))
        .anyMatch(line -> line.matches("\\s+click\\s+off\\s+on or off.*"))
        .anyMatch(line -> line.contains("density 2 -0.5"));
  }

  @Test
  void shouldBindWhatIsMovedNext() {
    assertThat(commands.run("learn density")).contains("expected a MIDI input");
    try (MidiMap map = MidiMap.in(folder.resolve("map.txt"), complaint -> {})) {
      commands.learnsBy(map, problem -> {});
      assertThat(commands.run("learn volume")).contains("expected one of");
      assertThat(commands.run("learn density")).contains("move a controller");
      assertThat(map.takes(MidiMessage.controlChange(0, 74, 9))).isTrue();
      assertThat(map.bindings()).containsExactly(new MidiMap.Binding("cc 1 74", "density"));
      assertThat(commands.run("learn")).isEqualTo("cc 1 74 = density");
      assertThat(commands.run("forget cc 1 75")).contains("is not bound");
      assertThat(commands.run("forget density")).contains("expected such as 'cc 1 74'");
      assertThat(commands.run("forget cc 1 74")).isEqualTo("cc 1 74 is the music's again");
      assertThat(map.bindings()).isEmpty();
      assertThat(commands.run("learn")).contains("nothing is bound");
    }
  }
}
