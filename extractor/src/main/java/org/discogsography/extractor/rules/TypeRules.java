package org.discogsography.extractor.rules;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules for the records of one type, with bounds that follow the calendar fixed. */
public final class TypeRules {

  /** No rules. */
  public static final TypeRules NONE = new TypeRules(List.of(), List.of(), List.of(), 0);

  private final List<SkipCondition> skips;
  private final List<Filter> filters;
  private final List<Rule> rules;
  private final int year;

  TypeRules(List<SkipCondition> skips, List<Filter> filters, List<Rule> rules, int year) {
    this.skips = List.copyOf(skips);
    this.filters = List.copyOf(filters);
    this.rules = List.copyOf(rules);
    this.year = year;
  }

  /** What the filters are called in reports: field and reason. */
  public List<String> filters() {
    return filters.stream().map(Filter::label).toList();
  }

  /**
   * The fields that are looked at, each as the keys that lead to it from the record down. Who
   * parses only parts of a record has to keep these.
   */
  public Set<List<String>> fields() {
    return Stream.of(
            skips.stream().map(SkipCondition::field),
            filters.stream().map(Filter::field),
            rules.stream().map(Rule::field))
        .flatMap(paths -> paths)
        .map(FieldPath::steps)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A judge for one thread. */
  public RecordJudge judge() {
    return new RecordJudge(
        skips,
        filters.stream().map(filter -> FilterRun.of(filter, year)).toArray(FilterRun[]::new),
        rules.stream().map(rule -> new RuleRun(rule, year)).toArray(RuleRun[]::new));
  }
}
