package org.discogsography.extractor.discogs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Turns the tree form of a Discogs record into the record that is published.
 *
 * <p>Containers become plain arrays at every level, references become {@code {id, name}}, whatever
 * is empty disappears, ids {@code 0} mean "not linked" and disappear too, and unknown elements stay
 * under their own name. All values stay strings except {@code is_main_release}. Ids, years and
 * dates are trimmed, other text is not touched. Whether a year is plausible is not decided here.
 *
 * <p>A change here changes content hashes and rewrites every stored record once: raise {@link
 * #VERSION} with it.
 */
final class Normaliser {

  /** Part of what decides whether a half-sent file may be continued. */
  static final int VERSION = 1;

  private enum Item {
    /** Plain text. */
    TEXT,
    /** An object; text of its own becomes {@code name}. */
    OBJECT
  }

  private record Container(String child, Item item) {}

  private static final Map<String, Container> CONTAINERS =
      Map.ofEntries(
          Map.entry("aliases", new Container("name", Item.OBJECT)),
          Map.entry("artists", new Container("artist", Item.OBJECT)),
          Map.entry("companies", new Container("company", Item.OBJECT)),
          Map.entry("descriptions", new Container("description", Item.TEXT)),
          Map.entry("extraartists", new Container("artist", Item.OBJECT)),
          Map.entry("formats", new Container("format", Item.OBJECT)),
          Map.entry("genres", new Container("genre", Item.TEXT)),
          Map.entry("groups", new Container("name", Item.OBJECT)),
          Map.entry("identifiers", new Container("identifier", Item.OBJECT)),
          Map.entry("images", new Container("image", Item.OBJECT)),
          Map.entry("labels", new Container("label", Item.OBJECT)),
          Map.entry("members", new Container("name", Item.OBJECT)),
          Map.entry("namevariations", new Container("name", Item.TEXT)),
          Map.entry("styles", new Container("style", Item.TEXT)),
          Map.entry("sub_tracks", new Container("track", Item.OBJECT)),
          Map.entry("sublabels", new Container("label", Item.OBJECT)),
          Map.entry("tracklist", new Container("track", Item.OBJECT)),
          Map.entry("urls", new Container("url", Item.TEXT)),
          Map.entry("videos", new Container("video", Item.OBJECT)));

  /** Elements whose value is text even if they carry attributes. */
  private static final Set<String> TEXTS =
      Set.of(
          "anv",
          "catno",
          "contactinfo",
          "country",
          "data_quality",
          "description",
          "duration",
          "entity_type",
          "entity_type_name",
          "id",
          "join",
          "main_release",
          "master_id",
          "name",
          "notes",
          "position",
          "profile",
          "realname",
          "released",
          "resource_url",
          "role",
          "title",
          "tracks",
          "year");

  private static final Set<String> TRIMMED =
      Set.of("id", "main_release", "master_id", "released", "year");

  private static final Set<String> IDS = Set.of("id", "main_release", "master_id");

  private static final String TEXT = "#text";

  /**
   * What becomes of an element or attribute.
   *
   * @param name under which it is published
   * @param container set for an element that becomes an array
   * @param text its value is text even if it carries attributes
   * @param trimmed white space around its text means nothing
   * @param id its text is an id, in which 0 means "not linked"
   */
  private record Rule(
      String name, @Nullable Container container, boolean text, boolean trimmed, boolean id) {

    static Rule of(String name) {
      return new Rule(
          name,
          CONTAINERS.get(name),
          TEXTS.contains(name),
          TRIMMED.contains(name),
          IDS.contains(name));
    }
  }

  /** Attributes that are common and need no treatment. */
  private static final Set<String> PLAIN =
      Set.of(
          "embed",
          "height",
          "is_main_release",
          "qty",
          "src",
          "status",
          "text",
          "type",
          "uri",
          "uri150",
          "value",
          "width");

  /** The rules of the common names, as elements and as attributes: one look-up for each field. */
  private static final Map<String, Rule> RULES = new HashMap<>();

  static {
    for (Set<String> names : List.of(CONTAINERS.keySet(), TEXTS, PLAIN)) {
      for (String name : names) {
        Rule rule = Rule.of(name);
        RULES.put(name, rule);
        RULES.put(("@" + name).intern(), rule);
      }
    }
  }

  /** The rule for an element, or for an attribute with its {@code @}. */
  private static Rule rule(String treeName) {
    Rule common = RULES.get(treeName);
    if (common != null) {
      return common;
    }
    return Rule.of(treeName.charAt(0) == '@' ? treeName.substring(1) : treeName);
  }

  /**
   * The record to publish, with {@code id}.
   *
   * @throws MalformedRecordException if the record has no id
   */
  Fields normalise(Fields tree) throws MalformedRecordException {
    Fields record = new Fields();
    record.put("id", recordId(tree));
    for (int i = 0; i < tree.size(); i++) {
      Rule rule = rule(tree.name(i));
      switch (rule.name) {
        case "id" -> {
          // taken above, from the attribute or the child
        }
        // names that the message itself uses
        case "type", "sha256" -> field(record, rule("record_" + rule.name), tree.value(i));
        default -> field(record, rule, tree.value(i));
      }
    }
    return record;
  }

  /**
   * The id of a record in tree form.
   *
   * @throws MalformedRecordException if it has none
   */
  static String recordId(Fields tree) throws MalformedRecordException {
    String attribute = textOf(tree.get("@id"));
    String id = attribute == null || attribute.isBlank() ? textOf(tree.get("id")) : attribute;
    if (id == null || id.isBlank()) {
      throw new MalformedRecordException("record without id");
    }
    return id.strip();
  }

  private static void field(Fields target, Rule rule, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (rule.container != null) {
      put(target, rule.name, items(target, rule.name, rule.container, value));
    } else if (rule.text) {
      text(target, rule, value);
    } else if (value instanceof List<?> list) {
      put(target, rule.name, single(others(list, "parentLabel".equals(rule.name))));
    } else {
      put(target, rule.name, other(value, "parentLabel".equals(rule.name)));
    }
  }

  private static void text(Fields target, Rule rule, Object value) {
    if (value instanceof String only) {
      put(target, rule.name, textOf(rule, only));
      return;
    }
    List<Object> texts = new ArrayList<>(1);
    for (Object one : Fields.listed(value)) {
      add(texts, textOf(rule, one));
    }
    put(target, rule.name, single(texts));
    for (Object one : Fields.listed(value)) {
      if (one instanceof Fields fields) {
        beside(target, rule.name, fields);
      }
    }
  }

  /** The text of an element, trimmed where that means nothing; null if it says nothing. */
  private static @Nullable String textOf(Rule rule, @Nullable Object value) {
    String text = textOf(value);
    if (text == null || !rule.trimmed) {
      return text;
    }
    String trimmed = text.strip();
    return isUnlinked(rule, trimmed) ? null : trimmed;
  }

  private static boolean isUnlinked(Rule rule, String text) {
    return rule.id ? text.equals("0") : rule.name.equals("year") && isZero(text);
  }

  private static boolean isZero(String text) {
    return text.chars().allMatch(c -> c == '0');
  }

  private static List<Object> items(
      Fields target, String name, Container container, Object containers) {
    List<Object> items = new ArrayList<>();
    for (Object one : Fields.listed(containers)) {
      if (one instanceof Fields fields) {
        for (Object child : Fields.listed(fields.get(container.child))) {
          add(items, item(container, child));
        }
        add(items, item(container, fields.get(TEXT)));
        besideItems(target, name, container, fields, items);
      } else if (one instanceof String text && !text.isBlank()) {
        add(items, item(container, text));
      }
    }
    return items;
  }

  private static @Nullable Object item(Container container, @Nullable Object value) {
    if (container.item == Item.TEXT) {
      return textOf(value);
    }
    if (value instanceof String text) {
      return text.isBlank() ? null : new Fields().put("name", text);
    }
    return value instanceof Fields fields ? object(fields, true) : null;
  }

  /** What a container holds beside its items. */
  private static void besideItems(
      Fields target, String name, Container container, Fields contents, List<Object> items) {
    for (int i = 0; i < contents.size(); i++) {
      String child = contents.name(i);
      Object value = contents.value(i);
      if (child.equals("id") && container.child.equals("name")) {
        siblingIds(Fields.listed(value), items);
      } else if (child.equals(container.child)) {
        if (container.item == Item.TEXT) {
          besideTexts(target, name, child, Fields.listed(value));
        }
      } else if (!child.equals(TEXT)) {
        field(target, rule(name + "_" + rule(child).name), value);
      }
    }
  }

  /**
   * Dumps up to 2019 write {@code <id>} before each {@code <name>} of a member. The newer of them
   * repeat it as attribute of the name; in the older ones it stands nowhere else.
   */
  private static void siblingIds(List<@Nullable Object> ids, List<Object> items) {
    List<Fields> names = new ArrayList<>();
    Set<Object> known = new HashSet<>();
    for (Object item : items) {
      if (item instanceof Fields fields && fields.has("id")) {
        known.add(String.valueOf(fields.get("id")));
      } else if (item instanceof Fields fields) {
        names.add(fields);
      }
    }
    List<String> missing = new ArrayList<>();
    for (Object id : ids) {
      String text = textOf(id);
      if (text != null && !text.isBlank() && !known.contains(text.strip())) {
        missing.add(text.strip());
      }
    }
    boolean paired = missing.size() == names.size();
    for (int i = 0; i < missing.size(); i++) {
      if (!missing.get(i).equals("0")) {
        Fields member = paired ? names.get(i) : new Fields();
        member.put("id", missing.get(i));
        if (!paired) {
          items.add(member);
        }
      }
    }
  }

  /** Texts of a list have no room for attributes and children: these items are kept twice. */
  private static void besideTexts(
      Fields target, String name, String child, List<@Nullable Object> children) {
    List<Object> more = new ArrayList<>(0);
    for (Object one : children) {
      if (one instanceof Fields fields) {
        add(more, object(fields, false));
      }
    }
    if (!more.isEmpty()) {
      put(target, name + "_" + child, more);
    }
  }

  /** Attributes and children of a text element, which has no room for them. */
  private static void beside(Fields target, String name, Fields contents) {
    for (int i = 0; i < contents.size(); i++) {
      if (name.equals("master_id") && contents.name(i).equals("@is_main_release")) {
        mainRelease(target, contents);
      } else if (!contents.name(i).equals(TEXT)) {
        field(target, rule(name + "_" + rule(contents.name(i)).name), contents.value(i));
      }
    }
  }

  private static void mainRelease(Fields target, Fields masterId) {
    String flag = textOf(masterId.get("@is_main_release"));
    if (flag != null && target.has("master_id")) {
      switch (flag.strip()) {
        case "true" -> target.put("is_main_release", true);
        case "false" -> target.put("is_main_release", false);
        default -> {
          // neither says anything about the master
        }
      }
    }
  }

  private static @Nullable Object object(Fields tree, boolean reference) {
    Fields object = new Fields();
    for (int i = 0; i < tree.size(); i++) {
      String name = tree.name(i);
      if (!name.equals(TEXT)) {
        field(object, rule(name), tree.value(i));
      }
    }
    Object text = tree.get(TEXT);
    if (text != null) {
      object.putIfAbsent(reference ? "name" : TEXT, text);
    }
    return object.isEmpty() ? null : object;
  }

  private static @Nullable Object other(Object value, boolean reference) {
    return switch (value) {
      case Fields fields -> object(fields, reference);
      case String text when text.isEmpty() -> null;
      case String text when reference -> new Fields().put("name", text);
      default -> value;
    };
  }

  private static List<Object> others(List<?> values, boolean reference) {
    List<Object> kept = new ArrayList<>(values.size());
    for (Object value : values) {
      if (value != null) {
        add(kept, other(value, reference));
      }
    }
    return kept;
  }

  /** An empty sibling must not turn a single value into a list of one. */
  private static @Nullable Object single(List<Object> values) {
    return values.size() == 1 ? values.get(0) : values;
  }

  private static void put(Fields target, String name, @Nullable Object value) {
    boolean empty =
        value == null
            || (value instanceof String text && text.isEmpty())
            || (value instanceof List<?> list && list.isEmpty());
    if (!empty) {
      target.putIfAbsent(name, value);
    }
  }

  private static void add(List<Object> items, @Nullable Object item) {
    if (item != null && !(item instanceof String text && text.isEmpty())) {
      items.add(item);
    }
  }

  private static @Nullable String textOf(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Fields fields -> textOf(fields.get(TEXT));
      case List<?> list -> list.isEmpty() ? null : textOf(list.get(0));
      default -> null;
    };
  }
}
