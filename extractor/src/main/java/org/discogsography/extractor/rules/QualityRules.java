package org.discogsography.extractor.rules;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.settings.ConfigurationException;
import org.discogsography.extractor.canonical.ContentHash;
import org.jspecify.annotations.Nullable;

/** The rules of a file, checked and compiled. */
public final class QualityRules {

  /** The engine is off. */
  public static final QualityRules NONE =
      new QualityRules(new byte[0], new EnumMap<>(DataType.class));

  private final byte[] file;
  private final Map<DataType, Entries> byType;

  /** The entries of one type. */
  record Entries(List<SkipCondition> skips, List<Filter> filters, List<Rule> rules) {

    Entries {
      skips = List.copyOf(skips);
      filters = List.copyOf(filters);
      rules = List.copyOf(rules);
    }

    boolean followCalendar() {
      return filters.stream().anyMatch(Entries::followsCalendar)
          || rules.stream().anyMatch(rule -> followsCalendar(rule.condition()));
    }

    private static boolean followsCalendar(Filter filter) {
      return filter instanceof Filter.NullifyOutside nullify
          && (isCalendar(nullify.below()) || isCalendar(nullify.above()));
    }

    private static boolean followsCalendar(Condition condition) {
      return condition instanceof Condition.Range range
          && (isCalendar(range.min()) || isCalendar(range.max()));
    }

    private static boolean isCalendar(@Nullable Bound bound) {
      return bound != null && bound.fromCurrentYear();
    }
  }

  private QualityRules(byte[] file, Map<DataType, Entries> byType) {
    this.file = file;
    this.byType = byType;
  }

  /**
   * Reads a rules file.
   *
   * @param path null for no rules
   * @throws ConfigurationException if it cannot be used; the text names file and line and says what
   *     to do
   */
  public static QualityRules load(@Nullable Path path) {
    if (path == null) {
      return NONE;
    }
    String name = String.valueOf(path.getFileName());
    if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
      throw new ConfigurationException(
          "DATA_QUALITY_RULES: %s is no YAML file; give one that ends in .yaml or .yml"
              .formatted(path));
    }
    try {
      byte[] bytes = Files.readAllBytes(path);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new QualityRules(bytes, new RulesReader(path).read(text));
    } catch (CharacterCodingException e) {
      throw new ConfigurationException(
          "DATA_QUALITY_RULES: %s is not UTF-8 text".formatted(path), e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "DATA_QUALITY_RULES: %s cannot be read (%s); check that it exists and who may read it"
              .formatted(path, e.getClass().getSimpleName()),
          e);
    }
  }

  /** True if there is no rules file. */
  public boolean isOff() {
    return file.length == 0;
  }

  /**
   * The rules for a type.
   *
   * @param year the current year in UTC when the run starts
   */
  public TypeRules of(DataType type, int year) {
    Entries entries = byType.get(type);
    return entries == null
        ? TypeRules.NONE
        : new TypeRules(entries.skips, entries.filters, entries.rules, year);
  }

  /**
   * A hash of everything that decides what becomes of a record: a half-published file may only be
   * continued under the same one.
   *
   * @param normaliser version of the normaliser
   * @param year the current year in UTC when the run starts
   */
  public String fingerprint(int normaliser, int year) {
    boolean calendar = byType.values().stream().anyMatch(Entries::followCalendar);
    String suffix = "\nnormaliser " + normaliser + (calendar ? "\nyear " + year : "");
    var digest = ContentHash.sha256();
    digest.update(file);
    digest.update(suffix.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }
}
