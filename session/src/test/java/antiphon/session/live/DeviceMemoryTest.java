package antiphon.session.live;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.session.live.DeviceMemory.Chosen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceMemoryTest {
  @TempDir private Path folder;
  private final List<String> news = new ArrayList<>();

  @Test
  void shouldRememberWhatWasChosen() {
    DeviceMemory memory = DeviceMemory.in(folder.resolve("antiphon/devices.txt"), news::add);
    assertThat(memory.recall()).isEqualTo(Chosen.NOTHING);
    for (Chosen chosen : List.of(
        new Chosen("Fluid = synth, 钢琴", Set.of("Keystation", "off = it")), new Chosen("", Set.of("Keystation")), Chosen.NOTHING)) {
      memory.keep(chosen);
      assertThat(memory.recall()).isEqualTo(chosen);
    }
    memory.keep(new Chosen("two\nlines", Set.of("Keystation")));
    assertThat(memory.recall()).isEqualTo(new Chosen("", Set.of("Keystation")));
    assertThat(news).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"output synth", "off = a\noutput = b\noutput = c", "{\"output\": 1}", "off = \u00ff"})
  void shouldSayInOneLineThatTheFileIsBadAndGoOnWithoutIt(String text) throws IOException {
    Path file = Files.write(folder.resolve("devices.txt"), text.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(DeviceMemory.in(file, news::add).recall()).isEqualTo(Chosen.NOTHING);

    assertThat(news).singleElement().asString().startsWith(file.toString()).contains("the browser sounds").doesNotContain("\n");
  }

  @Test
  void shouldSayWhatIsTooLongAndWhatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("devices.txt"), "#".repeat(70_000));
    assertThat(DeviceMemory.in(file, news::add).recall()).isEqualTo(Chosen.NOTHING);
    DeviceMemory.in(file.resolve("under/a/file.txt"), news::add).keep(new Chosen("synth", Set.of()));
    assertThat(news).hasSize(2).first().asString().contains("at most 65536");
    assertThat(news.getLast()).contains("cannot be written");
  }
}
