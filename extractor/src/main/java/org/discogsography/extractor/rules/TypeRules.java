package org.discogsography.extractor.rules;

import java.util.List;

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

  /** A judge for one thread. */
  public RecordJudge judge() {
    return new RecordJudge(
        skips,
        filters.stream().map(filter -> FilterRun.of(filter, year)).toArray(FilterRun[]::new),
        rules.stream().map(rule -> new RuleRun(rule, year)).toArray(RuleRun[]::new));
  }
}
