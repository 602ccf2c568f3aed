package antiphon.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares the keys of a settings file with the record that it fills: {@code hidden-size} is {@code
 * hiddenSize}, and only what is {@code @Nullable} may be left out. Stateless.
 */
public final class RecordKeys {
  private RecordKeys() {}

  /** The first key that is unknown or missing, in {@code tree} or in the records inside it, as a sentence. [any] */
  public static Optional<String> complaint(JsonNode tree, Class<?> type) {
    List<RecordComponent> components = Arrays.asList(type.getRecordComponents());
    List<String> known = components.stream().map(RecordKeys::key).toList();
    for (String found : (Iterable<String>) tree::fieldNames) {
      if (!known.contains(found)) {
        return Optional.of("unknown key '" + found + "', expected '" + nearest(found, known) + "'");
      }
    }
    for (RecordComponent component : components) {
      String key = key(component);
      if (!tree.hasNonNull(key)) {
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
          return Optional.of("key '" + key + "' is missing");
        }
      } else {
        Optional<String> inside = complaintInside(tree.get(key), component);
        if (inside.isPresent()) {
          return inside.map(complaint -> key + ": " + complaint);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> complaintInside(JsonNode value, RecordComponent component) {
    if (component.getType().isRecord()) {
      return complaint(value, component.getType());
    }
    if (value.isArray()
        && component.getGenericType() instanceof ParameterizedType list
        && list.getActualTypeArguments()[0] instanceof Class<?> item
        && item.isRecord()) {
      for (JsonNode element : value) {
        Optional<String> inside = complaint(element, item);
        if (inside.isPresent()) {
          return inside;
        }
      }
    }
    return Optional.empty();
  }

  /** Of {@code known}, which is not empty, the word most like {@code found}. [any] */
  public static String nearest(String found, List<String> known) {
    return Collections.min(known, Comparator.comparingInt(key -> distance(key, found)));
  }

  private static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** Insertions, deletions and replacements between two words. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
