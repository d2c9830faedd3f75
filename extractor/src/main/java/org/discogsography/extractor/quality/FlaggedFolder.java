package org.discogsography.extractor.quality;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.discogsography.extractor.quality.FilePart.Listing;
import org.discogsography.extractor.rules.Findings;
import org.discogsography.extractor.rules.Skipped;
import org.discogsography.extractor.rules.Violation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The folder {@code flagged/<version>/<type>} while one dump file is read: copies of records,
 * lists, reports. It is made when there is something to write. Whatever fails here is a warning and
 * stops nothing.
 */
final class FlaggedFolder {

  private static final Logger log = LoggerFactory.getLogger(FlaggedFolder.class);

  /** The folder with the findings about all versions. */
  static final String NAME = "flagged";

  private static final String REPORT_JSON = "report.json";
  private static final String REPORT_TEXT = "report.txt";
  private static final int MOST_WARNINGS = 3;
  private static final int LONGEST_VALUE = 1_000;
  private static final int LONGEST_ID = 100;

  private final Path folder;
  private final Report head;
  private final Clock clock;
  private final List<FilePart> before = new ArrayList<>();
  private final Map<Listing, JsonLines> lists = new EnumMap<>(Listing.class);
  private final Map<Listing, Long> starts = new EnumMap<>(Listing.class);
  private int failures;

  /**
   * @param head source, version and type
   */
  FlaggedFolder(Path root, Report head, Clock clock) {
    this.folder = root.resolve(NAME).resolve(head.version()).resolve(head.type());
    this.head = head;
    this.clock = clock;
  }

  /**
   * Prepares for a file: drops what an earlier reading of it has left, or finds where that stopped.
   *
   * @param resumed whether the file goes on where an earlier session left it
   * @return what was noted of the file up to there
   */
  FilePart begin(String file, boolean resumed) {
    FilePart part = FilePart.of(file);
    try {
      before.addAll(earlier());
      FilePart last = before.isEmpty() ? null : before.getLast();
      if (resumed && last != null && last.file().equals(file) && holds()) {
        part = before.removeLast();
      } else {
        forget(file);
      }
    } catch (IOException e) {
      warn("what was found earlier cannot be replaced", e);
      before.clear();
    }
    for (Listing listing : Listing.values()) {
      long start = before.stream().mapToLong(one -> one.bytes(listing)).sum();
      starts.put(listing, start);
      lists.put(
          listing, new JsonLines(folder.resolve(listing.fileName()), start + part.bytes(listing)));
    }
    return part;
  }

  private List<FilePart> earlier() throws IOException {
    Path report = folder.resolve(REPORT_JSON);
    if (!Files.exists(report)) {
      return List.of();
    }
    try {
      return ReportJson.read(Files.readAllBytes(report));
    } catch (JacksonException e) {
      warn("the earlier report cannot be read, it is replaced", e);
      return List.of();
    }
  }

  /** Drops lines that came after the report was written; false if lines of the report are gone. */
  private boolean holds() throws IOException {
    boolean all = true;
    for (Listing listing : Listing.values()) {
      long size = before.stream().mapToLong(one -> one.bytes(listing)).sum();
      all &= JsonLines.truncate(folder.resolve(listing.fileName()), size);
    }
    return all;
  }

  private void forget(String file) throws IOException {
    boolean others = before.stream().anyMatch(one -> !one.file().equals(file));
    if (!others) {
      before.clear();
      deleteAll();
      return;
    }
    for (Listing listing : Listing.values()) {
      long start = 0;
      for (FilePart one : before) {
        if (one.file().equals(file)) {
          JsonLines.cut(folder.resolve(listing.fileName()), start, one.bytes(listing));
        } else {
          start += one.bytes(listing);
        }
      }
    }
    before.removeIf(one -> one.file().equals(file));
  }

