package org.discogsography.extractor.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.discogsography.common.settings.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One mapping of a YAML file, which knows its lines. */
final class YamlEntry {

  private final Path file;
  private final int line;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  private YamlEntry(Path file, int line) {
    this.file = file;
    this.line = line;
  }

  /**
   * The mapping of a node.
   *
   * @param what it is, for the case that it is none
   */
  static YamlEntry of(Path file, Node node, String what) {
    YamlEntry entry = new YamlEntry(file, lineOf(node));
    if (!(node instanceof MappingNode mapping)) {
      throw entry.fault(what + " must be a mapping of keys to values");
    }
    for (NodeTuple tuple : mapping.getValue()) {
      Node key = tuple.getKeyNode();
      if (!(key instanceof ScalarNode name)) {
        throw faultAt(file, lineOf(key), "a key must be plain text");
      }
      entry.lines.put(name.getValue(), lineOf(key));
      if (entry.values.put(name.getValue(), tuple.getValueNode()) != null) {
        throw entry.fault(name.getValue(), "'%s' stands here twice".formatted(name.getValue()));
      }
    }
    return entry;
  }

  /** Refuses every key that is not one of these. */
  void allow(String... known) {
    Set<String> allowed = Set.of(known);
    for (String key : values.keySet()) {
      if (!allowed.contains(key)) {
        throw fault(key, "unknown key '%s'; known: %s".formatted(key, String.join(", ", known)));
      }
    }
  }

  Collection<String> keys() {
    return values.keySet();
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** A text that must be there and not be blank. */
  String text(String key) {
    String text = optionalText(key);
    if (text == null || text.isBlank()) {
      throw has(key) ? fault(key, key + " is empty") : fault(key + " is missing");
    }
    return text;
  }

  /** A text or number as it is written; null if it is not there. */
  @Nullable String optionalText(String key) {
    Node node = values.get(key);
    if (node == null) {
      return null;
    }
    if (!(node instanceof ScalarNode scalar)) {
      throw fault(key, key + " must be one value");
    }
    return scalar.getValue();
  }

  /** True or false; false if it is not there. */
  boolean flag(String key) {
    String text = optionalText(key);
    return switch (text) {
      case null -> false;
      case "true" -> true;
      case "false" -> false;
      default -> throw fault(key, "%s must be true or false, not '%s'".formatted(key, text));
    };
  }

  /** A list of texts with at least one element. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Node node : elements(key)) {
      if (!(node instanceof ScalarNode scalar)) {
        throw faultAt(file, lineOf(node), "an element of %s must be one value".formatted(key));
      }
      texts.add(scalar.getValue());
    }
    if (texts.isEmpty()) {
      throw has(key) ? fault(key, key + " is empty") : fault(key + " is missing");
    }
    return texts;
  }

  /** The mapping under a key; null if it is not there or empty. */
  @Nullable YamlEntry optionalEntry(String key) {
    Node node = values.get(key);
    return node == null || isNull(node) ? null : of(file, node, key);
  }

  /** The mapping under a key. */
  YamlEntry entry(String key) {
    YamlEntry entry = optionalEntry(key);
    if (entry == null) {
      throw has(key) ? fault(key, key + " is empty") : fault(key + " is missing");
    }
    return entry;
  }

  /** The mapping under a key; a plain text there stands for a mapping with this {@code type}. */
  YamlEntry entryOrType(String key) {
    if (values.get(key) instanceof ScalarNode scalar && !isNull(scalar)) {
      YamlEntry entry = new YamlEntry(file, lineOf(scalar));
      entry.values.put("type", scalar);
      entry.lines.put("type", lineOf(scalar));
      return entry;
    }
    return entry(key);
  }

  /** The mappings of the list under a key; none if it is empty. */
  List<YamlEntry> entries(String key) {
    return elements(key).stream().map(node -> of(file, node, "an entry of " + key)).toList();
  }

  private List<Node> elements(String key) {
    Node node = values.get(key);
    if (node == null || isNull(node)) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      throw fault(key, key + " must be a list, each element on a line with '- '");
    }
    return sequence.getValue();
  }

  /** What is wrong with this mapping. */
  ConfigurationException fault(String reason) {
    return faultAt(file, line, reason);
  }

  /** What is wrong with the value of a key. */
  ConfigurationException fault(String key, String reason) {
    return faultAt(file, lines.getOrDefault(key, line), reason);
  }

  private static ConfigurationException faultAt(Path file, int line, String reason) {
    return new ConfigurationException("%s:%d: %s".formatted(file, line, reason));
  }

  private static int lineOf(Node node) {
    return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
  }

  private static boolean isNull(Node node) {
    return Tag.NULL.equals(node.getTag());
  }
}
