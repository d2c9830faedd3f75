package org.discogsography.extractor.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.settings.ConfigurationException;
import org.discogsography.extractor.rules.QualityRules.Entries;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a rules file. Whatever is unknown, missing or contradictory is an error with its line: a
 * typo must not switch a rule off.
 */
final class RulesReader {

  private static final String SKIP = "skip_records";
  private static final String FILTERS = "filters";
  private static final String RULES = "rules";

  /** A record without id cannot be published, so its id is not to be filtered. */
  private static final Set<String> IDS = Set.of("id", "@id");

  private final Path file;

  RulesReader(Path file) {
    this.file = file;
  }

  /** The entries by type. */
  Map<DataType, Entries> read(String text) {
    Node root;
    try {
      root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new ConfigurationException(
          "%s:%d: no valid YAML: %s".formatted(file, line, e.getProblem()), e);
    } catch (YAMLException e) {
      throw new ConfigurationException("%s: no valid YAML: %s".formatted(file, e.getMessage()), e);
    }
    if (root == null) {
      throw new ConfigurationException(
          "%s is empty; write rules into it, or unset DATA_QUALITY_RULES".formatted(file));
    }
    YamlEntry sections = YamlEntry.of(file, root, "the file");
    sections.allow(SKIP, FILTERS, RULES);
    Map<DataType, List<SkipCondition>> skips = new EnumMap<>(DataType.class);
    Map<DataType, List<Filter>> filters = new EnumMap<>(DataType.class);
    Map<DataType, List<Rule>> rules = new EnumMap<>(DataType.class);
    section(sections, SKIP, (type, entry) -> list(skips, type).add(skip(entry)));
    section(sections, FILTERS, (type, entry) -> list(filters, type).add(filter(entry)));
    section(sections, RULES, (type, entry) -> add(list(rules, type), entry));
    Map<DataType, Entries> byType = new EnumMap<>(DataType.class);
    for (DataType type : DataType.values()) {
      byType.put(type, new Entries(list(skips, type), list(filters, type), list(rules, type)));
    }
    return byType;
  }

  private static <T> List<T> list(Map<DataType, List<T>> lists, DataType type) {
    return lists.computeIfAbsent(type, any -> new ArrayList<>());
  }

  private interface EntryReader {
    void read(DataType type, YamlEntry entry);
  }

  private void section(YamlEntry sections, String name, EntryReader reader) {
    YamlEntry section = sections.optionalEntry(name);
    if (section == null) {
      return;
    }
    Set<DataType> seen = new HashSet<>();
    for (String key : section.keys()) {
      DataType type = type(section, key);
      if (!seen.add(type)) {
        throw section.fault(
            key, "type '%s' stands here twice; put its entries together".formatted(type));
      }
      for (YamlEntry entry : section.entries(key)) {
        reader.read(type, entry);
      }
    }
  }

  private static DataType type(YamlEntry section, String key) {
    for (DataType type : DataType.values()) {
      if (type.text().equals(key.toLowerCase(Locale.ROOT))) {
        return type;
      }
    }
    throw section.fault(
        key,
        "unknown type '%s'; known: %s"
            .formatted(
                key,
                String.join(", ", Arrays.stream(DataType.values()).map(DataType::text).toList())));
  }

  private static SkipCondition skip(YamlEntry entry) {
    entry.allow("field", "contains", "case_sensitive", "reason");
    boolean caseSensitive = entry.flag("case_sensitive");
    return new SkipCondition(
        field(entry), entry.text("contains"), caseSensitive, entry.text("reason"));
  }

  private static Filter filter(YamlEntry entry) {
    entry.allow("field", "remove_matching", "nullify_when", "reason");
    FieldPath field = field(entry);
    if (IDS.contains(field.toString())) {
      throw entry.fault("field", "the id of a record cannot be filtered; use skip_records");
    }
    String reason = entry.text("reason");
    boolean removes = entry.has("remove_matching");
    if (removes == entry.has("nullify_when")) {
      throw entry.fault(
          removes
              ? "a filter has either remove_matching or nullify_when; make two filters of it"
              : "a filter needs remove_matching or nullify_when");
    }
    if (removes) {
      return new Filter.RemoveMatching(field, pattern(entry, "remove_matching"), reason);
    }
    YamlEntry when = entry.entry("nullify_when");
    when.allow("type", "below", "above");
    String type = when.text("type");
    if (!type.equals("range")) {
      throw when.fault(
          "type", "unknown condition '%s' of nullify_when; known: range".formatted(type));
    }
    Bound below = bound(when, "below");
    Bound above = bound(when, "above");
    checkBounds(when, below, above, "below", "above");
    return new Filter.NullifyOutside(field, below, above, reason);
  }

