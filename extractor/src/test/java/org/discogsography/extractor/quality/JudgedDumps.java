package org.discogsography.extractor.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.discogs.DumpReader;
import org.discogsography.extractor.discogs.ReadLimits;
import org.discogsography.extractor.rules.QualityRules;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dumps written in a test, read with rules, and the folder of flagged records that it leaves. */
abstract class JudgedDumps {

  static final String RULES =
      """
      skip_records:
        artists:
          - {field: profile, contains: do not use, reason: junk}
      filters:
        releases:
          - {field: genres.genre, remove_matching: ^\\d+$, reason: number}
          - {field: released, nullify_when: {type: range, below: 1860}, reason: too early}
      rules:
        artists:
          - {name: no-name, field: name, condition: required, severity: error}
        labels:
          - {name: no-name, field: name, condition: required, severity: error}
        releases:
          - {name: odd-genre, field: genres.genre, condition: {type: enum, values: [Rock]}, severity: warning}
          - {name: no-title, field: title, condition: required, severity: error}
          - {name: short-title, field: title, condition: {type: length, min: 3}, severity: info}
      """;

  static final int MAX_MESSAGE_BYTES = 10_000;
  static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  @TempDir Path root;

  final List<String> published = new ArrayList<>();

  DataQuality quality(String rules) {
    try {
      Path file = Files.createTempFile(root, "rules", ".yaml");
      return quality(QualityRules.load(Files.writeString(file, rules)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  DataQuality quality(QualityRules rules) {
    return new DataQuality(
        rules, Source.DISCOGS, root, MAX_MESSAGE_BYTES, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  void read(DataQuality quality, DataType type, String records) throws Exception {
    read(quality, type, "dump.xml", false, records);
  }

  DumpReader read(DataQuality quality, DataType type, String file, boolean resumed, String records)
      throws Exception {
    return readXml(quality, type, file, resumed, "<%s>%s</%s>".formatted(type, records, type));
  }

  DumpReader readXml(DataQuality quality, DataType type, String file, boolean resumed, String xml)
      throws Exception {
    DumpReader reader =
        new DumpReader(
            file,
            type,
            new ReadLimits(2, 100, 1_000, 16 << 20),
            quality.inspect("20260401", type, file, resumed));
    reader.read(
        new ByteArrayInputStream(xml.getBytes(UTF_8)),
        message -> published.add(new String(message, UTF_8)));
    return reader;
  }

  Path folder(DataType type) {
    return root.resolve("flagged").resolve("20260401").resolve(type.text());
  }

  List<String> files(DataType type) throws IOException {
    try (Stream<Path> files = Files.list(folder(type))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  List<JsonNode> lines(DataType type, String file) throws IOException {
    return Files.readAllLines(folder(type).resolve(file)).stream()
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }

  JsonNode report(DataType type) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(folder(type).resolve("report.json")));
  }

  String text(DataType type) throws IOException {
    return Files.readString(folder(type).resolve("report.txt"));
  }

  static String artist(int id, String rest) {
    return "<artist><id>%d</id>%s</artist>".formatted(id, rest);
  }

  static String release(int id, String rest) {
    return "<release id=\"%d\">%s</release>".formatted(id, rest);
  }
}
