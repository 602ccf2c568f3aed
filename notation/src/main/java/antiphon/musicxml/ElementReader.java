package antiphon.musicxml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Builds elements from a stream of XML, and refuses more than a score has before it fills the memory. The largest
 * symphonies have some two hundred thousand notes of ten to fifteen elements each. One thread.
 */
final class ElementReader {
  /** MusicXML nests some ten deep. */
  private static final int DEEPEST = 64;

  private static final int MOST_IN_ONE = 200_000;
  private static final int MOST = 8_000_000;
  private static final int LONGEST_TEXT = 1_000_000;

  private final XMLStreamReader reader;
  private final String name;
  private int count;

  /** @param name for messages */
  ElementReader(XMLStreamReader reader, String name) {
    this.reader = reader;
    this.name = name;
  }

  /**
   * The element at whose start the reader stands; afterwards it stands at its end.
   *
   * @throws MusicXmlException if it holds more than a measure of any score does
   */
  XmlElement next() throws XMLStreamException {
    int before = count++;
    Deque<Open> open = new ArrayDeque<>();
    open.push(new Open(reader.getLocalName(), attributes()));
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          check(open.size() < DEEPEST, "elements more than " + DEEPEST + " deep");
          check(++count - before <= MOST_IN_ONE, "more than " + MOST_IN_ONE + " elements in one measure");
          check(count <= MOST, "more than " + MOST + " elements");
          open.push(new Open(reader.getLocalName(), attributes()));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          int length = open.element().text.length() + reader.getTextLength();
          check(length <= LONGEST_TEXT, "a text of more than " + LONGEST_TEXT + " characters");
          open.element().text.append(reader.getText());
        }
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException("entity '" + reader.getLocalName() + "'", reader.getLocation());
        case XMLStreamConstants.END_ELEMENT -> {
          XmlElement closed = open.pop().closed();
          if (open.isEmpty()) {
            return closed;
          }
          open.element().children.add(closed);
        }
        default -> {
          // Comments and processing instructions say nothing.
        }
      }
    }
  }

  /** The attributes of the element at whose start the reader stands. */
  Map<String, String> attributes() {
    if (reader.getAttributeCount() == 0) {
      return Map.of();
    }
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return attributes;
  }

  private void check(boolean holds, String found) {
    if (!holds) {
      throw new MusicXmlException(
          name + ": line " + reader.getLocation().getLineNumber() + ": " + found + ", expected MusicXML of fewer");
    }
  }

  /** An element whose end has not come yet. */
  private static final class Open {
    final String name;
    final Map<String, String> attributes;
    final StringBuilder text = new StringBuilder();
    final List<XmlElement> children = new ArrayList<>();

    Open(String name, Map<String, String> attributes) {
      this.name = name;
      this.attributes = attributes;
    }

    XmlElement closed() {
      return new XmlElement(name, attributes, text.toString().strip(), children);
    }
  }
}
