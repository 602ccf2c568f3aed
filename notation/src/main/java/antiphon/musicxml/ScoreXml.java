package antiphon.musicxml;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the XML of a score measure by measure, by part or by time. Document types are skipped, entities
 * that are not XML's own are refused, nothing outside the document is looked up. Stateless.
 */
final class ScoreXml {
  private static final int UTF_8_MARK = 3;
  private static final int DECLARATION_BYTES = 200;
  private static final Pattern DECLARED = Pattern.compile("^\\W{0,3}<\\?xml[^>]*?encoding\\s*=\\s*[\"']([^\"']+)[\"']");

  private ScoreXml() {}

  /** Takes what is found. */
  interface Content {
    /** An element beside the parts: title, list of parts and the like. */
    void header(XmlElement element);

    /** A measure of a part, the measures of each part in order. */
    void measure(String part, XmlElement measure);
  }

  /** @throws MusicXmlException if it is not XML, or not a score; {@code name} begins the message */
  static void read(byte[] xml, String name, Content content) {
    try {
      XMLStreamReader reader = open(xml);
      ElementReader elements = new ElementReader(reader, name);
      try {
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
          // The document type and comments.
        }
        String root = reader.getLocalName();
        if (!root.equals("score-partwise") && !root.equals("score-timewise")) {
          throw new MusicXmlException(name + ": root element '" + root + "', expected score-partwise or score-timewise");
        }
        boolean partwise = root.equals("score-partwise");
        while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
          if (reader.getLocalName().equals(partwise ? "part" : "measure")) {
            group(reader, elements, partwise, content);
          } else {
            content.header(elements.next());
          }
        }
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      String reason = e.getNestedException() instanceof CharacterCodingException
          ? "bytes that are not of its encoding"
          : String.valueOf(e.getMessage()).replaceAll("(?s).*Message: ", "").replaceAll("\\s+", " ");
      throw new MusicXmlException(
          name + ": line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNumber())
              + ": not well-formed (" + reason + "), expected MusicXML", e);
    }
  }

  /** The elements of this name in a small document, such as a packed file's list of contents; {@code name} begins the message. */
  static List<XmlElement> all(byte[] xml, String name, String element) throws XMLStreamException {
    XMLStreamReader reader = open(xml);
    ElementReader elements = new ElementReader(reader, name);
    List<XmlElement> found = new ArrayList<>();
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals(element)) {
        found.add(elements.next());
      }
    }
    return found;
  }

  private static XMLStreamReader open(byte[] xml) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    // The parser's own decoding writes to the error stream what it cannot read.
    int mark = xml.length >= UTF_8_MARK && HexFormat.of().formatHex(xml, 0, UTF_8_MARK).equals("efbbbf") ? UTF_8_MARK : 0;
    return factory.createXMLStreamReader(
        new InputStreamReader(new ByteArrayInputStream(xml, mark, xml.length - mark), encoding(xml).newDecoder()));
  }

  /** What the first bytes say, as the XML standard's appendix F has it. */
  private static Charset encoding(byte[] xml) throws XMLStreamException {
    String start = HexFormat.of().formatHex(xml, 0, Math.min(2, xml.length));
    if (start.equals("feff") || start.equals("fffe")) {
      return StandardCharsets.UTF_16;
    }
    if (start.equals("003c") || start.equals("3c00")) {
      return start.startsWith("00") ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }
    Matcher declared =
        DECLARED.matcher(new String(xml, 0, Math.min(DECLARATION_BYTES, xml.length), StandardCharsets.ISO_8859_1));
    try {
      return declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException e) {
      throw new XMLStreamException("encoding '" + declared.group(1) + "'", e);
    }
  }

  /** The measures of a part, or the parts of a measure. */
  private static void group(XMLStreamReader reader, ElementReader elements, boolean partwise, Content content)
      throws XMLStreamException {
    Map<String, String> attributes = elements.attributes();
    while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
      XmlElement inner = elements.next();
      if (partwise && inner.name().equals("measure")) {
        content.measure(attributes.getOrDefault("id", ""), inner);
      } else if (!partwise && inner.name().equals("part")) {
        content.measure(inner.attribute("id"), new XmlElement("measure", attributes, "", inner.children()));
      }
    }
  }
}