  private void deleteAll() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Files.delete(file);
      }
    }
  }

  /**
   * The names of the copies of a record, null where there is none.
   *
   * @param source of its own text
   * @param json of its fields after filters
   */
  record Copies(@Nullable String source, @Nullable String json) {
    static final Copies NONE = new Copies(null, null);

    boolean any() {
      return source != null || json != null;
    }
  }

  /** Keeps a record for a look. */
  Copies keep(Findings findings) {
    String name = fileName(findings.id());
    return new Copies(
        copy(name + ".xml", findings.source()), copy(name + ".json", findings.json()));
  }

  private @Nullable String copy(String name, byte @Nullable [] content) {
    if (content == null) {
      return null;
    }
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name), content);
      return name;
    } catch (IOException e) {
      warn("a copy of a record cannot be written", e);
      return null;
    }
  }

  /** A name that can do no harm, whatever the id. */
  static String fileName(String id) {
    String name = id.replaceAll("[^A-Za-z0-9._-]", "_");
    while (name.contains("..")) {
      name = name.replace("..", "_");
    }
    name = name.substring(0, Math.min(name.length(), LONGEST_ID));
    boolean taken = name.startsWith(".") || name.endsWith(".") || isReport(name);
    return taken ? "_" + name.replaceAll("^\\.|\\.$", "_") : name;
  }

  private static boolean isReport(String name) {
    return name.toLowerCase(Locale.ROOT).equals("report");
  }

  void violation(Findings findings, Violation violation, Copies copies) {
    ObjectNode line = JsonMapper.shared().createObjectNode();
    line.put("record_id", findings.id());
    line.put("rule", violation.rule());
    line.put("severity", violation.severity().text());
    line.put("field", violation.field());
    line.put("field_value", Shortened.to(LONGEST_VALUE, violation.value()));
    add(Listing.VIOLATIONS, line, copies);
  }

  void skipped(Findings findings, Skipped skipped, Copies copies) {
    ObjectNode line = JsonMapper.shared().createObjectNode();
    line.put("record_id", findings.id());
    line.put("reason", skipped.reason());
    line.put("field", skipped.field());
    line.put("field_value", Shortened.to(LONGEST_VALUE, skipped.value()));
    add(Listing.SKIPPED, line, copies);
  }

  private void add(Listing listing, ObjectNode line, Copies copies) {
    line.put("xml_file", copies.source());
    line.put("json_file", copies.json());
    add(listing, line);
  }

  void malformed(long position, String fault, String snippet) {
    ObjectNode line = JsonMapper.shared().createObjectNode();
    line.put("position", position);
    line.put("error", fault);
    line.put("snippet", snippet);
    add(Listing.PARSE_ERRORS, line);
  }

  private void add(Listing listing, ObjectNode line) {
    line.put("timestamp", clock.instant().toString());
    JsonLines list = lists.get(listing);
    if (list == null) {
      throw new IllegalStateException("no file has begun");
    }
    try {
      list.add(JsonMapper.shared().writeValueAsBytes(line));
    } catch (IOException e) {
      warn("a line cannot be added to " + listing.fileName(), e);
    }
  }

  /** Writes down how far the file is, so that it can go on from there. */
  void save(String file, Tally tally) {
    write(REPORT_JSON, ReportJson.write(report(file, tally, false)));
  }

  /** Writes both reports. */
  void end(String file, Tally tally, boolean whole) {
    Report report = report(file, tally, whole);
    write(REPORT_JSON, ReportJson.write(report));
    write(REPORT_TEXT, report.text().getBytes(StandardCharsets.UTF_8));
  }

  /** The report of the type with what is known of this file. */
  private Report report(String file, Tally tally, boolean whole) {
    Map<Listing, Long> bytes = new EnumMap<>(Listing.class);
    lists.forEach((listing, list) -> {
      try {
        list.flush();
      } catch (IOException e) {
        warn("lines cannot be added to " + listing.fileName(), e);
      }
      bytes.put(listing, list.size() - starts.getOrDefault(listing, 0L));
    });
    List<FilePart> parts = new ArrayList<>(before);
    parts.add(new FilePart(file, tally, bytes, whole));
    return new Report(head.source(), head.version(), head.type(), parts);
  }

  private void write(String name, byte[] content) {
    Path target = folder.resolve(name);
    Path written = folder.resolve(name + ".tmp");
    try {
      Files.createDirectories(folder);
      Files.write(written, content);
      Files.move(
          written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      warn(name + " cannot be written", e);
    }
  }

  private void warn(String what, Exception e) {
    failures++;
    if (failures <= MOST_WARNINGS) {
      log.atWarn()
          .setMessage("⚠️ " + what + "; records are published all the same")
          .addKeyValue("folder", folder)
          .addKeyValue("reason", e.toString())
          .log();
    }
  }
}
