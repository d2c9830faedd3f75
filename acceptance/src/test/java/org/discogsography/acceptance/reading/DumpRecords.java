package org.discogsography.acceptance.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The record elements of well-formed dump files, read whole with the parser of the JDK. */
public final class DumpRecords {

  private final Map<DataType, List<Element>> records = new EnumMap<>(DataType.class);

  private DumpRecords() {
    Source.DISCOGS.types().forEach(type -> records.put(type, new ArrayList<>()));
  }

  /** All records of the files in a folder, file by file in the order of their names. */
  public static DumpRecords in(Path folder) throws IOException {
    DumpRecords found = new DumpRecords();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".xml") || name.endsWith(".xml.gz")) {
          found.add(parse(content(file)));
        }
      }
    }
    return found;
  }

  /** The records of one type in the order of the files. */
  public List<Element> of(DataType type) {
    return records.getOrDefault(type, List.of());
  }

  private static byte[] content(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream unpacked =
            file.getFileName().toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return unpacked.readAllBytes();
    }
  }

  private static Element parse(byte[] xml) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setCoalescing(true);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(
          new String(xml, 0, Math.min(80, xml.length), StandardCharsets.UTF_8), e);
    }
  }

  private void add(Element root) {
    for (DataType type : Source.DISCOGS.types()) {
      String plural = type.text();
      String singular = plural.substring(0, plural.length() - 1);
      if (root.getTagName().equals(singular)) {
        of(type).add(root);
      } else if (root.getTagName().equals(plural)) {
        of(type).addAll(Xml.children(root, singular));
      }
    }
  }
}
