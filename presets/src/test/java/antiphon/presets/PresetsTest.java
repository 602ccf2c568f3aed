package antiphon.presets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.model.Tuning;
import antiphon.score.Clef;
import antiphon.time.Meter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PresetsTest {
  private static final String SOUND =
      """
      title = "Mine"
      tags = ["folk"]
      meter = "6/8"
      tempo = 90.5
      listen-bars = 2
      answer-bars = 3

      [sampling]
      temperature = 0.8
      top-k = 9
      top-p = 0.9

      [[voices]]
      clef = "treble"
      hears = true
      plays = true
      lowest = "C4"
      highest = "C6"
      chord-notes = 1
      channel = 16
      program = 73
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("antiphon.presets.Presets#names")
  void shouldReadEveryPresetThatComesWithTheProgram(String name) {
    Preset preset = Presets.find(name);

    assertThat(preset.name()).isEqualTo(name);
    assertThat(preset.title()).isNotBlank();
    assertThat(preset.notagen()).as("what NotaGen is asked for").hasSize(3);
    assertThat(preset.layout().chars().filter(Character::isDigit).count())
        .as("voices in the layout")
        .isEqualTo(preset.layout().isEmpty() ? 0 : preset.voices().size());
    for (VoicePart part : preset.voices()) {
      assertThat(part.limits().highest() - part.limits().lowest()).as("range").isGreaterThanOrEqualTo(12);
    }
  }

  @Test
  void shouldNameEveryFileThatIsThere() throws IOException {
    Path files = Path.of(Objects.requireNonNull(Presets.class.getResource("/antiphon/presets/folk-melody.toml")).getPath());
    try (Stream<Path> all = Files.list(Objects.requireNonNull(files.getParent()))) {
      List<String> found = all.map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".toml"))
          .map(name -> name.replace(".toml", ""))
          .toList();
      assertThat(Presets.names()).containsExactlyInAnyOrderElementsOf(found);
    }
  }

  @Test
  void shouldRefusePresetsAndChartsOfAnySize() throws IOException {
    Path preset = Files.writeString(folder.resolve("huge.toml"), "# " + "x".repeat(SmallFile.MOST_BYTES));
    Path chart = Files.writeString(folder.resolve("huge.txt"), "C | ".repeat(SmallFile.MOST_BYTES / 2));
    assertThatExceptionOfType(PresetException.class).isThrownBy(() -> Presets.find(preset.toString()))
        .withMessage(preset + ": more than 1048576 bytes, expected a preset or a chart");
    assertThatExceptionOfType(PresetException.class).isThrownBy(() -> Charts.chart(chart.toString()))
        .withMessage(chart + ": more than 1048576 bytes, expected a preset or a chart");
  }

  @Test
  void shouldFillEveryKey() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.toml"), SOUND);

    Preset preset = Presets.find(file.toString());

    assertThat(preset.name()).isEqualTo("mine");
    assertThat(preset.title()).isEqualTo("Mine");
    assertThat(preset.tags()).containsExactly("folk");
    assertThat(preset.layout()).isEmpty();
    assertThat(preset.meter()).isEqualTo(new Meter(6, 8));
    assertThat(preset.tempo().quartersPerMinute()).isEqualTo(90.5, org.assertj.core.data.Offset.offset(1e-6));
    assertThat(preset.listenBars()).isEqualTo(2);
    assertThat(preset.answerBars()).isEqualTo(3);
    assertThat(preset.sampling().temperature()).isEqualTo(0.8);
    assertThat(preset.sampling().topK()).isEqualTo(9);
    assertThat(preset.sampling().topP()).isEqualTo(0.9);
    VoicePart part = preset.voices().getFirst();
    assertThat(part.clef()).isEqualTo(Clef.TREBLE);
    assertThat(part.limits().lowest()).isEqualTo(60);
    assertThat(part.limits().highest()).isEqualTo(84);
    assertThat(part.limits().chordNotes()).isEqualTo(1);
    assertThat(part.channel()).isEqualTo(15);
    assertThat(part.program()).isEqualTo(73);
  }

  @Test
  void shouldNameTheKeyThatWasMeant() {
    refuses(SOUND.replace("listen-bars", "listen-bar"), "unknown key 'listen-bar', expected 'listen-bars'");
    refuses(SOUND.replace("top-k", "topk"), "sampling: unknown key 'topk', expected 'top-k'");
    refuses(SOUND.replace("chord-notes", "chord-note"), "voices: unknown key 'chord-note', expected 'chord-notes'");
    refuses(SOUND.replace("meter = \"6/8\"\n", ""), "key 'meter' is missing");
  }

  @Test
  void shouldTakeATuningInPlaceOfNumbers() throws IOException {
    String numbers = "temperature = 0.8\ntop-k = 9\ntop-p = 0.9\n";
    Path file = Files.writeString(folder.resolve("mine.toml"), SOUND.replace(numbers, "tuning = \"creative\"\n"));
    assertThat(Presets.find(file.toString()).sampling()).isEqualTo(Tuning.CREATIVE.sampling());
    assertThatExceptionOfType(PresetException.class).isThrownBy(() -> find(SOUND.replace("top-k = 9\n", "")))
        .withMessageEndingWith("sampling: expected either a tuning, or temperature, top-k and top-p");
    assertThatExceptionOfType(PresetException.class).isThrownBy(() -> find(SOUND.replace(numbers, "tuning = \"wild\"\n")))
        .withMessageEndingWith("tuning 'wild': expected faithful, balanced, creative");
  }

  @Test
  void shouldSayWhatNotaGenCanBeAskedFor() throws IOException {
    String asked = SOUND.replace("tags", "notagen = [\"Romantic\", \"Chopin, Fred\", \"Keyboard\"]\ntags");
    assertThatExceptionOfType(PresetException.class).isThrownBy(() -> find(asked))
        .withMessageContaining("nearest are 'Romantic / Chopin, Frederic / Keyboard'");
    assertThat(find(asked.replace("Fred", "Frederic")).notagen()).containsExactly("Romantic", "Chopin, Frederic", "Keyboard");
  }

  private Preset find(String toml) throws IOException {
    return Presets.find(Files.writeString(folder.resolve("asked.toml"), toml).toString());
  }

  @Test
  void shouldRefuseValuesThatMakeNoSense() {
    refuses(SOUND.replace("6/8", "6/7"), "meter 6/7");
    refuses(SOUND.replace("\"treble\"", "\"violin\""), "clef 'violin': expected treble");
    refuses(SOUND.replace("\"C4\"", "\"H4\""), "pitch 'H4'");
    refuses(SOUND.replace("hears = true", "hears = false"), "at least one voice that hears");
    refuses(SOUND.replace("tempo = 90.5", "tempo = \"fast\""), "key 'tempo'");
    refuses(SOUND.replace("title = \"Mine\"", "title = Mine"), "bad.toml, line 1");
  }

  @Test
  void shouldNameThePresetThatWasMeant() {
    assertThatExceptionOfType(PresetException.class)
        .isThrownBy(() -> Presets.find("folk-melodi"))
        .withMessageContaining("did you mean 'folk-melody'?");
    assertThatExceptionOfType(PresetException.class)
        .isThrownBy(() -> Presets.find(folder.resolve("none.toml").toString()))
        .withMessageContaining("none.toml");
  }

  private void refuses(String toml, String message) {
    assertThatExceptionOfType(PresetException.class)
        .isThrownBy(() -> PresetFile.read(toml, "bad.toml").preset("bad", "bad.toml"))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }
}