  private static void add(List<Rule> rules, YamlEntry entry) {
    entry.allow("name", "description", "field", "condition", "severity");
    String name = entry.text("name");
    if (name.equals(Violation.TOO_LARGE)) {
      throw entry.fault("name", "the name '%s' is taken; choose another".formatted(name));
    }
    if (rules.stream().anyMatch(rule -> rule.name().equals(name))) {
      throw entry.fault(
          "name",
          "there is a rule '%s' for this type already; choose another name".formatted(name));
    }
    entry.optionalText("description");
    rules.add(new Rule(name, field(entry), condition(entry), severity(entry)));
  }

  private static Severity severity(YamlEntry entry) {
    String text = entry.text("severity");
    for (Severity severity : Severity.values()) {
      if (severity.text().equals(text.toLowerCase(Locale.ROOT))) {
        return severity;
      }
    }
    throw entry.fault(
        "severity", "unknown severity '%s'; known: error, warning, info".formatted(text));
  }

  private static Condition condition(YamlEntry rule) {
    YamlEntry condition = rule.entryOrType("condition");
    String type = condition.text("type");
    return switch (type) {
      case "required" -> {
        condition.allow("type");
        yield new Condition.Required();
      }
      case "range" -> {
        condition.allow("type", "min", "max");
        Bound min = bound(condition, "min");
        Bound max = bound(condition, "max");
        checkBounds(condition, min, max, "min", "max");
        yield new Condition.Range(min, max);
      }
      case "regex" -> {
        condition.allow("type", "pattern");
        yield new Condition.Regex(pattern(condition, "pattern"));
      }
      case "length" -> {
        condition.allow("type", "min", "max");
        yield length(condition);
      }
      case "enum" -> {
        condition.allow("type", "values");
        yield new Condition.OneOf(new LinkedHashSet<>(condition.texts("values")));
      }
      default ->
          throw condition.fault(
              "type",
              "unknown condition '%s'; known: range, required, regex, length, enum"
                  .formatted(type));
    };
  }

  private static Condition.Length length(YamlEntry condition) {
    Bound min = bound(condition, "min");
    Bound max = bound(condition, "max");
    checkBounds(condition, min, max, "min", "max");
    int least = characters(condition, "min", min, 0);
    return new Condition.Length(least, characters(condition, "max", max, Integer.MAX_VALUE));
  }

  private static int characters(YamlEntry condition, String key, @Nullable Bound bound, int none) {
    if (bound == null) {
      return none;
    }
    boolean whole = bound.value() >= 0 && bound.value() == Math.rint(bound.value());
    if (bound.fromCurrentYear() || !whole || bound.value() > Integer.MAX_VALUE) {
      throw condition.fault(key, key + " of a length must be a whole number of characters");
    }
    return (int) bound.value();
  }

  private static void checkBounds(
      YamlEntry entry, @Nullable Bound low, @Nullable Bound high, String lowKey, String highKey) {
    if (low == null && high == null) {
      throw entry.fault("a bound is missing; give %s, %s or both".formatted(lowKey, highKey));
    }
    if (low != null
        && high != null
        && low.fromCurrentYear() == high.fromCurrentYear()
        && low.value() > high.value()) {
      throw entry.fault(lowKey, "%s is greater than %s".formatted(lowKey, highKey));
    }
  }

  private static @Nullable Bound bound(YamlEntry entry, String key) {
    String text = entry.optionalText(key);
    if (text == null) {
      return null;
    }
    Bound bound = Bound.parse(text);
    if (bound == null) {
      throw entry.fault(
          key,
          "%s must be a number, current_year or current_year+1, not '%s'".formatted(key, text));
    }
    return bound;
  }

  private static FieldPath field(YamlEntry entry) {
    try {
      return FieldPath.of(entry.text("field"));
    } catch (IllegalArgumentException e) {
      throw entry.fault("field", e.getMessage() + "; write steps with one dot between them");
    }
  }

  private static Pattern pattern(YamlEntry entry, String key) {
    String text = entry.text(key);
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw entry.fault(
          key,
          "bad regular expression '%s': %s; RE2 syntax is understood, without back references and"
                  .formatted(text, e.getDescription())
              + " look-around");
    }
  }
}
