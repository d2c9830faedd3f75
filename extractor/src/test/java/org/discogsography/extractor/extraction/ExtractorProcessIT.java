package org.discogsography.extractor.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.messages.DataType.ARTISTS;
import static org.discogsography.common.messages.DataType.RELEASES;
import static org.discogsography.extractor.extraction.TestQueues.ids;
import static org.discogsography.testkit.sites.DumpSite.name;
import static org.discogsography.testkit.sites.DumpSite.target;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.FileComplete;
import org.discogsography.common.messages.PipelineMessage;
import org.discogsography.localstack.servers.Ports;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestRabbit;
import org.discogsography.testkit.sites.DumpSite;
import org.discogsography.testkit.sites.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stops and kills the extractor as the process that it is. */
@BackingServers({Server.RABBITMQ})
@Timeout(180)
class ExtractorProcessIT {

  private static final int RECORDS_IN_A_MESSAGE = 100;

  @TempDir Path folder;

  private final TestRabbit rabbit;
  private final TestQueues queues;
  private ExtractorProcess extractor;

  ExtractorProcessIT(TestRabbit rabbit) {
    this.rabbit = rabbit;
    this.queues = new TestQueues(rabbit);
  }

  @BeforeEach
  void prepare() throws Exception {
    extractor = new ExtractorProcess(folder, rabbit, queues.prefix());
    queues.declare();
  }

  @AfterEach
  void cleanUp() throws InterruptedException {
    extractor.close();
    queues.delete();
  }

  @Test
  void signalStopsInTheMiddleOfAFileAndTheNextStartSendsTheRest() throws Exception {
    int count = 150_000;
    writeArtists(count);
    extractor.start();
    extractor.awaitHealth(health -> health.at("/extraction_progress/artists").asInt() > 5_000);
    assertThat(extractor.stop()).isZero();
    List<PipelineMessage> first = queues.drain(ARTISTS);
    assertThat(first).hasSizeBetween(5_000, count - 1).noneMatch(FileComplete.class::isInstance);
    JsonNode marker = marker();
    assertThat(marker.at("/summary/overall_status").asString()).isEqualTo("in_progress");
    assertThat(marker.at("/processing_phase/records_extracted").asInt()).isEqualTo(first.size());
    String startedAt = marker.at("/processing_phase/started_at").asString();

    extractor.start();
    JsonNode health =
        extractor.awaitHealth(one -> !one.at("/extraction_status").asString().equals("running"));
    assertThat(health.at("/extraction_status").asString()).isEqualTo("waiting");
    assertThat(health.at("/extraction_progress/total").asInt()).isEqualTo(count);
    assertThat(extractor.stop()).isZero();
    List<PipelineMessage> second = queues.drain(ARTISTS);
    assertThat(ids(second)).hasSize(count - first.size());
    assertThat(marker().at("/publishing_phase/batches_sent").asInt())
        .isGreaterThanOrEqualTo(
            marker.at("/publishing_phase/batches_sent").asInt()
                + (count - first.size()) / RECORDS_IN_A_MESSAGE);
    Set<String> all = new HashSet<>(ids(first));
    all.addAll(ids(second));
    assertThat(all).hasSize(count);
    assertThat(second.get(second.size() - 2))
        .isInstanceOfSatisfying(
            FileComplete.class, end -> assertThat(end.totalProcessed()).isEqualTo(count));
    assertThat(second.get(second.size() - 1))
        .isInstanceOfSatisfying(
            ExtractionComplete.class,
            end -> {
              assertThat(end.startedAt()).isEqualTo(startedAt);
              assertThat(end.recordCount(ARTISTS)).isEqualTo(count);
            });
  }

  @Test
  void signalStopsWhileTheBrokerIsAway() throws Exception {
    writeArtists(1);
    extractor.with("RABBITMQ_PORT", String.valueOf(Ports.free())).start();
    extractor.awaitHealth(
        health -> health.at("/current_task").asString("").equals("connecting to the broker"));
    assertThat(extractor.stop()).isZero();
  }

  @Test
  void signalStopsInTheMiddleOfADownloadAndTheNextStartGoesOn() throws Exception {
    try (DumpSite site = new DumpSite()) {
      site.offer("20260401", 2_000);
      byte[] releases = site.content("20260401", RELEASES);
      String target = target(name("20260401", RELEASES));
      String tag = "\"" + DumpSite.sum(releases) + "\"";
      // the first request is for its size
      site.site()
          .first(
              target,
              exchange -> TestSite.file(releases, tag).answer(exchange),
              site.site().stalling(releases, tag, releases.length / 2));
      extractor
          .with("DUMP_OFFLINE", "false")
          .with("DISCOGS_DUMP_URL", site.address().toString())
          .with("DUMP_REQUEST_GAP_SECS", "0")
          .start();
      JsonNode health =
          extractor.awaitHealth(
              one -> one.at("/download/file_bytes").asInt() == releases.length / 2);
      assertThat(health.at("/current_task").asString()).startsWith("downloading discogs_20260401_");
      assertThat(extractor.stop()).isZero();

      extractor.start();
      assertThat(extractor.awaitEndOfRun().at("/extraction_progress/total").asInt())
          .isEqualTo(8_000);
      assertThat(extractor.stop()).isZero();
      assertThat(site.site().asked(target).get(3).range())
          .isEqualTo("bytes=" + releases.length / 2 + "-");
      assertThat(ids(queues.drain(RELEASES))).hasSize(2_000);
    }
  }

