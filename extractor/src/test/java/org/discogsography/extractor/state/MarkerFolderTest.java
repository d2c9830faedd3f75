package org.discogsography.extractor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.DumpVersion;
import org.discogsography.extractor.state.MarkerFolder.Decision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MarkerFolderTest {

  private static final String VERSION = "20260401";
  private static final String ARTISTS = "artists.xml";
  private static final String LABELS = "labels.xml";
  private static final Map<String, String> SUMS = Map.of(ARTISTS, "11", LABELS, "22");
  private static final RecordCounts COUNTS = new RecordCounts(12, 10, 0, 2, 12);

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-04-02T10:00:00Z");
  private Clock clock;
  private MarkerFolder markers;

  @BeforeEach
  void open() {
    InstantSource source = () -> now;
    clock = source.withZone(ZoneOffset.UTC);
    markers = MarkerFolder.ofDiscogs(folder, clock);
  }

  @Test
  void versionWithoutMarkerIsStarted() {
    assertThat(markers.decide(VERSION, false)).isEqualTo(Decision.START);
  }

  @Test
  void completeVersionHasNothingToDoUnlessForced() throws IOException {
    complete(VERSION);
    assertThat(markers.decide(VERSION, false)).isEqualTo(Decision.NOTHING);
    assertThat(markers.decide(VERSION, true)).isEqualTo(Decision.START);
  }

  @Test
  void unfinishedDownloadWithoutProgressIsStarted() throws IOException {
    Marker marker = new Marker(VERSION);
    marker.startDownload(2, now);
    markers.save(marker);
    assertThat(markers.decide(VERSION, false)).isEqualTo(Decision.START);
    marker.failDownload("no space");
    markers.save(marker);
    assertThat(markers.decide(VERSION, false)).isEqualTo(Decision.START);
  }

  @Test
  void unfinishedDownloadKeepsTheFilesThatWerePublishedBefore() throws IOException {
    Marker marker = begun(VERSION);
    done(marker, ARTISTS);
    Instant start = marker.startedAt();
    later();
    marker.startDownload(2, now);
    markers.save(marker);

    assertThat(markers.decide(VERSION, false)).isEqualTo(Decision.RESUME);
    Marker resumed = fetchedAgain(marker, SUMS);
    assertThat(resumed.pending()).containsExactly(LABELS);
    assertThat(resumed.startedAt()).isEqualTo(start);
  }

  @Test
  void unfinishedDownloadKeepsTheFileThatWasHalfPublished() throws IOException {
    Marker marker = begun(VERSION);
    marker.startFile(ARTISTS, "v1", now);
    marker.countFile(ARTISTS, new RecordCounts(9, 7, 0, 0, 7), 1, now);
    marker.startDownload(2, now);
    markers.save(marker);

    assertThat(markers.decide(VERSION, false)).isEqualTo(Decision.RESUME);
    assertThat(fetchedAgain(marker, SUMS).startFile(ARTISTS, "v1", now)).isEqualTo(7);
  }

  @Test
  void processingThatFailedIsResumedAndKeepsItsStart() throws IOException {
    Instant start = now;
    Marker marker = begun(VERSION);
    done(marker, ARTISTS);
    marker.startFile(LABELS, "v1", now);
    marker.failFile(LABELS, "labels.xml: cut off at byte 5");
    markers.save(marker);
    later();

    assertThat(markers.decide(VERSION, false)).isEqualTo(Decision.RESUME);
    Marker resumed = fetchedAgain(marker, SUMS);
    assertThat(resumed.startedAt()).isEqualTo(start);
    assertThat(resumed.pending()).containsExactly(LABELS);
    assertThat(resumed.recordCounts())
        .isEqualTo(Map.of(DataType.ARTISTS, 10L, DataType.LABELS, 0L));
    assertThat(resumed.overall()).isEqualTo(Phase.IN_PROGRESS);
    assertThat(resumed.processing().phase()).isEqualTo(Phase.IN_PROGRESS);
    assertThat(resumed.processing().errors()).containsExactly("labels.xml: cut off at byte 5");
  }

  @Test
  void allFilesDoneWithoutBroadcastLeavesOnlyTheBroadcast() throws IOException {
    Marker marker = allDone();
    marker.completeProcessing(now);
    Instant processed = now;
    marker.failPublishing("no queue is bound");
    markers.save(marker);
    later();

    assertThat(markers.decide(VERSION, false)).isEqualTo(Decision.RESUME);
    Marker resumed = fetchedAgain(marker, SUMS);
    assertThat(resumed.pending()).isEmpty();
    assertThat(resumed.processing().completedAt()).isEqualTo(processed);
    assertThat(resumed.recordCounts())
        .isEqualTo(Map.of(DataType.ARTISTS, 10L, DataType.LABELS, 10L));
  }

  @Test
  void otherBytesOfACompletedFileReopenOnlyThatFile() throws IOException {
    Marker marker = allDone();
    marker.completeProcessing(now);
    markers.save(marker);

    Marker resumed = fetchedAgain(marker, Map.of(ARTISTS, "11", LABELS, "99"));

    assertThat(resumed.pending()).containsExactly(LABELS);
    assertThat(resumed.file(LABELS).published()).isZero();
    assertThat(resumed.processing().phase()).isEqualTo(Phase.IN_PROGRESS);
    assertThat(resumed.startFile(LABELS, "v1", now)).isZero();
  }

  @Test
  void completedExtractionIsReopenedByOtherBytes() {
    Marker marker = allDone();
    marker.completeProcessing(now);
    marker.completeExtraction(now);

    marker.downloaded(file(LABELS), "99", now);

    assertThat(marker.isComplete()).isFalse();
    assertThat(marker.processing().phase()).isEqualTo(Phase.IN_PROGRESS);
    assertThat(marker.publishing().phase()).isEqualTo(Phase.IN_PROGRESS);
  }

  @Test
  void equalOrUnknownBytesChangeNothing() throws IOException {
    Marker marker = allDone();
    markers.save(marker);
    assertThat(fetchedAgain(marker, SUMS).pending()).isEmpty();
    assertThat(fetchedAgain(marker, Map.of()).pending()).isEmpty();
  }

  @Test
  void fileIsContinuedOnlyWithTheSameBytesAndTheSameMaking() {
    Marker marker = begun(VERSION);
    marker.startFile(ARTISTS, "v1", now);
    marker.countFile(ARTISTS, new RecordCounts(9, 7, 0, 0, 7), 1, now);
    assertThat(marker.startFile(ARTISTS, "v1", now)).isEqualTo(7);
    assertThat(marker.file(ARTISTS).published()).isEqualTo(7);

    assertThat(marker.startFile(ARTISTS, "v2", now)).isZero();
    assertThat(marker.file(ARTISTS).published()).isZero();

    marker.countFile(ARTISTS, new RecordCounts(9, 7, 0, 0, 7), 1, now);
    marker.downloaded(file(ARTISTS), "12", now);
    assertThat(marker.startFile(ARTISTS, "v2", now)).isZero();
  }

  @Test
  void fileOfUnknownBytesIsNotContinued() {
    Marker marker = new Marker(VERSION);
    marker.startDownload(1, now);
    marker.downloaded(file(ARTISTS), null, now);
    marker.startProcessing(dump(VERSION), now);
    marker.startFile(ARTISTS, "v1", now);
    marker.countFile(ARTISTS, new RecordCounts(9, 7, 0, 0, 7), 1, now);
    assertThat(marker.startFile(ARTISTS, "v1", now)).isZero();
  }

  @Test
  void olderVersionIsStartedAfterANewerOneWasPublished() throws IOException {
    complete("20260301");
    complete(VERSION);
    assertThat(markers.decide("20260301", false)).isEqualTo(Decision.START);
    assertThat(markers.decide(VERSION, false)).isEqualTo(Decision.NOTHING);
    assertThat(markers.newestComplete().orElseThrow().version()).isEqualTo(VERSION);
  }

  @Test
  void versionThatWasOnlyDownloadedDoesNotDisturbAnOlderOne() throws IOException {
    complete("20260301");
    Marker newer = new Marker(VERSION);
    newer.startDownload(4, now);
    newer.failDownload("HTTP 503");
    later();
    markers.save(newer);
    assertThat(markers.decide("20260301", false)).isEqualTo(Decision.NOTHING);
  }

  @Test
  void unfinishedVersionIsStartedAfterAnotherWasTouched() throws IOException {
    markers.save(begun("20260301"));
    later();
    markers.save(begun(VERSION));
    assertThat(markers.decide("20260301", false)).isEqualTo(Decision.START);
    assertThat(markers.decide(VERSION, false)).isEqualTo(Decision.RESUME);
  }

  @Test
  void damagedMarkerCountsAsAbsent() throws IOException {
    Files.writeString(folder.resolve(".extraction_status_20260401.json"), "{\"metadata_ver");
    assertThat(markers.load(VERSION)).isEmpty();
    assertThat(markers.decide(VERSION, false)).isEqualTo(Decision.START);
  }

  @Test
  void markerCutAnywhereStartsFresh() throws IOException {
    complete(VERSION);
    Path path = folder.resolve(".extraction_status_20260401.json");
    byte[] whole = Files.readString(path).strip().getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length += 3) {
      Files.write(path, Arrays.copyOf(whole, length));
      assertThat(markers.decide(VERSION, false)).isEqualTo(Decision.START);
    }
  }

  @Test
  void markerWithoutChecksumsLoadsAndNothingIsInvalidated() throws IOException {
    Files.writeString(
        folder.resolve(".extraction_status_20260401.json"),
        """
        {"current_version": "20260401", "novelty": 1,
         "processing_phase": {"status": "in_progress", "started_at": "2026-04-02T10:00:00Z",
           "progress_by_file": {"discogs_20260401_artists.xml.gz":
             {"status": "completed", "messages_published": 5}}},
         "summary": {"overall_status": "in_progress"}}
        """);
    assertThat(markers.decide(VERSION, false)).isEqualTo(Decision.RESUME);
    Marker marker = markers.load(VERSION).orElseThrow();
    assertThat(marker.startedAt()).isEqualTo(now);
    marker.downloaded(file("discogs_20260401_artists.xml.gz"), "11", now);
    assertThat(marker.pending()).isEmpty();
    assertThat(marker.recordCounts()).isEqualTo(Map.of(DataType.ARTISTS, 5L));
  }

  @Test
  void markerSaysTheSameAfterItWasReadAndWritten() throws IOException {
    Marker marker = begun(VERSION);
    done(marker, ARTISTS);
    marker.startFile(LABELS, "v1", now);
    marker.countFile(LABELS, new RecordCounts(9, 7, 1, 1, 8), 3, now);
    marker.failPublishing("the broker did not confirm");
    markers.save(marker);
    Path path = folder.resolve(".extraction_status_20260401.json");
    JsonNode first = JsonMapper.shared().readTree(Files.readString(path));

    markers.save(markers.load(VERSION).orElseThrow());

    JsonNode second = JsonMapper.shared().readTree(Files.readString(path));
    assertThat(second.at("/processing_phase/progress_by_file"))
        .isEqualTo(first.at("/processing_phase/progress_by_file"));
    assertThat(second.at("/download_phase")).isEqualTo(first.at("/download_phase"));
    assertThat(second.at("/publishing_phase")).isEqualTo(first.at("/publishing_phase"));
    assertThat(second.at("/summary")).isEqualTo(first.at("/summary"));
  }

  @Test
  void markerFileHasTheAgreedFields() throws IOException {
    complete(VERSION);
    JsonNode json =
        JsonMapper.shared()
            .readTree(Files.readString(folder.resolve(".extraction_status_20260401.json")));
    assertThat(json.at("/metadata_version").asString()).isEqualTo("1.0");
    assertThat(json.at("/current_version").asString()).isEqualTo(VERSION);
    assertThat(json.at("/last_updated").asString()).isEqualTo(now.toString());
    assertThat(fields(json.at("/download_phase")))
        .containsExactlyInAnyOrder(
            "status",
            "started_at",
            "completed_at",
            "files_downloaded",
            "files_total",
            "bytes_downloaded",
            "downloads_by_file",
            "errors");
    assertThat(json.at("/download_phase/files_downloaded").asInt()).isEqualTo(2);
    assertThat(json.at("/download_phase/bytes_downloaded").asInt()).isEqualTo(200);
    JsonNode download = json.at("/download_phase/downloads_by_file/artists.xml");
    assertThat(fields(download))
        .containsExactlyInAnyOrder(
            "status", "bytes_downloaded", "started_at", "completed_at", "checksum");
    assertThat(download.at("/checksum").asString()).isEqualTo("11");
    assertThat(json.at("/processing_phase/status").asString()).isEqualTo("completed");
    assertThat(json.at("/processing_phase/files_processed").asInt()).isEqualTo(2);
    assertThat(json.at("/processing_phase/records_extracted").asInt()).isEqualTo(20);
    JsonNode file = json.at("/processing_phase/progress_by_file/artists.xml");
    assertThat(file.at("/status").asString()).isEqualTo("completed");
    assertThat(file.at("/messages_published").asInt()).isEqualTo(10);
    assertThat(file.at("/records_parsed").asInt()).isEqualTo(12);
    assertThat(file.at("/records_malformed").asInt()).isEqualTo(2);
    assertThat(file.at("/records_confirmed").asInt()).isEqualTo(12);
    assertThat(file.at("/source_checksum").asString()).isEqualTo("11");
    assertThat(file.at("/rules_fingerprint").asString()).isEqualTo("v1");
    assertThat(json.at("/publishing_phase/status").asString()).isEqualTo("completed");
    assertThat(json.at("/publishing_phase/messages_published").asInt()).isEqualTo(20);
    assertThat(json.at("/publishing_phase/batches_sent").asInt()).isEqualTo(2);
    assertThat(json.at("/publishing_phase/last_amqp_heartbeat").isNull()).isFalse();
    assertThat(json.at("/summary/overall_status").asString()).isEqualTo("completed");
    assertThat(json.at("/summary/total_duration_seconds").isNumber()).isTrue();
    assertThat(json.at("/summary/files_by_type/labels").asString()).isEqualTo("completed");
    assertThat(Files.list(folder)).hasSize(1);
  }

  @Test
  void failuresAreKeptUpToTwenty() throws IOException {
    Marker marker = begun(VERSION);
    for (int number = 1; number <= 25; number++) {
      marker.failDownload("failure " + number);
    }
    markers.save(marker);
    Marker loaded = markers.load(VERSION).orElseThrow();
    assertThat(loaded.download().errors()).hasSize(20).endsWith("failure 25");
    assertThat(loaded.overall()).isEqualTo(Phase.FAILED);
  }

  @Test
  void markersOfMusicBrainzLieBesideTheirFiles() throws IOException {
    MarkerFolder musicBrainz = MarkerFolder.ofMusicBrainz(folder, clock);
    Marker marker = new Marker("20260401-001001");
    marker.startDownload(4, now);
    marker.downloaded(file("release-group.tar.xz"), "11", now);
    marker.completeDownload(now);
    marker.startProcessing(new DumpVersion("20260401-001001", List.of(), folder), now);
    marker.completeProcessing(now);
    marker.completeExtraction(now);
    musicBrainz.save(marker);
    assertThat(folder.resolve("20260401-001001/.mb_extraction_status_20260401-001001.json"))
        .exists();
    assertThat(musicBrainz.newestComplete().orElseThrow().version()).isEqualTo("20260401-001001");
    assertThat(musicBrainz.decide("20260401-001001", false)).isEqualTo(Decision.NOTHING);
    assertThat(musicBrainz.load("20260401-001001").orElseThrow().sizes())
        .isEqualTo(Map.of(DataType.RELEASE_GROUPS, 100L));
  }

  /** For example {@code lost+found} at the root of a volume. */
  @Test
  void folderThatMustNotBeReadHidesNoMarkers() throws IOException {
    MarkerFolder musicBrainz = MarkerFolder.ofMusicBrainz(folder, clock);
    Marker marker = new Marker("20260401-001001");
    marker.completeExtraction(now);
    musicBrainz.save(marker);
    Path foreign =
        Files.createDirectory(
            folder.resolve("lost+found"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
    assumeThat(Files.isReadable(foreign)).as("root may read everything").isFalse();

    assertThat(musicBrainz.newestComplete().orElseThrow().version()).isEqualTo("20260401-001001");
  }

  private void complete(String version) throws IOException {
    Marker marker = begun(version);
    done(marker, ARTISTS);
    done(marker, LABELS);
    later();
    marker.completeProcessing(now);
    marker.completeExtraction(now);
    markers.save(marker);
  }

  private Marker allDone() {
    Marker marker = begun(VERSION);
    done(marker, ARTISTS);
    done(marker, LABELS);
    return marker;
  }

  private void done(Marker marker, String name) {
    marker.startFile(name, "v1", now);
    marker.completeFile(name, COUNTS, 1, now);
  }

  private Marker begun(String version) {
    Marker marker = new Marker(version);
    marker.startDownload(2, now);
    SUMS.forEach((name, sum) -> marker.downloaded(file(name), sum, now));
    marker.completeDownload(now);
    marker.startProcessing(dump(version), now);
    return marker;
  }

  /** What a next session makes of the marker once it has all files. */
  private Marker fetchedAgain(Marker saved, Map<String, String> checksums) {
    Marker marker = markers.load(saved.version()).orElseThrow();
    marker.startDownload(2, now);
    for (String name : List.of(ARTISTS, LABELS)) {
      marker.startDownloadOf(name, now);
      marker.downloaded(file(name), checksums.get(name), now);
    }
    marker.completeDownload(now);
    marker.startProcessing(dump(saved.version()), now);
    return marker;
  }

  private void later() {
    now = now.plusSeconds(60);
  }

  private static List<String> fields(JsonNode node) {
    return List.copyOf(node.propertyNames());
  }

  private DumpFile file(String name) {
    DataType type =
        name.contains("release-group")
            ? DataType.RELEASE_GROUPS
            : name.contains("artists") ? DataType.ARTISTS : DataType.LABELS;
    return new DumpFile(folder.resolve(name), type, 100);
  }

  private DumpVersion dump(String version) {
    return new DumpVersion(version, List.of(file(ARTISTS), file(LABELS)), folder);
  }
}
