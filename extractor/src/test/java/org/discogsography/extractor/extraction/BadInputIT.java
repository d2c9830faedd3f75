package org.discogsography.extractor.extraction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.messages.DataType.ARTISTS;
import static org.discogsography.common.messages.DataType.LABELS;
import static org.discogsography.common.messages.DataType.MASTERS;
import static org.discogsography.common.messages.DataType.RELEASES;
import static org.discogsography.extractor.extraction.TestQueues.ids;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.FileComplete;
import org.discogsography.extractor.extraction.Extraction.Outcome;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Damaged dumps: the good records are published, the rest is told with file and position. */
@BackingServers({Server.RABBITMQ})
@Timeout(60)
class BadInputIT {

  @TempDir Path folder;

  private final TestQueues queues;
  private final TestRun run;

  BadInputIT(TestRabbit rabbit) {
    queues = new TestQueues(rabbit);
    run = new TestRun(queues);
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

  @Test
  void everyDamagedFileFailsAloneWithItsNameAndPosition() throws Exception {
    Path packed = Dumps.gzip(folder, ARTISTS, noise(ARTISTS, 2_000));
    byte[] bytes = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(bytes, bytes.length - 5_000));
    Files.writeString(Dumps.write(folder, LABELS, 0), "<html><body>Not found</body></html>");
    Dumps.write(
        folder, MASTERS, Dumps.record(MASTERS, 1, "Good") + "<master><title>x</title>".repeat(101));
    Dumps.write(folder, RELEASES, 3);

    assertThat(run.run(folder)).isEqualTo(Outcome.FAILED);

    assertThat(errors())
        .containsExactly(
            "discogs_20260401_artists.xml.gz: gzip data is cut off at byte "
                + (bytes.length - 5_000),
            "discogs_20260401_labels.xml: root element <html> at byte 0, expected <labels>",
            "discogs_20260401_masters.xml: more than 100 malformed records, the last at byte 2453:"
                + " </masters> at byte 2477 where </master> was expected");
    assertThat(run.view().errors()).isEqualTo(3);
    assertThat(queues.drain(ARTISTS).size()).isBetween(1_500, 1_999);
    assertThat(queues.drain(LABELS)).isEmpty();
    assertThat(ids(queues.drain(MASTERS))).containsExactly("1");
    assertThat(queues.drain(RELEASES)).hasSize(4).last().isInstanceOf(FileComplete.class);

    Dumps.gzip(folder, ARTISTS, noise(ARTISTS, 2_000));
    Dumps.write(folder, LABELS, 1);
    Dumps.write(folder, MASTERS, 1);
    assertThat(run.run(folder)).isEqualTo(Outcome.COMPLETED);
    assertThat(ids(queues.drain(ARTISTS))).hasSize(2_000);
    assertThat(queues.drain(RELEASES)).singleElement().isInstanceOf(ExtractionComplete.class);
    assertThat(run.view().records()).isEqualTo(2_005);
  }

  @Test
  void corruptGzipFailsTheFile() throws Exception {
    Path packed = Dumps.gzip(folder, ARTISTS, noise(ARTISTS, 2_000));
    byte[] bytes = Files.readAllBytes(packed);
    Arrays.fill(bytes, bytes.length - 5_000, bytes.length - 4_000, (byte) 0);
    Files.write(packed, bytes);
    assertThat(run.run(folder)).isEqualTo(Outcome.FAILED);
    assertThat(errors())
        .singleElement()
        .asString()
        .matches(
            "discogs_20260401_artists\\.xml\\.gz: (corrupt|gzip checksum does not match).* at byte"
                + " \\d{5}.*");
    assertThat(queues.drain(ARTISTS)).noneMatch(FileComplete.class::isInstance);
  }

