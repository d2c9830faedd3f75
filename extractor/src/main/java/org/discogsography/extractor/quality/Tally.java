package org.discogsography.extractor.quality;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** What was found in the records of one file, or of all files of a type. */
final class Tally {

  /** Records found, malformed ones included. */
  long total;

  long malformed;

  /** By reason, in the order in which they were met. */
  final Map<String, SkipCount> skipped = new LinkedHashMap<>();

  /** Values that each filter took out, by field and reason. */
  final Map<String, Long> filtered = new LinkedHashMap<>();

  /** By name of the rule. */
  final Map<String, RuleCount> rules = new TreeMap<>();

  SkipCount skip(String reason) {
    return skipped.computeIfAbsent(reason, any -> new SkipCount());
  }

  RuleCount rule(String name) {
    return rules.computeIfAbsent(name, any -> new RuleCount());
  }

  void add(Tally other) {
    total += other.total;
    malformed += other.malformed;
    other.skipped.forEach((reason, count) -> skip(reason).add(count));
    other.filtered.forEach((label, count) -> filtered.merge(label, count, Long::sum));
    other.rules.forEach((name, count) -> rule(name).add(count));
  }

  long skippedRecords() {
    return skipped.values().stream().mapToLong(skip -> skip.count).sum();
  }

  long filteredValues() {
    return filtered.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Records that went on to be published. */
  long published() {
    return total - malformed - skippedRecords();
  }

  long errors() {
    return sum(rule -> rule.errors);
  }

  long warnings() {
    return sum(rule -> rule.warnings);
  }

  long infos() {
    return sum(rule -> rule.infos);
  }

  private long sum(ToLongFunction<RuleCount> count) {
    return rules.values().stream().mapToLong(count).sum();
  }

  /** Whether there is nothing to tell but the number of records. */
  boolean isClean() {
    return malformed == 0 && skipped.isEmpty() && filtered.isEmpty() && rules.isEmpty();
  }
}
