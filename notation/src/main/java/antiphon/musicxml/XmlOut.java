package antiphon.musicxml;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML with one element a line, indented by depth. One thread. */
final class XmlOut {
  private final XMLStreamWriter out;
  private int depth;

  XmlOut(OutputStream bytes) throws XMLStreamException {
    out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
    out.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
    out.writeCharacters("\n");
  }

  void doctype(String doctype) throws XMLStreamException {
    out.writeDTD(doctype);
    out.writeCharacters("\n");
  }

  /** Opens an element; attributes are names and values in turn. */
  void open(String name, String... attributes) throws XMLStreamException {
    indent();
    out.writeStartElement(name);
    attributes(attributes);
    out.writeCharacters("\n");
    depth++;
  }

  void close() throws XMLStreamException {
    depth--;
    indent();
    out.writeEndElement();
    out.writeCharacters("\n");
  }

  void empty(String name, String... attributes) throws XMLStreamException {
    indent();
    out.writeEmptyElement(name);
    attributes(attributes);
    out.writeCharacters("\n");
  }

  void text(String name, Object text, String... attributes) throws XMLStreamException {
    indent();
    out.writeStartElement(name);
    attributes(attributes);
    out.writeCharacters(Names.sound(text.toString()));
    out.writeEndElement();
    out.writeCharacters("\n");
  }

  /** Closes what is open and hands all on, but does not close the stream. */
  void end() throws XMLStreamException {
    out.writeEndDocument();
    out.flush();
  }

  private void attributes(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      out.writeAttribute(attributes[i], Names.sound(attributes[i + 1]));
    }
  }

  private void indent() throws XMLStreamException {
    out.writeCharacters(" ".repeat(depth));
  }
}
