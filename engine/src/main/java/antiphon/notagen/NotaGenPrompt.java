package antiphon.notagen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What NotaGen-X is asked for: one of the combinations that it learned often enough to follow.
 *
 * @param period Baroque, Classical or Romantic
 * @param composer last name, first name
 * @param instrumentation Art Song, Chamber, Choral, Keyboard, Orchestral or Vocal-Orchestral
 */
public record NotaGenPrompt(String period, String composer, String instrumentation) {
  /** The combinations, sorted. */
  public static final List<NotaGenPrompt> ALL = read();

  /**
   * The combination of these names, whatever their case.
   *
   * @throws IllegalArgumentException naming the nearest combinations, if there is none
   */
  public static NotaGenPrompt of(String period, String composer, String instrumentation) {
    NotaGenPrompt wanted = new NotaGenPrompt(period.strip(), composer.strip(), instrumentation.strip());
    return ALL.stream().filter(wanted::sameNames).findFirst().orElseThrow(() -> new IllegalArgumentException(
        "prompt '" + wanted + "': not one that NotaGen-X knows, nearest are " + wanted.nearest().stream()
            .map(near -> "'" + near + "'").collect(Collectors.joining(", "))));
  }

  /**
   * The combination of three names: period, composer, instrumentation.
   *
   * @throws IllegalArgumentException if it is none, see {@link #of(String, String, String)}
   */
  public static NotaGenPrompt of(List<String> names) {
    if (names.size() != 3) {
      throw new IllegalArgumentException(
          "prompt of " + names.size() + " words for NotaGen: expected period, composer and instrumentation");
    }
    return of(names.get(0), names.get(1), names.get(2));
  }

  /** The names, in order. */
  public List<String> names() {
    return List.of(period, composer, instrumentation);
  }

  private boolean sameNames(NotaGenPrompt other) {
    return toString().equalsIgnoreCase(other.toString());
  }

  private List<NotaGenPrompt> nearest() {
    // The composer tells more of what is meant than the rest.
    Comparator<NotaGenPrompt> byName = Comparator.comparingDouble(other ->
        3 * alike(composer, other.composer) + alike(period, other.period) + alike(instrumentation, other.instrumentation));
    return ALL.stream().sorted(byName.reversed()).limit(3).toList();
  }

  /** The part of the letter pairs of both names that they share, 0 to 1. */
  private static double alike(String a, String b) {
    Set<String> shared = pairs(a);
    Set<String> all = pairs(b);
    int sum = shared.size() + all.size();
    shared.retainAll(all);
    return sum == 0 ? 0 : 2.0 * shared.size() / sum;
  }

  private static Set<String> pairs(String name) {
    String letters = " " + name.toLowerCase(Locale.ROOT) + " ";
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i + 2 <= letters.length(); i++) {
      pairs.add(letters.substring(i, i + 2));
    }
    return pairs;
  }

  /** The lines before the score, as NotaGen's own scripts write them; the model ends them with {@code %end} itself. */
  public String text() {
    return "%" + period + "\n%" + composer + "\n%" + instrumentation + "\n";
  }

  @Override
  public String toString() {
    return period + " / " + composer + " / " + instrumentation;
  }

  private static List<NotaGenPrompt> read() {
    try (InputStream in = Objects.requireNonNull(NotaGenPrompt.class.getResourceAsStream("prompts.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split("_", -1))
          .map(names -> new NotaGenPrompt(names[0], names[1], names[2])).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
