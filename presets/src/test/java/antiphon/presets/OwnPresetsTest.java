package antiphon.presets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import antiphon.generate.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnPresetsTest {
  private static final Playing PLAYING =
      new Playing("trade", "Dm7 | G7 |\nC \"6\" |", 5, "swing", Map.of("density", "-0.5", "register.2", "-12"));

  @TempDir private Path home;
  private OwnPresets own = OwnPresets.in(Path.of("."));

  @BeforeEach
  void open() {
    own = OwnPresets.in(home.resolve("presets"));
  }

  private static Preset titled(Preset preset, String title) {
    return new Preset(
        preset.name(), title, preset.tags(), preset.notagen(), preset.layout(), preset.voices(), preset.meter(), preset.tempo(),
        preset.listenBars(), preset.answerBars(), preset.sampling());
  }

  @Test
  void shouldReadBackEveryPresetThatItWrites() {
    for (String name : Presets.names()) {
      Preset preset = Presets.find(name);
      String saved = own.save(titled(preset, "My \"own\" " + preset.title()), PLAYING);

      assertThat(saved).startsWith("my-own-");
      assertThat(titled(own.find(saved), preset.title()).voices()).isEqualTo(preset.voices());
      assertThat(own.find(saved).tags()).isEqualTo(preset.tags());
      assertThat(own.find(saved).sampling()).isEqualTo(preset.sampling());
      assertThat(own.find(saved).tempo().quartersPerMinute()).isCloseTo(
          preset.tempo().quartersPerMinute(), org.assertj.core.data.Offset.offset(0.01));
      assertThat(own.playing(saved)).isEqualTo(PLAYING);
      assertThat(Presets.find(own.file(saved).toString())).as("as the command line takes it").isEqualTo(own.find(saved));
    }
    assertThat(own.names()).hasSize(Presets.names().size());
  }

  @Test
  void shouldKeepWhatIsThereAndNameWhatIsNewInAnyScript() {
    Preset preset = Presets.find("hymn");
    assertThat(own.save(titled(preset, "Hymn"), Playing.USUAL)).as("not the program's name").isEqualTo("hymn-2");
    assertThat(own.save(titled(preset, "../Été: à deux!"), Playing.USUAL)).isEqualTo("ete-a-deux");
    assertThat(own.save(titled(preset, "我的圣咏"), Playing.USUAL)).isEqualTo("我的圣咏");
    assertThat(own.save(titled(preset, "***"), Playing.USUAL)).isEqualTo("preset");
    assertThat(own.duplicate("我的圣咏", "Once more")).isEqualTo("once-more");
    assertThat(own.find("once-more").voices()).isEqualTo(preset.voices());
    own.delete("hymn-2");
    assertThat(own.names()).containsExactly("ete-a-deux", "once-more", "preset", "我的圣咏");
  }

  @Test
  void shouldTakeInAFileAndRefuseWhatIsNone() {
    String name = own.save(Presets.find("quartet"), PLAYING);
    String again = own.take(own.text(name));
    assertThat(own.text(again)).isEqualTo(own.text(name));

    refuses("no preset", "the preset, line 1");
    refuses("title = \"A\"\n", "key 'tags' is missing");
    refuses(own.text(name).replace("mode = ", "mood = "), "play: unknown key 'mood', expected 'mode'");
    refuses("#".repeat(OwnPresets.MOST_BYTES + 1), "more than 32768 characters");
    assertThat(own.names()).hasSize(2);
  }

  @Test
  void shouldFindNoneOutsideItsFolder() throws IOException {
    Files.writeString(home.resolve("outside.toml"), own.text(own.save(Presets.find("quartet"), Playing.USUAL)));
    for (String name : new String[] {"../outside", "outside", "", ".", "quartet-2/../../outside"}) {
      assertThatExceptionOfType(PresetException.class).isThrownBy(() -> own.find(name)).withMessageContaining("there is none");
    }
  }

  private void refuses(String toml, String message) {
    assertThatExceptionOfType(PresetException.class).isThrownBy(() -> own.take(toml)).withMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }
}
