package org.discogsography.extractor.discogs;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.discogsography.extractor.discogs.XmlRepair.Finding;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Parses one record element into its tree form.
 *
 * <p>An attribute {@code a} becomes {@code @a}; an element with only text becomes a string, an
 * empty one null; text beside attributes or children becomes {@code #text} unless it is blank; a
 * repeated child name becomes a list in document order. Text is not trimmed. Safe for several
 * threads.
 */
final class RecordParser {

  /** Name of the text beside attributes or children. */
  static final String TEXT = "#text";

  private final XMLInputFactory factory;

  RecordParser() {
    WstxInputFactory woodstox = new WstxInputFactory();
    woodstox.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    woodstox.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    woodstox.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    woodstox.setProperty(XMLInputFactory.IS_COALESCING, true);
    woodstox.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, Integer.MAX_VALUE);
    woodstox.setProperty(WstxInputProperties.P_INPUT_BUFFER_LENGTH, 8_000);
    factory = woodstox;
  }

  /**
   * The tree form of a record.
   *
   * @param finding what {@link XmlRepair#inspect} said about the bytes
   */
  Fields parse(byte[] xml, Finding finding) throws MalformedRecordException {
    try {
      XMLStreamReader reader =
          finding == Finding.CLEAN
              ? factory.createXMLStreamReader(new ByteArrayInputStream(xml), "UTF-8")
              : factory.createXMLStreamReader(new StringReader(XmlRepair.repair(xml)));
      try {
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
          // nothing stands before the record's own start tag
        }
        Object value = element(reader);
        return value instanceof Fields fields ? fields : new Fields();
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new MalformedRecordException(firstLine(e));
    }
  }

  /** Reads the element whose start tag is current, up to its end tag. */
  private @Nullable Object element(XMLStreamReader reader) throws XMLStreamException {
    Fields fields = null;
    int attributes = reader.getAttributeCount();
    if (attributes > 0) {
      fields = new Fields();
      for (int i = 0; i < attributes; i++) {
        fields.append("@" + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
      }
    }
    String text = null;
    StringBuilder pieces = null;
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (fields == null) {
            fields = new Fields();
          }
          String name = reader.getLocalName();
          fields.append(name, element(reader));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (text == null) {
            text = reader.getText();
          } else {
            // a pretty-printed list has a piece between any two of its items
            pieces = pieces == null ? new StringBuilder(text) : pieces;
            pieces.append(reader.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          text = pieces == null ? text : pieces.toString();
          if (fields == null) {
            return text;
          }
          if (text != null && !text.isBlank()) {
            fields.append(TEXT, text);
          }
          return fields;
        }
        default -> {
          // comments and processing instructions carry nothing
        }
      }
    }
  }

  private static String firstLine(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
