package antiphon.memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;

/**
 * How much a memory counts beside a model, by what it found: for each class the probability that the memory, not the
 * model, is to be believed. Fitted once to music and then frozen, as what is learnt while playing would not settle.
 * Immutable. [any]
 *
 * <p>The classes are those of the longest match's length, of how sure the memory is, of how many bars back the match
 * stands (of matches of {@value #LONG} characters and more: there it tells returns from loops), and of what the model
 * makes of the memory's likeliest character.
 *
 * <p>The file: {@code antiphon-memory 1}, then a line for each class of length, certainty and bars with the weights of
 * all classes of agreement.
 */
public final class MemoryWeights {
  /** Lengths in characters at which a class begins, behind the shortest. */
  private static final int[] LENGTHS = {4, 5, 6, 8, 10, 13, 17, 24, 40, 80, 192};

  private static final double[] CERTAINTIES = {0.5, 0.8, 0.99};
  private static final double[] AGREEMENTS = {0.02, 0.1, 0.3, 0.6, 0.9};

  /** In the same bar, the one before, a multiple of four bars back, elsewhere. */
  private static final int PLACES = 4;

  private static final int LONG = 24;
  private static final int PERIOD = 4;
  private static final int COLUMNS = AGREEMENTS.length + 1;

  /** Classes of length and certainty alone. */
  public static final int GROUPS = (LENGTHS.length + 1) * (CERTAINTIES.length + 1);

  /** All classes. */
  public static final int KINDS = GROUPS * PLACES * COLUMNS;

  /** So that neither model nor memory ever rules a character out alone. */
  private static final double MOST = 0.985;

  private static final String FIRST_LINE = "antiphon-memory 1";

  /** Without a memory. */
  public static final MemoryWeights NONE = new MemoryWeights(new double[KINDS]);

  /** Fitted to the training split beside the model that comes with the program ({@code antiphon evaluate memory --fit}). */
  public static final MemoryWeights USUAL = usual();

  private final double[] weights;

  /**
   * Of weights by class.
   *
   * @param weights {@link #KINDS} of 0 to 1
   * @throws IllegalArgumentException if they are not
   */
  public MemoryWeights(double[] weights) {
    if (weights.length != KINDS) {
      throw new IllegalArgumentException(weights.length + " weights of a memory: expected " + KINDS);
    }
    for (double weight : weights) {
      if (!(weight >= 0 && weight <= 1)) {
        throw new IllegalArgumentException("a memory's weight of " + weight + ": expected 0 to 1");
      }
    }
    this.weights = Arrays.stream(weights).map(weight -> Math.min(weight, MOST)).toArray();
  }

  private static MemoryWeights usual() {
    try (InputStream in = Objects.requireNonNull(MemoryWeights.class.getResourceAsStream("weights.txt"))) {
      return read(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The class of what a memory found.
   *
   * @param length characters of the longest match
   * @param certainty the greatest share of a character among what followed, 0 to 1
   * @param barsBack how many bars before this one the match stands, 0 for this one
   * @param agreed the probability, 0 to 1, that the model gives that character
   */
  static int kind(int length, double certainty, int barsBack, double agreed) {
    int size = 0;
    while (size < LENGTHS.length && length >= LENGTHS[size]) {
      size++;
    }
    int group = size * (CERTAINTIES.length + 1) + step(CERTAINTIES, certainty);
    return (group * PLACES + place(length, barsBack)) * COLUMNS + step(AGREEMENTS, agreed);
  }

  /** The class of length and certainty that a class belongs to. */
  public static int group(int kind) {
    return kind / COLUMNS / PLACES;
  }

  private static int place(int length, int barsBack) {
    if (length < LONG || barsBack == 0) {
      return 0;
    }
    return barsBack == 1 ? 1 : barsBack % PERIOD == 0 ? 2 : 3;
  }

  private static int step(double[] from, double value) {
    int step = 0;
    while (step < from.length && value >= from[step]) {
      step++;
    }
    return step;
  }

  /** The memory's weight by the model's. */
  double odds(int kind) {
    return weights[kind] / (1 - weights[kind]);
  }

  /** As a file holds them. */
  public String text() {
    StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
    for (int kind = 0; kind < KINDS; kind++) {
      text.append(String.format(Locale.ROOT, "%.4f", weights[kind])).append(kind % COLUMNS == COLUMNS - 1 ? '\n' : ' ');
    }
    return text.toString();
  }

  /**
   * Reads a file's text.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static MemoryWeights read(String text) {
    String[] parts = text.strip().split("\\R", 2);
    if (!parts[0].equals(FIRST_LINE)) {
      throw new IllegalArgumentException("first line '" + parts[0] + "': expected '" + FIRST_LINE + "'");
    }
    String[] numbers = parts.length < 2 ? new String[0] : parts[1].strip().split("\\s+");
    try {
      return new MemoryWeights(Arrays.stream(numbers).mapToDouble(Double::parseDouble).toArray());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a weight that is no number (" + e.getMessage() + "): expected 0 to 1", e);
    }
  }

  /** SHA-256 of the {@link #text}, 64 hexadecimal digits. */
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
