package org.discogsography.extractor.quality;

import java.util.ArrayList;
import java.util.List;
import org.discogsography.extractor.rules.Violation;

/** How often a rule was broken, with the first examples. */
final class RuleCount {

  private static final int EXAMPLES = 3;
  private static final int EXAMPLE_LENGTH = 60;

  long errors;
  long warnings;
  long infos;

  /** Lines in the list of violations. */
  long listed;

  /** Copies of records made because of this rule. */
  long captured;

  final List<String> examples = new ArrayList<>(EXAMPLES);

  void add(String recordId, Violation violation) {
    switch (violation.severity()) {
      case ERROR -> errors++;
      case WARNING -> warnings++;
      case INFO -> infos++;
    }
    if (examples.size() < EXAMPLES) {
      String value = Shortened.to(EXAMPLE_LENGTH, violation.value());
      examples.add(value.isEmpty() ? recordId : "%s '%s'".formatted(recordId, value));
    }
  }

  void add(RuleCount other) {
    errors += other.errors;
    warnings += other.warnings;
    infos += other.infos;
    listed += other.listed;
    captured += other.captured;
    other.examples.stream().limit(EXAMPLES - examples.size()).forEach(examples::add);
  }

  long all() {
    return errors + warnings + infos;
  }
}
