package antiphon.presets;

import antiphon.abc.VoiceLimits;
import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.model.RecordKeys;
import antiphon.model.Sampling;
import antiphon.model.Tuning;
import antiphon.score.Clef;
import antiphon.score.PitchName;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a preset's TOML file says, key by key ({@code listen-bars} is {@code listenBars}).
 *
 * @param title for people
 * @param tags style words that the model was trained with, from the general to the special
 * @param notagen what NotaGen's own models are asked for: period, composer, instrumentation; may be left out
 * @param layout staves as {@code %%score} gives them; left out for a single staff
 * @param meter such as {@code 6/8}
 * @param tempo quarters a minute
 * @param listenBars bars of the player's phrase
 * @param answerBars bars of an answer
 * @param play how to play with it; may be left out
 * @param sampling how freely the model writes: a tuning's name, or all three numbers
 * @param voices the first is number 1
 */
record PresetFile(
    String title,
    List<String> tags,
    @Nullable List<String> notagen,
    @Nullable String layout,
    String meter,
    double tempo,
    int listenBars,
    int answerBars,
    @Nullable Playing play,
    Freedom sampling,
    List<Part> voices) {
  private static final TomlMapper TOML =
      TomlMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();

  /**
   * How freely, see {@link Sampling}.
   *
   * @param tuning faithful, balanced or creative, in place of the numbers
   */
  record Freedom(@Nullable String tuning, @Nullable Double temperature, @Nullable Integer topK, @Nullable Double topP) {
    Sampling sampling() {
      if (tuning != null && temperature == null && topK == null && topP == null) {
        return Tuning.of(tuning).sampling();
      }
      if (tuning != null || temperature == null || topK == null || topP == null) {
        throw new IllegalArgumentException("sampling: expected either a tuning, or temperature, top-k and top-p");
      }
      return new Sampling(temperature, topK, topP);
    }
  }

  /**
   * One voice.
   *
   * @param name the instrument's name in the score; may be left out
   * @param lowest lowest key that the companion may play, such as {@code C3}
   * @param highest highest key
   * @param chordNotes most notes at once
   * @param channel MIDI channel as musicians count, 1 to 16
   * @param program General MIDI program, 0 to 127
   */
  record Part(
      @Nullable String name,
      String clef,
      boolean hears,
      boolean plays,
      String lowest,
      String highest,
      int chordNotes,
      int channel,
      int program) {
    VoicePart part() {
      return new VoicePart(
          name == null ? "" : name,
          clef(clef),
          hears,
          plays,
          new VoiceLimits(PitchName.parse(lowest), PitchName.parse(highest), chordNotes),
          channel - 1,
          program);
    }

    private static Clef clef(String name) {
      return Arrays.stream(Clef.values())
          .filter(clef -> clef.abcName().equals(name))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(
              "clef '" + name + "': expected "
                  + Arrays.stream(Clef.values()).map(Clef::abcName).collect(Collectors.joining(", "))));
    }
  }

  /**
   * Reads a file's content.
   *
   * @param place where it was found, for messages
   * @throws PresetException if it is not what a preset should be
   */
  static PresetFile read(String toml, String place) {
    try {
      JsonNode tree = TOML.readTree(toml);
      RecordKeys.complaint(tree, PresetFile.class).ifPresent(complaint -> {
        throw new PresetException(place + ": " + complaint);
      });
      return TOML.treeToValue(tree, PresetFile.class);
    } catch (MismatchedInputException e) {
      String path = e.getPath().stream()
          .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex() + 1) : step.getFieldName())
          .collect(Collectors.joining(" "));
      throw new PresetException(place + ", key '" + path + "': " + firstLine(e), e);
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      throw new PresetException(place + line + ": " + firstLine(e), e);
    }
  }

  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("").strip();
  }

  /** How to play with it. */
  Playing playing() {
    return play == null ? Playing.USUAL : play;
  }

  /** The preset, checked. */
  Preset preset(String name, String place) {
    try {
      return new Preset(
          name,
          title,
          tags,
          notagen,
          layout == null ? "" : layout,
          voices.stream().map(Part::part).toList(),
          Meter.parse(meter),
          Tempo.ofQuartersPerMinute(tempo),
          listenBars,
          answerBars,
          sampling.sampling());
    } catch (IllegalArgumentException e) {
      throw new PresetException(place + ": " + e.getMessage(), e);
    }
  }
}
