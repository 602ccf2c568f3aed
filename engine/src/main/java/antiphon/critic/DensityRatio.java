package antiphon.critic;

import antiphon.generate.WrittenBar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How much likelier a bar is in music that people wrote than among the model's drafts, by what can be counted of the companion's
 * own voices: the log of the ratio of the two densities, as a sum over {@link Figure}s, for as many voices as play. Drafts
 * chosen in proportion to the ratio are as people write (importance resampling); choosing the highest would overshoot.
 * Fitted once to music and drafts, then frozen. Immutable. [any]
 *
 * <p>The file: {@code antiphon-density-ratio 1}, then a line for each figure and number of voices: its name, that number (1, 2,
 * 4 for three and four, 5 for more), and nats for each of its classes.
 */
public final class DensityRatio {
  /** Most voices of the groups but for the last. */
  private static final int[] VOICES = {1, 2, 4};

  /** Groups by number of voices. */
  public static final int GROUPS = VOICES.length + 1;

  /** Weights of a group. */
  public static final int CLASSES = Figure.CLASSES;

  private static final String FIRST_LINE = "antiphon-density-ratio 1";

  /** Every bar alike. */
  public static final DensityRatio NONE = new DensityRatio(new double[GROUPS][CLASSES]);

  /** Fitted to the training split and the drafts of the model that comes with the program ({@code antiphon evaluate judge --fit}). */
  public static final DensityRatio USUAL = usual();

  private final double[][] nats;

  /**
   * Of weights.
   *
   * @param nats for each group the weights of all classes of all figures
   * @throws IllegalArgumentException if they are of another size
   */
  public DensityRatio(double[][] nats) {
    if (nats.length != GROUPS || nats[0].length != CLASSES) {
      throw new IllegalArgumentException("a density ratio of " + nats.length + " groups: expected " + GROUPS + " of " + CLASSES + " weights");
    }
    this.nats = nats.clone();
  }

  private static DensityRatio usual() {
    try (InputStream in = Objects.requireNonNull(DensityRatio.class.getResourceAsStream("density-ratio.txt"))) {
      return read(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The group of so many playing voices. */
  public static int group(int voices) {
    int group = 0;
    while (group < VOICES.length && voices > VOICES[group]) {
      group++;
    }
    return group;
  }

  /** The places, among the weights of a group, of the classes that a bar is in; one of each figure. */
  public static int[] classes(WrittenBar written, Setting setting) {
    int[] found = BarFigures.of(written, setting);
    Figure[] figures = Figure.values();
    for (int i = 0; i < found.length; i++) {
      found[i] += figures[i].first();
    }
    return found;
  }

  /** Nats; above 0 for a bar that is likelier people's. */
  double of(WrittenBar written, Setting setting) {
    double[] weights = nats[group(setting.playing().size())];
    double sum = 0;
    for (int place : classes(written, setting)) {
      sum += weights[place];
    }
    return sum;
  }

  /** As a file holds it. */
  public String text() {
    StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
    for (Figure figure : Figure.values()) {
      for (int group = 0; group < GROUPS; group++) {
        text.append(name(figure)).append(' ').append(voices(group));
        for (int i = 0; i < figure.classes(); i++) {
          text.append(String.format(Locale.ROOT, " %.3f", nats[group][figure.first() + i]));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static String name(Figure figure) {
    return figure.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static int voices(int group) {
    return group < VOICES.length ? VOICES[group] : VOICES[VOICES.length - 1] + 1;
  }

  /**
   * Reads a file's text.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static DensityRatio read(String text) {
    List<String> lines = text.lines().toList();
    List<String> names = new ArrayList<>();
    for (Figure figure : Figure.values()) {
      IntStream.range(0, GROUPS).forEach(group -> names.add(name(figure) + " " + voices(group)));
    }
    if (lines.size() != names.size() + 1 || !lines.getFirst().equals(FIRST_LINE)) {
      throw new IllegalArgumentException("a density ratio of " + lines.size() + " lines: expected " + (names.size() + 1) + " from " + FIRST_LINE);
    }
    double[][] nats = new double[GROUPS][CLASSES];
    for (int i = 0; i < names.size(); i++) {
      Figure figure = Figure.values()[i / GROUPS];
      String line = lines.get(i + 1);
      String[] words = line.substring(Math.min(line.length(), names.get(i).length())).strip().split(" ");
      if (!line.startsWith(names.get(i) + " ") || words.length != figure.classes()) {
        throw new IllegalArgumentException("\"" + line + "\" in a density ratio: expected " + names.get(i) + " and " + figure.classes() + " numbers");
      }
      for (int k = 0; k < words.length; k++) {
        nats[i % GROUPS][figure.first() + k] = Double.parseDouble(words[k]);
      }
    }
    return new DensityRatio(nats);
  }
}
