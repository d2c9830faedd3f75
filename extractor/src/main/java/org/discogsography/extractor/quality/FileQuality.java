package org.discogsography.extractor.quality;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.discogsography.extractor.quality.FlaggedFolder.Copies;
import org.discogsography.extractor.rules.Findings;
import org.discogsography.extractor.rules.RecordInspection;
import org.discogsography.extractor.rules.RecordJudge;
import org.discogsography.extractor.rules.Severity;
import org.discogsography.extractor.rules.Skipped;
import org.discogsography.extractor.rules.TypeRules;
import org.discogsography.extractor.rules.Verdict;
import org.discogsography.extractor.rules.Violation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Has the records of one dump file judged, counts what is found and keeps it in a folder.
 *
 * <p>A file that is continued is read from its start; what was counted before is not counted again.
 */
final class FileQuality implements RecordInspection {

  private static final Logger log = LoggerFactory.getLogger(FileQuality.class);

  /** Copies of records for each rule and each reason to skip; counting goes on. */
  static final int MOST_COPIES = 5_000;

  /** Lines for each rule and each reason to skip. */
  static final int MOST_LINES = 100_000;

  private static final int SAVE_INTERVAL = 5_000;
  private static final int LOGGED_SKIPS = 10;

  private final String file;
  private final TypeRules rules;
  private final int maxMessageBytes;
  private final boolean alwaysReports;
  private final @Nullable FlaggedFolder folder;
  private final List<String> filters;
  private final Tally tally;
  private final long countedBefore;
  private long place;
  private boolean changed;

  /** Rules and reasons of which there are enough copies; read by the workers. */
  private volatile Set<String> full = Set.of();

  /**
   * @param maxMessageBytes of a message that the broker takes
   * @param alwaysReports whether there is a report even if nothing was found
   * @param folder where findings are kept, null for nowhere
   * @param tally what was counted before in this file
   */
  FileQuality(
      String file,
      TypeRules rules,
      int maxMessageBytes,
      boolean alwaysReports,
      @Nullable FlaggedFolder folder,
      Tally tally) {
    this.file = file;
    this.rules = rules;
    this.maxMessageBytes = maxMessageBytes;
    this.alwaysReports = alwaysReports;
    this.folder = folder;
    this.filters = rules.filters();
    this.tally = tally;
    this.countedBefore = tally.total;
    tally.rules.forEach((name, count) -> countCopy(name, count.captured));
    tally.skipped.forEach((reason, count) -> countCopy(key(reason), count.captured));
  }

  @Override
  public Set<List<String>> fields() {
    return rules.fields();
  }

  @Override
  public RecordJudge judge() {
    return rules.judge();
  }

  @Override
  public boolean keeps(Verdict verdict) {
    if (folder == null) {
      return false;
    }
    Set<String> enough = full;
    Skipped skipped = verdict.skipped();
    if (skipped != null) {
      return !enough.contains(key(skipped.reason()));
    }
    for (Violation violation : verdict.violations()) {
      if (violation.severity() != Severity.INFO && !enough.contains(violation.rule())) {
        return true;
      }
    }
    return false;
  }

  private static String key(String reason) {
    return "skip " + reason;
  }

  @Override
  public boolean fits(int bytes) {
    return bytes <= maxMessageBytes;
  }

  @Override
  public void passed(@Nullable Findings findings) {
    if (isNew()) {
      if (findings != null) {
        note(findings);
      }
      save();
    }
  }

  @Override
  public void skipped(Findings findings) {
    if (isNew()) {
      Skipped skipped = findings.verdict().skipped();
      if (skipped == null) {
        tally.skip(Violation.TOO_LARGE).add(findings.id());
        log.atError()
            .setMessage("⏭️ record is too large for the broker")
            .addKeyValue("rule", Violation.TOO_LARGE)
            .addKeyValue("file", file)
            .addKeyValue("record_id", findings.id())
            .addKeyValue("position", findings.position())
            .log();
        note(findings);
      } else {
        note(findings, skipped);
      }
      save();
    }
  }

  @Override
  public void malformed(long position, String fault, String snippet) {
    if (isNew()) {
      tally.malformed++;
      changed = true;
      if (folder != null) {
        folder.malformed(position, fault, snippet);
      }
      save();
    }
  }

  private boolean isNew() {
    place++;
    if (place <= countedBefore) {
      return false;
    }
    tally.total++;
    return true;
  }

  private void note(Findings findings) {
    changed = true;
    Verdict verdict = findings.verdict();
    int[] filtered = verdict.filtered();
    for (int i = 0; filtered != null && i < filtered.length; i++) {
      if (filtered[i] > 0) {
        tally.filtered.merge(filters.get(i), (long) filtered[i], Long::sum);
        log.atDebug()
            .setMessage("🔧 value filtered")
            .addKeyValue("record_id", findings.id())
            .addKeyValue("filter", filters.get(i))
            .log();
      }
    }
    if (verdict.violations().isEmpty()) {
      return;
    }
    Copies copies = folder != null && keeps(verdict) ? folder.keep(findings) : Copies.NONE;
    for (Violation violation : verdict.violations()) {
      RuleCount count = tally.rule(violation.rule());
      count.add(findings.id(), violation);
      if (folder != null && count.listed < MOST_LINES) {
        count.listed++;
        folder.violation(findings, violation, copies);
      }
    }
    if (copies.any()) {
      verdict.violations().stream()
          .filter(violation -> violation.severity() != Severity.INFO)
          .map(Violation::rule)
          .distinct()
          .forEach(rule -> countCopy(rule, ++tally.rule(rule).captured));
    }
  }

  private void note(Findings findings, Skipped skipped) {
    changed = true;
    SkipCount count = tally.skip(skipped.reason());
    count.add(findings.id());
    log.atLevel(count.count <= LOGGED_SKIPS ? Level.INFO : Level.DEBUG)
        .setMessage("⏭️ record skipped")
        .addKeyValue("file", file)
        .addKeyValue("record_id", findings.id())
        .addKeyValue("reason", skipped.reason())
        .log();
    if (folder == null) {
      return;
    }
    Copies copies = keeps(findings.verdict()) ? folder.keep(findings) : Copies.NONE;
    if (count.listed < MOST_LINES) {
      count.listed++;
      folder.skipped(findings, skipped, copies);
    }
    if (copies.any()) {
      countCopy(key(skipped.reason()), ++count.captured);
    }
  }

  private void countCopy(String key, long copies) {
    if (copies >= MOST_COPIES && !full.contains(key)) {
      Set<String> more = new HashSet<>(full);
      more.add(key);
      full = Set.copyOf(more);
    }
  }

  private void save() {
    if (changed && folder != null && tally.total % SAVE_INTERVAL == 0) {
      changed = false;
      folder.save(file, tally);
    }
  }

  @Override
  public void ended(boolean whole) {
    if (folder != null && (alwaysReports || !tally.isClean())) {
      folder.end(file, tally, whole);
    }
    if (!tally.rules.isEmpty() || !tally.skipped.isEmpty()) {
      log.atInfo()
          .setMessage("📊 data quality of a dump file")
          .addKeyValue("file", file)
          .addKeyValue("records", tally.total)
          .addKeyValue("skipped", tally.skippedRecords())
          .addKeyValue("malformed", tally.malformed)
          .addKeyValue("filtered", tally.filteredValues())
          .addKeyValue("errors", tally.errors())
          .addKeyValue("warnings", tally.warnings())
          .log();
    }
  }

  /** What has been counted. */
  Tally tally() {
    return tally;
  }
}
