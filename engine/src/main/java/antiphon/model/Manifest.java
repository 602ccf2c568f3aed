package antiphon.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle's {@code manifest.json} says, key by key ({@code hidden-size} is {@code hiddenSize}).
 *
 * @param format 1
 * @param name the bundle's name
 * @param version of the weights
 * @param licence of the weights, an SPDX name
 * @param trainingData what the model was trained on
 * @param prompts style tags that the model knows, the most frequent first
 * @param promptSyntax how tags stand before a score
 * @param promptLanguages languages of the tags; may be left out
 * @param bitsPerCharacter on held-out scores; null if not measured
 * @param hiddenSize width of both levels
 * @param patchLayers blocks of the upper level
 * @param charLayers blocks of the lower level
 * @param maxPatches positions of the upper level
 * @param heads attention heads of both levels, 64 wide each
 * @param patchSize 16
 * @param vocabulary 128
 * @param precision of the weights: fp32, int8, q8, q4
 * @param patchGraph file name of the upper level
 * @param patchGraphSha256 its SHA-256, 64 hexadecimal digits
 * @param charGraph file name of the lower level
 * @param charGraphSha256 its SHA-256
 * @param qualityNotes what a user should know; may be left out
 */
public record Manifest(
    int format,
    String name,
    String version,
    String licence,
    String trainingData,
    List<String> prompts,
    String promptSyntax,
    @Nullable List<String> promptLanguages,
    @Nullable Double bitsPerCharacter,
    int hiddenSize,
    int patchLayers,
    int charLayers,
    int maxPatches,
    int heads,
    int patchSize,
    int vocabulary,
    String precision,
    String patchGraph,
    String patchGraphSha256,
    String charGraph,
    String charGraphSha256,
    @Nullable String qualityNotes) {
  static final int FORMAT = 1;

  private static final String NOTAGEN = "%period";

  /** No folder, drive or stream of any system, and not a folder itself. */
  private static final Pattern FILE_NAME = Pattern.compile("(?!\\.{1,2}$)[^/\\\\:\\p{Cntrl}]+");

  /** Width of an attention head. */
  static final int HEAD_SIZE = 64;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  public Manifest {
    prompts = List.copyOf(prompts);
    promptLanguages = promptLanguages == null ? List.of() : List.copyOf(promptLanguages);
    qualityNotes = Objects.requireNonNullElse(qualityNotes, "");
    requireFileName("patch-graph", patchGraph);
    requireFileName("char-graph", charGraph);
    require("patch-size", patchSize, patchSize == 16, "16");
    require("vocabulary", vocabulary, vocabulary == 128, "128");
    require("heads", heads, heads > 0, "at least 1");
    require("hidden-size", hiddenSize, hiddenSize == heads * HEAD_SIZE, "64 times " + heads + " heads");
    require("patch-layers", patchLayers, patchLayers > 0, "at least 1");
    require("char-layers", charLayers, charLayers > 0, "at least 1");
    require("max-patches", maxPatches, maxPatches >= 2, "at least 2");
  }

  /** Whether the model is asked as NotaGen-X is: by period, composer and instrumentation. */
  public boolean notagen() {
    return promptSyntax.startsWith(NOTAGEN);
  }

  /**
   * Reads a manifest.
   *
   * @param json the file's content
   * @param place where it was found, for messages
   * @throws ModelException if it is not what a manifest should be
   */
  static Manifest read(byte[] json, String place) {
    try {
      JsonNode tree = JSON.readTree(json);
      JsonNode format = tree.get("format");
      if (format == null || !format.isInt() || format.intValue() != FORMAT) {
        throw new ModelException(place + ": format " + format + ", expected " + FORMAT);
      }
      RecordKeys.complaint(tree, Manifest.class).ifPresent(complaint -> {
        throw new ModelException(place + ": " + complaint);
      });
      return JSON.treeToValue(tree, Manifest.class);
    } catch (MismatchedInputException e) {
      String key = e.getPath().isEmpty() ? "" : ", key '" + e.getPath().getFirst().getFieldName() + "'";
      throw new ModelException(place + key + ": " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
    } catch (JsonProcessingException e) {
      String reason = e.getCause() instanceof IllegalArgumentException cause ? cause.getMessage() : e.getOriginalMessage();
      throw new ModelException(place + ": " + reason, e);
    } catch (IOException e) {
      throw new ModelException(place + ": " + e.getMessage(), e);
    }
  }

  /** A manifest of somebody else's may not lead out of its folder. */
  private static void requireFileName(String key, String found) {
    if (!FILE_NAME.matcher(found).matches()) {
      throw new IllegalArgumentException(key + " '" + found + "', expected the name of a file beside the manifest");
    }
  }

  private static void require(String key, int found, boolean valid, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(key + " " + found + ", expected " + expected);
    }
  }
}
