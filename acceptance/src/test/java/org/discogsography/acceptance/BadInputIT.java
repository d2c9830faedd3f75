package org.discogsography.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.messages.DataType.ARTISTS;
import static org.discogsography.common.messages.DataType.LABELS;
import static org.discogsography.common.messages.DataType.MASTERS;
import static org.discogsography.common.messages.DataType.RELEASES;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.discogsography.acceptance.catalogues.DumpFolder;
import org.discogsography.acceptance.pipeline.Load;
import org.discogsography.acceptance.pipeline.Pipeline;
import org.discogsography.acceptance.reading.ExpectedStores;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.discogsography.testkit.servers.TestPostgres;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged dumps: the good records reach both stores, and the rest is named with its place. */
@BackingServers({Server.NEO4J, Server.POSTGRES, Server.RABBITMQ})
class BadInputIT {

  private static final String VERSION = "20250601";
  private static final String LABEL = "<label><id>1</id><name>Label</name></label>";
  private static final String MASTER = "<master id=\"1\"><title>Master</title></master>";
  private static final String RELEASE = "<release id=\"1\"><title>Release</title></release>";

  private final Pipeline pipeline;

  @TempDir private Path folder;

  BadInputIT(TestNeo4j neo4j, TestPostgres postgres, TestRabbit rabbit) {
    pipeline = Pipeline.onEmptyStores(neo4j, postgres, rabbit);
  }

  private static String artist(int id) {
    return "<artist><id>%1$d</id><name>Artist %1$d</name></artist>".formatted(id);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void badRecordsAreLeftOutAndAllOthersStored() throws Exception {
    String withoutId = "<artist><name>Nobody</name></artist>";
    String artists = DumpFolder.document(ARTISTS, artist(1), withoutId, artist(2));
    String controls =
        "<label><id>2</id><name>Bell\u0007 and &#x1F;Unit</name><profile>&#0;kept</profile></label>";
    String huge =
        "<release id=\"2\"><title>Huge</title><tracklist>%s</tracklist></release>"
            .formatted(
                IntStream.range(0, 50_000)
                    .mapToObj(
                        "<track><position>%1$d</position><title>Track %1$d</title></track>"
                            ::formatted)
                    .collect(Collectors.joining()));
    assertThat(huge.length()).isGreaterThan(3_000_000);
    Path bad =
        new DumpFolder(folder.resolve("bad"), VERSION)
            .withBytes("discogs_%s_artists.xml".formatted(VERSION), bytes(artists))
            .with(LABELS, LABEL, controls)
            .with(MASTERS)
            .with(RELEASES, RELEASE, huge)
            .path();
    Path good =
        new DumpFolder(folder.resolve("good"), VERSION)
            .with(ARTISTS, artist(1), artist(2))
            .with(LABELS, LABEL, controls.replaceAll("\u0007|&#x1F;|&#0;", ""))
            .with(RELEASES, RELEASE, huge)
            .path();

    pipeline.load(bad);

    assertThat(pipeline.stores().contents().differencesFrom(ExpectedStores.of(good).complete()))
        .isEmpty();
    assertThat(pipeline.queues().deadLetters()).isEmpty();
    assertThat(pipeline.extractorLog())
        .anySatisfy(line ->
            assertThat(line)
                .contains("malformed record dropped", "discogs_%s_artists.xml".formatted(VERSION))
                .contains("\"position\":" + artists.indexOf(withoutId))
                .contains("record without id"));
  }

  @Test
  void damagedFilesFailWithTheirPlaceAndTheirGoodRecordsAreStored() throws Exception {
    String cut = DumpFolder.document(ARTISTS, artist(1), artist(2), artist(3));
    int cutRecord = cut.indexOf(artist(3));
    byte[] wrongChecksum = DumpFolder.packed(DumpFolder.document(LABELS, LABEL));
    wrongChecksum[wrongChecksum.length - 5] ^= 1;
    byte[] cutGzip =
        DumpFolder.packed(DumpFolder.document(ARTISTS, artist(4), artist(5), artist(6)));
    int cutByte = new String(cutGzip, StandardCharsets.ISO_8859_1).indexOf(artist(6)) + 20;
    DumpFolder bad =
        new DumpFolder(folder.resolve("bad"), VERSION)
            .withBytes(
                "artists_%s_cut.xml".formatted(VERSION), bytes(cut.substring(0, cutRecord + 20)))
            .withBytes(
                "artists_%s_packed_cut.xml.gz".formatted(VERSION), Arrays.copyOf(cutGzip, cutByte))
            .withBytes("labels_%s.xml.gz".formatted(VERSION), wrongChecksum)
            .withBytes(
                "masters_%s.xml".formatted(VERSION), bytes(DumpFolder.document(LABELS, LABEL)))
            .withBytes("releases_%s_empty.xml.gz".formatted(VERSION), new byte[0])
            .withBytes("releases_%s_none.xml".formatted(VERSION), bytes("\n\n"))
            .with(RELEASES, RELEASE);
    Path good =
        new DumpFolder(folder.resolve("good"), VERSION)
            .with(ARTISTS, artist(1), artist(2), artist(4), artist(5))
            .with(LABELS, LABEL)
            .with(RELEASES, RELEASE)
            .path();

    Load load = pipeline.begin(bad.path());
    load.awaitFailed();

    assertThat(
            pipeline.stores().contents().differencesFrom(ExpectedStores.of(good).withoutCounts()))
        .isEmpty();
    assertThat(pipeline.queues().deadLetters()).isEmpty();
    assertFailure(
        "artists_%s_cut.xml: the file ends inside the element that starts at byte %d"
            .formatted(VERSION, cutRecord));
    assertFailure(
        "artists_%s_packed_cut.xml.gz: gzip data is cut off at byte %d"
            .formatted(VERSION, cutByte));
    assertFailure(
        "labels_%s.xml.gz: gzip checksum does not match at byte %d"
            .formatted(VERSION, wrongChecksum.length - 8));
    assertFailure(
        "masters_%s.xml: root element <labels> at byte 0, expected <masters>".formatted(VERSION));
    assertFailure("releases_%s_empty.xml.gz: gzip data is cut off at byte 0".formatted(VERSION));
    assertFailure("releases_%s_none.xml: no XML element up to byte 2".formatted(VERSION));
  }

  private void assertFailure(String reason) throws Exception {
    assertThat(pipeline.extractorLog())
        .anySatisfy(line -> assertThat(line).contains("dump file failed", reason));
  }

  @Test
  void incompleteNewerVersionIsPassedOver() throws Exception {
    DumpFolder older =
        new DumpFolder(folder.resolve("older"), VERSION)
            .with(ARTISTS, artist(1))
            .with(LABELS, LABEL)
            .with(MASTERS, MASTER)
            .with(RELEASES, RELEASE);
    Path both = folder.resolve("both");
    new DumpFolder(both, VERSION)
        .with(ARTISTS, artist(1))
        .with(LABELS, LABEL)
        .with(MASTERS, MASTER)
        .with(RELEASES, RELEASE);
    new DumpFolder(both, "20250701").with(ARTISTS, artist(2)).with(RELEASES, RELEASE);

    pipeline.load(both);

    assertThat(
            pipeline
                .stores()
                .contents()
                .differencesFrom(ExpectedStores.of(older.path()).complete()))
        .isEmpty();
    assertThat(pipeline.extractorLog())
        .anySatisfy(line -> assertThat(line).contains("version is incomplete", "20250701"));
  }
}
