package org.discogsography.extractor.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.DumpFolder;
import org.discogsography.extractor.extraction.Extraction.Outcome;
import org.discogsography.testkit.dumps.PlainDump;
import org.discogsography.testkit.dumps.RealExcerpts;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestRabbit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Compares what is published of whole folders with what another reader finds in their files. */
@BackingServers({Server.RABBITMQ})
@Timeout(120)
class FidelityIT {

  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  @TempDir Path state;

  private final TestQueues queues;
  private final TestRun run;

  FidelityIT(TestRabbit rabbit) {
    this.queues = new TestQueues(rabbit);
    this.run = new TestRun(queues);
  }

  @BeforeEach
  void declareQueues() throws Exception {
    queues.declare();
  }

  @AfterEach
  void deleteQueues() {
    run.close();
    queues.delete();
  }

  @ParameterizedTest
  @ValueSource(strings = {"format-2017", "format-2026"})
  void everyElementOfAFormatIsPublished(String format) throws Exception {
    compare(Path.of("src", "test", "resources", "dumps", format));
  }

  @Test
  void everyElementOfTheExampleCatalogueIsPublished() throws Exception {
    compare(
        RealExcerpts.checkout()
            .resolve(Path.of("local-stack", "src", "main", "catalogue", "discogs")));
  }

  static List<Path> realFolders() throws IOException {
    List<Path> folders = new ArrayList<>();
    for (Path folder : RealExcerpts.discogsFolders()) {
      if (!folder.endsWith("bucket")) {
        folders.add(folder);
      }
    }
    return folders.isEmpty() ? List.of(Path.of("")) : folders;
  }

  @ParameterizedTest
  @MethodSource("realFolders")
  void everyElementOfARealExcerptIsPublished(Path folder) throws Exception {
    assumeThat(folder.toString())
        .as("real excerpts: none in TEST_REAL_DATA or beside the checkout")
        .isNotEmpty();
    compare(folder);
  }

  private void compare(Path folder) throws Exception {
    List<DumpFile> files = new DumpFolder(folder).newest().files();
    assertThat(files).hasSize(dumpsIn(folder));
    Outcome outcome = run.run(folder, state, 100, false);
    boolean cut = files.stream().anyMatch(file -> file.name().contains("_cut"));
    assertThat(outcome).as(run.view().error()).isEqualTo(cut ? Outcome.FAILED : Outcome.COMPLETED);
    Map<DataType, List<PlainDump>> expected = new EnumMap<>(DataType.class);
    for (DumpFile file : files) {
      PlainDump dump = PlainDump.read(file.path());
      assertThat(dump.type()).isEqualTo(file.type().text());
      expected.computeIfAbsent(file.type(), type -> new ArrayList<>()).add(dump);
    }
    for (DataType type : Source.DISCOGS.types()) {
      compare(expected.getOrDefault(type, List.of()), published(type));
    }
  }

  private static void compare(List<PlainDump> expected, List<Map<String, Object>> published) {
    List<Map<String, Object>> records =
        expected.stream().map(PlainDump::records).flatMap(Collection::stream).toList();
    assertThat(published).hasSameSizeAs(records);
    for (int i = 0; i < records.size(); i++) {
      assertThat(published.get(i)).isEqualTo(records.get(i));
    }
    Map<String, Integer> surplus = new TreeMap<>();
    published.forEach(record -> count(record, surplus));
    expected.forEach(dump ->
        dump.values().forEach((value, count) -> surplus.merge(value, -count, Integer::sum)));
    surplus.values().removeIf(count -> count == 0);
    assertThat(surplus).as("values published too often, or too rarely").isEmpty();
  }

  private static void count(@Nullable Object value, Map<String, Integer> values) {
    switch (value) {
      case String text -> values.merge(text, 1, Integer::sum);
      case Map<?, ?> fields -> fields.values().forEach(one -> count(one, values));
      case List<?> list -> list.forEach(one -> count(one, values));
      case Boolean mainRelease -> {
        // what an attribute says about master_id is compared with the record
      }
      case null, default -> throw new AssertionError("published value " + value);
    }
  }

  private static int dumpsIn(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return (int) paths.filter(path -> path.toString().matches(".*\\.xml(\\.gz)?")).count();
    }
  }

  private List<Map<String, Object>> published(DataType type) throws Exception {
    List<Map<String, Object>> records = new ArrayList<>();
    for (byte[] json : queues.drainJson(type)) {
      Map<String, Object> message = JsonMapper.shared().readValue(json, FIELDS);
      if ("data".equals(message.remove("type"))) {
        assertThat(String.valueOf(message.remove("sha256"))).matches("[0-9a-f]{64}");
        records.add(message);
      }
    }
    return records;
  }
}