  @Test
  void recordsWithoutIdOrWithControlCharactersCostNoOthers() throws Exception {
    Dumps.write(
        folder,
        ARTISTS,
        "<artist><name>No id</name></artist>"
            + Dumps.record(ARTISTS, 1, "Bell\u0007&#x1F;&#0;")
            + Dumps.record(ARTISTS, 2, "Two"));
    assertThat(run.run(folder)).isEqualTo(Outcome.COMPLETED);
    assertThat(new String(queues.drainJson(ARTISTS).get(0), UTF_8)).contains("\"name\":\"Bell\"");
    assertThat(progress("records_parsed")).isEqualTo(3);
    assertThat(progress("messages_published")).isEqualTo(2);
    assertThat(progress("records_malformed")).isEqualTo(1);
  }

  @Test
  void recordTooLargeForTheBrokerIsSkippedAndCounted() throws Exception {
    Dumps.write(
        folder,
        ARTISTS,
        Dumps.record(ARTISTS, 1, "One")
            + Dumps.record(ARTISTS, 2, "x".repeat(TestRun.MAX_MESSAGE_BYTES))
            + Dumps.record(ARTISTS, 3, "x".repeat(TestRun.MAX_MESSAGE_BYTES - 200)));
    assertThat(run.run(folder)).isEqualTo(Outcome.COMPLETED);
    var artists = queues.drain(ARTISTS);
    assertThat(ids(artists)).containsExactly("1", "3");
    assertThat(artists.get(2))
        .isInstanceOfSatisfying(
            FileComplete.class,
            message -> {
              assertThat(message.totalProcessed()).isEqualTo(2);
              assertThat(message.skipped()).isEqualTo(1);
            });
    assertThat(progress("records_skipped")).isEqualTo(1);
  }

  @Test
  void emptyFileIsCompleteWithNothing() throws Exception {
    Files.writeString(Dumps.write(folder, ARTISTS, 0), "");
    Dumps.write(folder, LABELS, 1);
    assertThat(run.run(folder)).isEqualTo(Outcome.COMPLETED);
    var artists = queues.drain(ARTISTS);
    assertThat(artists.get(0))
        .isInstanceOfSatisfying(
            FileComplete.class, message -> assertThat(message.totalProcessed()).isZero());
    assertThat(artists.get(1))
        .isInstanceOfSatisfying(
            ExtractionComplete.class,
            message -> {
              assertThat(message.recordCount(ARTISTS)).isZero();
              assertThat(message.recordCount(LABELS)).isEqualTo(1);
            });
  }

  @Test
  void fileThatDiffersFromItsPublishedChecksumIsNotRead() throws Exception {
    Dumps.write(folder, ARTISTS, 1);
    Dumps.write(folder, LABELS, 1);
    Files.writeString(
        folder.resolve("discogs_20260401_CHECKSUM.txt"),
        "0".repeat(64) + " *discogs_20260401_artists.xml\n");
    assertThat(run.run(folder)).isEqualTo(Outcome.FAILED);
    assertThat(errors())
        .singleElement()
        .asString()
        .contains("discogs_20260401_artists.xml: SHA-256", "differs from the published 000000");
    assertThat(queues.drain(ARTISTS)).isEmpty();
    assertThat(ids(queues.drain(LABELS))).containsExactly("1");
  }

  private String noise(DataType type, int count) {
    Random random = new Random(7);
    return IntStream.rangeClosed(1, count)
        .mapToObj(id -> Dumps.record(type, id, Long.toHexString(random.nextLong()).repeat(3)))
        .collect(Collectors.joining("\n"));
  }

  private List<String> errors() throws Exception {
    return marker().at("/processing_phase/errors").valueStream().map(JsonNode::asString).toList();
  }

  private int progress(String field) throws Exception {
    return marker()
        .at("/processing_phase/progress_by_file/discogs_20260401_artists.xml/" + field)
        .asInt();
  }

  private JsonNode marker() throws Exception {
    return JsonMapper.shared()
        .readTree(Files.readString(folder.resolve(".extraction_status_20260401.json")));
  }
}