  /** {@code -Dextractor.kills=25} kills more often than there is time for in every build. */
  @Test
  @Timeout(900)
  void killsAtRandomMomentsLoseNothingAndRepeatOnlyWhatWasNotConfirmed() throws Exception {
    int kills = Integer.getInteger("extractor.kills", 3);
    int count = Math.max(45_000, kills * 3_000);
    int share = count / kills;
    writeArtists(count);
    long seed = System.nanoTime();
    Random moments = new Random(seed);
    extractor.with("STATE_SAVE_INTERVAL", "500");
    Set<Integer> published = new HashSet<>();
    List<PipelineMessage> messages = new ArrayList<>();
    String startedAt = "";
    int confirmed = 0;
    for (int kill = 1; kill <= kills; kill++) {
      int records = moments.nextInt(share * (kill - 1), share * kill);
      extractor.start();
      extractor.awaitHealth(one -> one.at("/extraction_progress/artists").asInt() >= records);
      extractor.kill();
      List<PipelineMessage> session = queues.drain(ARTISTS);
      addAndCheck(session, published, confirmed);
      messages.addAll(session);
      JsonNode marker = marker();
      String now = marker.at("/processing_phase/started_at").asString();
      assertThat(startedAt).isIn("", now);
      startedAt = now;
      confirmed =
          marker
              .at("/processing_phase/progress_by_file/discogs_20260401_artists.xml")
              .at("/records_confirmed")
              .asInt();
    }
    assertThat(confirmed).isPositive();
    extractor.start();
    JsonNode health = extractor.awaitEndOfRun();
    assertThat(health.at("/extraction_progress/artists").asInt())
        .as(health.toString())
        .isEqualTo(count);
    assertThat(extractor.stop()).isZero();

    List<PipelineMessage> last = queues.drain(ARTISTS);
    addAndCheck(last, published, confirmed);
    messages.addAll(last);
    assertThat(published).as("seed of the moments: %d", seed).hasSize(count);
    assertThat(messages.stream().filter(FileComplete.class::isInstance))
        .isNotEmpty()
        .allSatisfy(
            message -> assertThat(((FileComplete) message).totalProcessed()).isEqualTo(count));
    ExtractionComplete end = (ExtractionComplete) messages.get(messages.size() - 1);
    assertThat(end.recordCount(ARTISTS)).isEqualTo(count);
    assertThat(end.startedAt()).isEqualTo(startedAt);
  }

  /** What a session publishes lies behind what was noted as confirmed before it. */
  private static void addAndCheck(
      List<PipelineMessage> messages, Set<Integer> published, int confirmed) {
    List<Integer> ids = ids(messages).stream().map(Integer::valueOf).toList();
    assertThat(ids.stream().filter(id -> id <= confirmed)).isEmpty();
    published.addAll(ids);
  }

  private JsonNode marker() throws IOException {
    return JsonMapper.shared()
        .readTree(Files.readString(folder.resolve(".extraction_status_20260401.json")));
  }

  @Test
  void manyRecordsOfThreeMegabytesFitIntoASmallHeap() throws Exception {
    int count = 60;
    try (BufferedWriter out = dump("releases")) {
      for (int id = 1; id <= count; id++) {
        out.write("<release id=\"" + id + "\"><title>Box</title><tracklist>");
        for (int track = 1; track <= 45_000; track++) {
          out.write(
              "<track><position>" + track + "</position><title>One of very many</title></track>");
        }
        out.write("</tracklist></release>\n");
      }
      out.write("</releases>");
    }
    assertThat(Files.size(folder.resolve("discogs_20260401_releases.xml")))
        .isGreaterThan(count * 3_000_000L);
    extractor.start();
    JsonNode health =
        extractor.awaitHealth(one -> !one.at("/extraction_status").asString().equals("running"));
    assertThat(health.at("/error_message").isNull()).as(health.toString()).isTrue();
    assertThat(extractor.stop()).isZero();
    assertThat(ids(queues.drain(RELEASES))).hasSize(count);
  }

  private void writeArtists(int count) throws IOException {
    String profile = "Plays where the harbour ends. ".repeat(8);
    try (BufferedWriter out = dump("artists")) {
      for (int id = 1; id <= count; id++) {
        out.write(
            "<artist><id>"
                + id
                + "</id><name>Name</name><profile>"
                + profile
                + "</profile></artist>\n");
      }
      out.write("</artists>");
    }
  }

  private BufferedWriter dump(String type) throws IOException {
    BufferedWriter out =
        Files.newBufferedWriter(folder.resolve("discogs_20260401_" + type + ".xml"));
    out.write("<" + type + ">\n");
    return out;
  }
}
