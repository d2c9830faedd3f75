package org.discogsography.extractor.rules;

import java.util.List;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Judges one record after another, before they are normalised: skip conditions, then filters, then
 * rules. Not safe for several threads.
 */
public final class RecordJudge {

  private final List<SkipCondition> skips;
  private final FilterRun[] filters;
  private final RuleRun[] rules;

  RecordJudge(List<SkipCondition> skips, FilterRun[] filters, RuleRun[] rules) {
    this.skips = skips;
    this.filters = filters;
    this.rules = rules;
  }

  /** Judges a record; filters change it. */
  public Verdict judge(Fields record) {
    for (SkipCondition skip : skips) {
      Skipped skipped = skip.of(record);
      if (skipped != null) {
        return new Verdict(skipped, null, List.of());
      }
    }
    int[] filtered = filter(record);
    List<Violation> violations = null;
    for (RuleRun rule : rules) {
      violations = rule.judge(record, violations);
    }
    return filtered == null && violations == null
        ? Verdict.CLEAN
        : new Verdict(null, filtered, violations == null ? List.of() : violations);
  }

  private int @Nullable [] filter(Fields record) {
    int[] filtered = null;
    for (int i = 0; i < filters.length; i++) {
      int changed = filters[i].apply(record);
      if (changed > 0) {
        filtered = filtered == null ? new int[filters.length] : filtered;
        filtered[i] = changed;
      }
    }
    return filtered;
  }
}
