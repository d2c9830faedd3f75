package org.discogsography.acceptance.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.discogsography.common.messages.DataType;
import org.discogsography.testkit.dumps.CanonicalText;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/**
 * The document that PostgreSQL must hold for a record element: nothing of the XML is left out but
 * what is empty, what says "not linked", and the ids that old dumps repeat beside members.
 */
final class ExpectedDocument {

  /** Elements that become lists, with what they list. */
  private static final Map<String, String> LISTS =
      Map.ofEntries(
          Map.entry("aliases", "name"),
          Map.entry("artists", "artist"),
          Map.entry("companies", "company"),
          Map.entry("descriptions", "description"),
          Map.entry("extraartists", "artist"),
          Map.entry("formats", "format"),
          Map.entry("genres", "genre"),
          Map.entry("groups", "name"),
          Map.entry("identifiers", "identifier"),
          Map.entry("images", "image"),
          Map.entry("labels", "label"),
          Map.entry("members", "name"),
          Map.entry("namevariations", "name"),
          Map.entry("styles", "style"),
          Map.entry("sub_tracks", "track"),
          Map.entry("sublabels", "label"),
          Map.entry("tracklist", "track"),
          Map.entry("urls", "url"),
          Map.entry("videos", "video"));

  private static final Set<String> LISTS_OF_TEXT =
      Set.of("descriptions", "genres", "namevariations", "styles", "urls");

  private static final Set<String> IDS = Set.of("id", "main_release", "master_id");
  private static final Set<String> DATES = Set.of("released", "year");

  private ExpectedDocument() {}

  /** The document with its hash and, for masters and releases, its year. */
  static Map<String, @Nullable Object> of(DataType type, Element record) {
    Map<String, @Nullable Object> document = fields(record, false);
    document.put("id", Xml.recordId(record));
    document.put("sha256", CanonicalText.sha256(document));
    if (type == DataType.MASTERS || type == DataType.RELEASES) {
      document.put(
          "year", Year.of(Xml.textAt(record, type == DataType.MASTERS ? "year" : "released")));
    }
    return document;
  }

  private static Map<String, @Nullable Object> fields(Element element, boolean reference) {
    Map<String, @Nullable Object> fields = new TreeMap<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) element.getAttributes().item(i);
      put(fields, attribute.getName(), scalar(attribute.getName(), attribute.getValue()));
    }
    Set<String> names = new LinkedHashSet<>();
    Xml.children(element).forEach(child -> names.add(child.getTagName()));
    for (String name : names) {
      List<Element> children = Xml.children(element, name);
      if (LISTS.containsKey(name)) {
        put(fields, name, list(name, children));
      } else if (name.equals("master_id")) {
        putMaster(fields, children.getFirst());
      } else {
        List<Object> values =
            children.stream().map(ExpectedDocument::value).filter(Objects::nonNull).toList();
        put(fields, name, values.size() == 1 ? values.getFirst() : values);
      }
    }
    String text = Xml.text(element);
    if (!text.isBlank()) {
      fields.putIfAbsent(reference ? "name" : "#text", text);
    }
    return fields;
  }

  private static @Nullable Object value(Element element) {
    boolean plain = Xml.children(element).isEmpty() && element.getAttributes().getLength() == 0;
    if (element.getTagName().equals("parentLabel")) {
      return fields(element, true);
    }
    return plain ? scalar(element.getTagName(), Xml.text(element)) : fields(element, false);
  }

  private static List<Object> list(String name, List<Element> containers) {
    List<Object> items = new ArrayList<>();
    for (Element container : containers) {
      for (Element item : Xml.children(container, LISTS.getOrDefault(name, ""))) {
        Object value = LISTS_OF_TEXT.contains(name) ? Xml.text(item) : fields(item, true);
        if (!isEmpty(value)) {
          items.add(value);
        }
      }
      addSiblingIds(container, items);
    }
    return items;
  }

  /** The oldest dumps have the ids of members only beside their names, in the same order. */
  @SuppressWarnings("unchecked")
  private static void addSiblingIds(Element container, List<Object> items) {
    List<Map<String, Object>> nameless = new ArrayList<>();
    Set<Object> known = new HashSet<>();
    for (Object item : items) {
      if (item instanceof Map<?, ?> map && map.containsKey("id")) {
        known.add(String.valueOf(map.get("id")));
      } else if (item instanceof Map<?, ?> map) {
        nameless.add((Map<String, Object>) map);
      }
    }
    List<String> ids =
        Xml.children(container, "id").stream()
            .map(id -> Xml.text(id).strip())
            .filter(id -> !id.isEmpty() && !known.contains(id))
            .toList();
    for (int i = 0; i < ids.size(); i++) {
      if (ids.size() == nameless.size()) {
        nameless.get(i).put("id", ids.get(i));
      } else {
        items.add(new TreeMap<>(Map.of("id", ids.get(i))));
      }
    }
  }

  private static void putMaster(Map<String, @Nullable Object> fields, Element master) {
    String id = Xml.id(Xml.text(master));
    if (id != null) {
      fields.put("master_id", id);
      if (master.hasAttribute("is_main_release")) {
        fields.put("is_main_release", master.getAttribute("is_main_release").equals("true"));
      }
    }
    for (int i = 0; i < master.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) master.getAttributes().item(i);
      if (!attribute.getName().equals("is_main_release")) {
        put(fields, "master_id_" + attribute.getName(), attribute.getValue());
      }
    }
  }

  private static @Nullable String scalar(String name, String text) {
    if (IDS.contains(name)) {
      return Xml.id(text);
    }
    if (DATES.contains(name)) {
      return name.equals("year") ? Xml.id(text) : text.strip();
    }
    return text;
  }

  private static void put(
      Map<String, @Nullable Object> fields, String name, @Nullable Object value) {
    if (!isEmpty(value)) {
      fields.put(name, value);
    }
  }

  private static boolean isEmpty(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String text -> text.isEmpty();
      case List<?> list -> list.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      default -> false;
    };
  }
}
