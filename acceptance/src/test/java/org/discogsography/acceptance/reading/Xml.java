package org.discogsography.acceptance.reading;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Short ways through a DOM tree. */
final class Xml {

  private Xml() {}

  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  static List<Element> children(Element parent, String name) {
    return children(parent).stream().filter(child -> child.getTagName().equals(name)).toList();
  }

  /** The elements at a path such as {@code artists/artist}. */
  static List<Element> at(Element start, String path) {
    List<Element> reached = List.of(start);
    for (String step : path.split("/", -1)) {
      reached = reached.stream().flatMap(one -> children(one, step).stream()).toList();
    }
    return reached;
  }

  /** The text directly in an element, not that of its children. */
  static String text(Element element) {
    StringBuilder text = new StringBuilder();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
        text.append(node.getNodeValue());
      }
    }
    return text.toString();
  }

  /** The text of the first child with this name, as it stands; null if blank or absent. */
  static @Nullable String textAt(Element parent, String child) {
    return children(parent, child).stream()
        .map(Xml::text)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse(null);
  }

  /** An id that links to something; null for none and for 0. */
  static @Nullable String id(@Nullable String text) {
    String id = text == null ? "" : text.strip();
    return id.isEmpty() || id.equals("0") ? null : id;
  }

  /** The id of a record: masters and releases carry it as attribute, artists and labels inside. */
  static String recordId(Element record) {
    String id = id(record.getAttribute("id"));
    return id != null ? id : String.valueOf(id(textAt(record, "id")));
  }
}
