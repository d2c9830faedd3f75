package org.discogsography.extractor.quality;

import java.util.List;

/**
 * What was found in the records of one type of a dump version.
 *
 * @param parts one for each of its files, in the order in which they were read
 */
record Report(String source, String version, String type, List<FilePart> parts) {

  Report {
    parts = List.copyOf(parts);
  }

  /** All files together. */
  Tally tally() {
    Tally all = new Tally();
    parts.forEach(part -> all.add(part.tally()));
    return all;
  }

  /** Whether every file was read to its end. */
  boolean complete() {
    return parts.stream().allMatch(FilePart::whole);
  }

  /** The report for people. */
  String text() {
    Tally tally = tally();
    StringBuilder text = new StringBuilder();
    line(text, "Data quality of %s %s, %s", source, version, type);
    line(text, "");
    line(text, "records    %,12d", tally.total);
    line(text, "published  %,12d", tally.published());
    line(text, "skipped    %,12d", tally.skippedRecords());
    line(text, "malformed  %,12d", tally.malformed);
    line(text, "values taken out by filters %,d", tally.filteredValues());
    if (!complete()) {
      line(text, "The file was not read to its end; these are the figures up to there.");
    }
    line(text, "");
    if (tally.isClean()) {
      line(text, "Clean: nothing was skipped or filtered, no rule was broken.");
      return text.toString();
    }
    skipped(text, tally);
    filtered(text, tally);
    rules(text, tally);
    if (tally.malformed > 0) {
      line(text, "Malformed records are listed in %s.", FilePart.Listing.PARSE_ERRORS.fileName());
    }
    return text.toString();
  }

  private static void skipped(StringBuilder text, Tally tally) {
    tally.skipped.forEach((reason, skip) -> {
      line(text, "Skipped, %s: %,d", reason, skip.count);
      String more = skip.count > skip.ids.size() ? ", ..." : "";
      line(text, "  ids: %s%s", String.join(", ", skip.ids), more);
    });
  }

  private static void filtered(StringBuilder text, Tally tally) {
    tally.filtered.forEach((label, count) -> line(text, "Filtered, %s: %,d", label, count));
  }

  private static void rules(StringBuilder text, Tally tally) {
    line(
        text,
        "Violations: %,d errors and %,d warnings in %,d records; %,d for information",
        tally.errors(),
        tally.warnings(),
        tally.total,
        tally.infos());
    tally.rules.forEach((name, rule) -> {
      line(
          text,
          "  %-28s %,d errors, %,d warnings, %,d info; for example %s",
          name,
          rule.errors,
          rule.warnings,
          rule.infos,
          String.join(", ", rule.examples));
      if (rule.listed < rule.all()) {
        line(text, "    the first %,d are listed", rule.listed);
      }
    });
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(format.formatted(values)).append('\n');
  }
}
