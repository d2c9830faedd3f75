package org.discogsography.extractor.quality;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.discogsography.extractor.quality.FilePart.Listing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code report.json}: the figures of a type, whose names other services know, and those of each
 * dump file, from which an interrupted file goes on.
 */
final class ReportJson {

  private static final JsonMapper JSON = JsonMapper.shared();

  private ReportJson() {}

  static byte[] write(Report report) {
    ObjectNode root = JSON.createObjectNode();
    root.put("source", report.source());
    root.put("version", report.version());
    root.put("type", report.type());
    writeTally(root, report.tally());
    root.put("complete", report.complete());
    ArrayNode files = root.putArray("files");
    for (FilePart part : report.parts()) {
      ObjectNode file = files.addObject();
      file.put("file", part.file());
      file.put("complete", part.whole());
      writeTally(file, part.tally());
      ObjectNode bytes = file.putObject("bytes");
      part.bytes().forEach((listing, count) -> bytes.put(listing.fileName(), count));
      ObjectNode ids = file.putObject("skipped_ids");
      part.tally()
          .skipped
          .forEach((reason, skip) -> {
            ObjectNode one = ids.putObject(reason);
            one.put("listed", skip.listed);
            one.put("captured", skip.captured);
            skip.ids.forEach(one.putArray("ids")::add);
          });
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  private static void writeTally(ObjectNode node, Tally tally) {
    node.put("total", tally.total);
    node.put("published", tally.published());
    ObjectNode skipped = node.putObject("skipped");
    tally.skipped.forEach((reason, skip) -> skipped.put(reason, skip.count));
    ObjectNode filtered = node.putObject("filtered");
    tally.filtered.forEach(filtered::put);
    ObjectNode rules = node.putObject("rules");
    tally.rules.forEach((name, count) -> {
      ObjectNode rule = rules.putObject(name);
      rule.put("errors", count.errors);
      rule.put("warnings", count.warnings);
      rule.put("info", count.infos);
      rule.put("listed", count.listed);
      rule.put("captured", count.captured);
      count.examples.forEach(rule.putArray("examples")::add);
    });
    node.put("malformed", tally.malformed);
  }

  /**
   * The parts that a report holds.
   *
   * @throws tools.jackson.core.JacksonException if it is no JSON
   */
  static List<FilePart> read(byte[] json) {
    List<FilePart> parts = new ArrayList<>();
    for (JsonNode file : JSON.readTree(json).path("files")) {
      Map<Listing, Long> bytes = new EnumMap<>(Listing.class);
      for (Listing listing : Listing.values()) {
        bytes.put(listing, file.path("bytes").path(listing.fileName()).asLong(0));
      }
      parts.add(
          new FilePart(
              file.path("file").asString(""),
              readTally(file),
              bytes,
              file.path("complete").asBoolean(false)));
    }
    return parts;
  }

  private static Tally readTally(JsonNode file) {
    Tally tally = new Tally();
    tally.total = file.path("total").asLong(0);
    tally.malformed = file.path("malformed").asLong(0);
    file.path("skipped")
        .properties()
        .forEach(entry -> {
          SkipCount skip = tally.skip(entry.getKey());
          skip.count = entry.getValue().asLong(0);
          JsonNode more = file.path("skipped_ids").path(entry.getKey());
          skip.listed = more.path("listed").asLong(0);
          skip.captured = more.path("captured").asLong(0);
          more.path("ids").forEach(id -> skip.ids.add(id.asString("")));
        });
    file.path("filtered")
        .properties()
        .forEach(entry -> tally.filtered.put(entry.getKey(), entry.getValue().asLong(0)));
    file.path("rules")
        .properties()
        .forEach(entry -> {
          RuleCount rule = tally.rule(entry.getKey());
          rule.errors = entry.getValue().path("errors").asLong(0);
          rule.warnings = entry.getValue().path("warnings").asLong(0);
          rule.infos = entry.getValue().path("info").asLong(0);
          rule.listed = entry.getValue().path("listed").asLong(0);
          rule.captured = entry.getValue().path("captured").asLong(0);
          entry.getValue().path("examples").forEach(one -> rule.examples.add(one.asString("")));
        });
    return tally;
  }
}
