package org.discogsography.testkit.dumps;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Says what a record of a Discogs dump, given as DOM, must look like when it is published. */
final class PlainRecord {

  private static final Map<String, String> LISTS_OF_TEXTS =
      Map.of(
          "descriptions", "description",
          "genres", "genre",
          "namevariations", "name",
          "styles", "style",
          "urls", "url");

  private static final Map<String, String> LISTS_OF_OBJECTS =
      Map.ofEntries(
          Map.entry("aliases", "name"),
          Map.entry("artists", "artist"),
          Map.entry("companies", "company"),
          Map.entry("extraartists", "artist"),
          Map.entry("formats", "format"),
          Map.entry("groups", "name"),
          Map.entry("identifiers", "identifier"),
          Map.entry("images", "image"),
          Map.entry("labels", "label"),
          Map.entry("members", "name"),
          Map.entry("sub_tracks", "track"),
          Map.entry("sublabels", "label"),
          Map.entry("tracklist", "track"),
          Map.entry("videos", "video"));

  private static final Set<String> TRIMMED =
      Set.of("id", "main_release", "master_id", "released", "year");

  /** Values that say "unknown" or "not linked" where they are 0. */
  private static final Set<String> ABSENT_WHEN_ZERO =
      Set.of("id", "main_release", "master_id", "year");

  private PlainRecord() {}

  /** The fields of a record element, without {@code type} and {@code sha256}. */
  static Map<String, Object> of(Element record) {
    Map<String, Object> fields = fields(record);
    String id =
        record.hasAttribute("id") ? record.getAttribute("id") : text(children(record, "id").get(0));
    fields.put("id", id.strip());
    return fields;
  }

  private static Map<String, Object> fields(Element element) {
    Map<String, Object> fields = new TreeMap<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) element.getAttributes().item(i);
      put(fields, attribute.getName(), leaf(attribute.getName(), attribute.getValue()));
    }
    Set<String> names = new HashSet<>();
    for (Element child : children(element)) {
      if (names.add(child.getTagName())) {
        put(fields, child.getTagName(), value(children(element, child.getTagName())));
      }
    }
    children(element, "master_id").forEach(masterId -> besideMasterId(fields, masterId));
    return fields;
  }

  private static void besideMasterId(Map<String, Object> fields, Element masterId) {
    for (int i = 0; i < masterId.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) masterId.getAttributes().item(i);
      if (!attribute.getName().equals("is_main_release")) {
        fields.put("master_id_" + attribute.getName(), attribute.getValue());
      } else if (fields.containsKey("master_id")) {
        fields.put("is_main_release", Boolean.valueOf(attribute.getValue()));
      }
    }
  }

  private static @Nullable Object value(List<Element> same) {
    String name = same.get(0).getTagName();
    List<Object> values = new ArrayList<>();
    for (Element element : same) {
      Object one = LISTS_OF_TEXTS.containsKey(name) ? texts(element) : single(element, name);
      if (one != null) {
        values.add(one);
      }
    }
    return values.size() == 1 ? values.get(0) : values.isEmpty() ? null : values;
  }

  private static List<Object> texts(Element container) {
    List<Object> texts = new ArrayList<>();
    for (Element item : children(container)) {
      if (!text(item).isEmpty()) {
        texts.add(text(item));
      }
    }
    return texts;
  }

  private static @Nullable Object single(Element element, String name) {
    String itemName = LISTS_OF_OBJECTS.get(name);
    if (itemName != null) {
      return objects(element, itemName);
    }
    boolean plain = children(element).isEmpty() && element.getAttributes().getLength() == 0;
    return (plain && !name.equals("parentLabel")) || name.equals("master_id")
        ? leaf(name, text(element))
        : object(element, name.equals("parentLabel") ? "name" : "#text");
  }

  private static List<Object> objects(Element container, String itemName) {
    List<Object> objects = new ArrayList<>();
    String siblingId = "";
    for (Element child : children(container)) {
      if (child.getTagName().equals(itemName)) {
        Map<String, Object> object = object(child, "name");
        if (!siblingId.isEmpty()) {
          object.putIfAbsent("id", siblingId);
        }
        if (!object.isEmpty()) {
          objects.add(object);
        }
        siblingId = "";
      } else {
        siblingId = text(child);
      }
    }
    return objects;
  }

  private static Map<String, Object> object(Element element, String keyOfText) {
    Map<String, Object> fields = fields(element);
    if (!text(element).isBlank()) {
      fields.putIfAbsent(keyOfText, text(element));
    }
    return fields;
  }

  /** A value as it is published; empty if it is not. */
  static String leaf(String name, String text) {
    String value = TRIMMED.contains(name) ? text.strip() : text;
    return ABSENT_WHEN_ZERO.contains(name) && value.equals("0") ? "" : value;
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    boolean empty =
        value == null || value.equals("") || value.equals(List.of()) || value.equals(Map.of());
    if (!empty) {
      fields.put(name, value);
    }
  }

  /** The text that is directly in an element. */
  static String text(Element element) {
    StringBuilder text = new StringBuilder();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
        text.append(node.getNodeValue());
      }
    }
    return text.toString();
  }

  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }

  private static List<Element> children(Element parent, String name) {
    return children(parent).stream().filter(child -> child.getTagName().equals(name)).toList();
  }
}
