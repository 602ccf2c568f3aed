package antiphon.presets;

import antiphon.band.Band;
import antiphon.band.Band.Choice;
import antiphon.band.Band.Fits;
import antiphon.band.BandStyle;
import antiphon.harmony.CompingPart.Style;
import antiphon.model.RecordKeys;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Styles of the band: those that come with the program, and files of one's own. Stateless. [any] */
public final class BandStyles {
  private static final TomlMapper TOML =
      TomlMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();
  private static final String RESOURCE = "/antiphon/band/styles.toml";
  private static final String SUFFIX = ".toml";
  /** The style is taken by meter, tempo and the player's swing. */
  private static final String AUTO = "auto";
  private static final int ACOUSTIC_BASS = 32;

  /** Read once. */
  private static final class Own {
    static final Map<String, Choice> STYLES = read();

    private static Map<String, Choice> read() {
      try (InputStream in = BandStyles.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException(RESOURCE + " is not on the class path, expected the styles of the band");
        }
        return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "styles.toml");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A table of the file; what may be left out is as in {@link BandStyle#of}. */
  private record Table(
      String rule, @Nullable String drums, @Nullable Integer kit, @Nullable Double swing, @Nullable Integer chordsProgram,
      @Nullable Integer bassProgram, @Nullable Map<String, List<String>> bass, @Nullable Map<String, List<String>> chords,
      @Nullable Fit fits) {
    Choice choice(String name) {
      return new Choice(style(name), fits == null ? null : fits.fits());
    }

    private BandStyle style(String name) {
      Style by = Arrays.stream(Style.values()).filter(style -> word(style).equals(rule)).findFirst()
          .orElseThrow(() -> new IllegalArgumentException("rule '" + rule + "': expected one of "
              + Arrays.stream(Style.values()).map(BandStyles::word).collect(Collectors.joining(", "))));
      return new BandStyle(
          name, by, drums == null ? "" : drums, kit == null ? 0 : kit, swing == null ? 1 : swing, chordsProgram == null ? 0 : chordsProgram,
          bassProgram == null ? ACOUSTIC_BASS : bassProgram, bass == null ? Map.of() : bass, chords == null ? Map.of() : chords);
    }
  }

  /** Where a style is taken of itself; what may be left out does not matter. */
  private record Fit(@Nullable List<String> meters, @Nullable List<Double> tempo, @Nullable List<Double> swing) {
    Fits fits() {
      List<Double> tempos = both(tempo, "tempo");
      List<Double> swings = both(swing, "swing");
      return new Fits(meters == null ? List.of() : meters, tempos.getFirst(), tempos.getLast(), swings.getFirst(), swings.getLast());
    }

    private static List<Double> both(@Nullable List<Double> bounds, String key) {
      if (bounds != null && bounds.size() != 2) {
        throw new IllegalArgumentException("fits." + key + " " + bounds + ": expected two numbers, the lowest and the highest");
      }
      return bounds == null ? List.of(0.0, Double.MAX_VALUE) : bounds;
    }
  }

  private BandStyles() {}

  private static String word(Style style) {
    return style.name().toLowerCase(Locale.ROOT);
  }

  /** What {@link #band} knows: {@code auto}, and the names of the styles that come with the program. */
  public static List<String> names() {
    return Stream.concat(Stream.of(AUTO), Own.STYLES.keySet().stream()).toList();
  }

  /**
   * A band in a style that comes with the program, or the first of one's own file if {@code nameOrFile} ends in {@code .toml};
   * {@code auto} is one that takes the style that fits, the first of {@code styles.toml} where none does.
   *
   * @throws PresetException if there is none, or it cannot be read
   */
  public static Band band(String nameOrFile) {
    if (nameOrFile.endsWith(SUFFIX)) {
      try {
        return Band.of(parse(SmallFile.text(Path.of(nameOrFile)), nameOrFile).values().iterator().next().style());
      } catch (IOException e) {
        throw new PresetException(nameOrFile + ": not readable, expected a style of the band", e);
      }
    }
    if (nameOrFile.equals(AUTO)) {
      return new Band(AUTO, List.copyOf(Own.STYLES.values()));
    }
    Choice choice = Own.STYLES.get(nameOrFile);
    if (choice == null) {
      throw new PresetException("backing '" + nameOrFile + "': expected " + String.join(", ", names()) + ", or a file ending in " + SUFFIX
          + "; did you mean '" + RecordKeys.nearest(nameOrFile, names()) + "'?");
    }
    return Band.of(choice.style());
  }

  /**
   * All styles of a file, in its order.
   *
   * @throws PresetException if it is none
   */
  static Map<String, Choice> parse(String text, String place) {
    try {
      JsonNode tree = TOML.readTree(text);
      Map<String, Choice> styles = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> entry : tree.properties()) {
        String name = entry.getKey();
        if (!entry.getValue().isObject()) {
          throw new PresetException(place + ", " + name + ": no style, expected a table such as [bossa]");
        }
        RecordKeys.complaint(entry.getValue(), Table.class).ifPresent(complaint -> {
          throw new PresetException(place + ", " + name + ": " + complaint);
        });
        styles.put(name, TOML.treeToValue(entry.getValue(), Table.class).choice(name));
      }
      if (styles.isEmpty()) {
        throw new PresetException(place + ": no style, expected at least one table such as [bossa]");
      }
      return styles;
    } catch (JsonProcessingException e) {
      throw new PresetException(place + ": not a style of the band (" + e.getOriginalMessage() + ")", e);
    } catch (IllegalArgumentException e) {
      throw new PresetException(place + ": " + e.getMessage(), e);
    }
  }
}
