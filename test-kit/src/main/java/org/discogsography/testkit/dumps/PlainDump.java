package org.discogsography.testkit.dumps;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A small Discogs dump file read whole with the parser of the JDK, and what must be published of
 * it. Of a file that is cut off, the whole records before the cut.
 */
public final class PlainDump {

  private final String type;
  private final List<Element> elements;

  private PlainDump(String type, List<Element> elements) {
    this.type = type;
    this.elements = elements;
  }

  /** Reads a file, packed or not, with a root element or of a single record. */
  public static PlainDump read(Path path) throws IOException {
    String xml = unpacked(path);
    try {
      return of(parse(xml));
    } catch (SAXException e) {
      return ofCut(path, xml, e);
    }
  }

  /** The plural name of its records, {@code artists} and its like. */
  public String type() {
    return type;
  }

  /** The fields of each record as they must be published, without {@code type} and hash. */
  public List<Map<String, Object>> records() {
    return elements.stream().map(PlainRecord::of).toList();
  }

  /**
   * How often each text and each attribute value occurs that must be published. Knows nothing of
   * lists, references and names, so that a mistake about them is not made twice.
   */
  public Map<String, Integer> values() {
    Map<String, Integer> values = new TreeMap<>();
    elements.forEach(element -> count(element, values));
    return values;
  }

  private static void count(Element element, Map<String, Integer> values) {
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) element.getAttributes().item(i);
      if (!attribute.getName().equals("is_main_release")) {
        count(PlainRecord.leaf(attribute.getName(), attribute.getValue()), values);
      }
    }
    List<Element> children = PlainRecord.children(element);
    String text = PlainRecord.text(element);
    if (children.isEmpty() || !text.isBlank()) {
      count(PlainRecord.leaf(element.getTagName(), text), values);
    }
    for (int i = 0; i < children.size(); i++) {
      boolean repeatedByName =
          element.getTagName().equals("members")
              && children.get(i).getTagName().equals("id")
              && children.get(i + 1).hasAttribute("id");
      if (!repeatedByName) {
        count(children.get(i), values);
      }
    }
  }

  private static void count(String value, Map<String, Integer> values) {
    if (!value.isEmpty()) {
      values.merge(value, 1, Integer::sum);
    }
  }

  private static PlainDump of(Element root) {
    String name = root.getTagName();
    return name.endsWith("s")
        ? new PlainDump(name, PlainRecord.children(root))
        : new PlainDump(name + "s", new ArrayList<>(List.of(root)));
  }

  private static PlainDump ofCut(Path path, String xml, SAXException fault) throws IOException {
    String root = xml.substring(xml.indexOf('<') + 1, xml.indexOf('>'));
    String end = "</" + root.substring(0, root.length() - 1) + ">";
    int cut = xml.lastIndexOf(end);
    if (cut < 0) {
      throw new IOException(path + " cannot be read", fault);
    }
    try {
      return of(parse(xml.substring(0, cut + end.length()) + "</" + root + ">"));
    } catch (SAXException e) {
      throw new IOException(path + " cannot be read", e);
    }
  }

  private static String unpacked(Path path) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path));
        InputStream in = path.toString().endsWith(".gz") ? new GZIPInputStream(file) : file) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Element parse(String xml) throws IOException, SAXException {
    try {
      var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder
          .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
          .getDocumentElement();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java has no DOM parser", e);
    }
  }
}
