package org.discogsography.extractor.quality;

import java.util.Map;
import org.discogsography.common.messages.DataType;

/** The findings of all types as a table for a terminal. */
final class QualityTable {

  private static final String ROW = "%-14s %12s %10s %10s %12s %10s %10s %10s";
  private static final String DETAIL = "  %-14s %12s  %s";
  private static final int IDS = 5;

  private final String version;
  private final Map<DataType, Tally> tallies;

  QualityTable(String version, Map<DataType, Tally> tallies) {
    this.version = version;
    this.tallies = tallies;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    line(text, "Data quality of version %s", version);
    line(text, "");
    line(
        text,
        ROW,
        "type",
        "records",
        "malformed",
        "skipped",
        "filtered",
        "errors",
        "warnings",
        "info");
    tallies.forEach((type, tally) ->
        line(
            text,
            ROW,
            type,
            number(tally.total),
            number(tally.malformed),
            number(tally.skippedRecords()),
            number(tally.filteredValues()),
            number(tally.errors()),
            number(tally.warnings()),
            number(tally.infos())));
    section(text, "Skipped records", this::skipped);
    section(text, "Filtered values", this::filtered);
    section(text, "Violations", this::violations);
    return text.toString().stripTrailing();
  }

  private interface Details {
    void write(StringBuilder text, DataType type, Tally tally);
  }

  private void section(StringBuilder text, String title, Details details) {
    StringBuilder lines = new StringBuilder();
    tallies.forEach((type, tally) -> details.write(lines, type, tally));
    if (!lines.isEmpty()) {
      text.append('\n').append(title).append('\n').append(lines);
    }
  }

  private void skipped(StringBuilder text, DataType type, Tally tally) {
    tally.skipped.forEach((reason, skip) -> {
      String ids = String.join(", ", skip.ids.subList(0, Math.min(IDS, skip.ids.size())));
      String more = skip.count > IDS ? ", ..." : "";
      detail(text, type, skip.count, "%s: %s%s".formatted(reason, ids, more));
    });
  }

  private void filtered(StringBuilder text, DataType type, Tally tally) {
    tally.filtered.forEach((label, count) -> detail(text, type, count, label));
  }

  private void violations(StringBuilder text, DataType type, Tally tally) {
    tally.rules.forEach((name, rule) -> {
      String severity = rule.errors > 0 ? "error" : rule.warnings > 0 ? "warning" : "info";
      String examples = String.join(", ", rule.examples);
      detail(text, type, rule.all(), "%s (%s): %s".formatted(name, severity, examples));
    });
  }

  private static void detail(StringBuilder text, DataType type, long count, String what) {
    line(text, DETAIL, type, number(count), what);
  }

  private static String number(long count) {
    return "%,d".formatted(count);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(format.formatted(values).stripTrailing()).append('\n');
  }
}
