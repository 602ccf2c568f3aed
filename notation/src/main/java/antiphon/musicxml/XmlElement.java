package antiphon.musicxml;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An element of an XML document with all that is in it.
 *
 * @param name without prefix
 * @param attributes by name
 * @param text its own text without space at both ends
 * @param children in order
 */
record XmlElement(String name, Map<String, String> attributes, String text, List<XmlElement> children) {
  /** The first child of this name, or null. */
  @Nullable XmlElement child(String child) {
    for (XmlElement candidate : children) {
      if (candidate.name.equals(child)) {
        return candidate;
      }
    }
    return null;
  }

  boolean has(String child) {
    return child(child) != null;
  }

  /** The text of the first child of this name, empty if there is none. */
  String text(String child) {
    XmlElement found = child(child);
    return found == null ? "" : found.text;
  }

  /** The value of an attribute, empty if there is none. */
  String attribute(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }

  /**
   * A child's text as a whole number, rounded.
   *
   * @param otherwise if there is no such child
   * @throws MusicXmlException if it is no number
   */
  int whole(String child, int otherwise) {
    double value = number(child, otherwise);
    if (Math.abs(value) > Integer.MAX_VALUE) {
      throw new MusicXmlException(child + " '" + text(child) + "', expected a smaller number");
    }
    return (int) Math.round(value);
  }

  /** As {@link #whole}, not rounded. */
  double number(String child, double otherwise) {
    String found = text(child);
    if (found.isEmpty()) {
      return otherwise;
    }
    try {
      return new BigDecimal(found).doubleValue();
    } catch (NumberFormatException e) {
      throw new MusicXmlException(child + " '" + shortened(found) + "', expected a number");
    }
  }

  private static String shortened(String text) {
    return text.length() <= 20 ? text : text.substring(0, 20) + "…";
  }
}
