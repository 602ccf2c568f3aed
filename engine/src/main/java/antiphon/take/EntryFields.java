package antiphon.take;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The fields of a take's entry, a JSON array, one after the other. Mutable. */
final class EntryFields {
  private final JsonNode array;
  private int next;

  EntryFields(JsonNode array) {
    this.array = array;
  }

  boolean more() {
    return next < array.size();
  }

  JsonNode node() {
    if (!more()) {
      throw new IllegalArgumentException("entry of " + array.size() + " fields: " + TakeText.shortened(array.toString()) + ", expected more");
    }
    return array.get(next++);
  }

  long whole() {
    JsonNode node = node();
    return node.canConvertToLong() && node.isIntegralNumber() ? node.longValue() : bad(node, "a whole number");
  }

  double number() {
    JsonNode node = node();
    return node.isNumber() ? node.doubleValue() : bad(node, "a number");
  }

  String text() {
    JsonNode node = node();
    return node.isTextual() ? node.textValue() : String.valueOf(bad(node, "a word"));
  }

  @Nullable String textOrNull() {
    JsonNode node = node();
    return node.isNull() ? null : node.isTextual() ? node.textValue() : String.valueOf(bad(node, "a word or null"));
  }

  boolean truth() {
    JsonNode node = node();
    return node.isBoolean() ? node.booleanValue() : bad(node, "true or false") != 0;
  }

  JsonNode array() {
    JsonNode node = node();
    if (!node.isArray()) {
      bad(node, "an array");
    }
    return node;
  }

  void requireEnd() {
    if (more()) {
      bad(array.get(next++), "the end of '" + name() + "'");
    }
  }

  private String name() {
    return TakeText.shortened(array.get(0).asText().strip());
  }

  private long bad(JsonNode node, String expected) {
    throw new IllegalArgumentException(
        "field " + next + " of '" + name() + "' is " + TakeText.shortened(node.toString()) + ", expected " + expected);
  }
}
