package org.discogsography.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.messages.DataType.RELEASES;
import static org.discogsography.testkit.sites.DumpSite.name;
import static org.discogsography.testkit.sites.DumpSite.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.discogsography.acceptance.catalogues.TwoVersions;
import org.discogsography.acceptance.pipeline.Load;
import org.discogsography.acceptance.pipeline.Pipeline;
import org.discogsography.acceptance.pipeline.Waiting;
import org.discogsography.acceptance.reading.ExpectedStores;
import org.discogsography.acceptance.stores.StoreContents;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.discogsography.testkit.servers.TestPostgres;
import org.discogsography.testkit.servers.TestRabbit;
import org.discogsography.testkit.sites.DumpSite;
import org.discogsography.testkit.sites.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a site offers comes into the stores, and a newer version takes the place of the older. */
@BackingServers({Server.NEO4J, Server.POSTGRES, Server.RABBITMQ})
class DownloadedVersionsIT {

  private static final String OLDER = "20250301";
  private static final String NEWER = "20250401";

  private final Pipeline pipeline;
  private final DumpSite site = new DumpSite();

  @TempDir private Path folder;

  DownloadedVersionsIT(TestNeo4j neo4j, TestPostgres postgres, TestRabbit rabbit) {
    pipeline = Pipeline.onEmptyStores(neo4j, postgres, rabbit);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void newVersionReplacesTheOlderThoughItsDownloadBreaksOffAndTheExtractorIsKilled()
      throws Exception {
    Path older = TwoVersions.older(folder.resolve("older"));
    Path newer = TwoVersions.newer(folder.resolve("newer"));
    site.offer(OLDER, files(older, OLDER));
    pipeline.beginDownload(site.address(), folder.resolve("downloads")).awaitLoaded();
    StoreContents first = pipeline.stores().contents();
    assertThat(first.differencesFrom(ExpectedStores.of(older).complete())).isEmpty();
    pipeline.stores().age();

    site.offer(NEWER, files(newer, NEWER));
    byte[] releases = site.content(NEWER, RELEASES);
    String releasesAtSite = target(name(NEWER, RELEASES));
    String tag = "\"" + DumpSite.sum(releases) + "\"";
    int half = releases.length / 2;
    site.site()
        .first(
            releasesAtSite,
            TestSite.file(releases, tag),
            TestSite.breakingOff(releases, tag, releases.length / 4),
            site.site().stalling(releases, tag, half));
    Load load = pipeline.lookForNewer();
    Waiting.until("half of the releases are here", () -> releasesHere() >= half);
    pipeline.kill(Pipeline.EXTRACTOR);
    pipeline.start(Pipeline.EXTRACTOR);
    load.awaitLoaded();

    assertThat(site.site().asked(releasesAtSite))
        .last()
        .extracting(TestSite.Asked::range)
        .isEqualTo("bytes=" + half + "-");
    StoreContents second = pipeline.stores().contents();
    assertThat(second.differencesFrom(ExpectedStores.of(newer).complete())).isEmpty();
    assertThat(first.documents()).containsKeys("artists 6", "releases 33");
    assertThat(second.documents()).doesNotContainKeys("artists 6", "releases 33");
    assertThat(second.documents().get("releases 31"))
        .isNotEqualTo(first.documents().get("releases 31"));
    assertThat(second.documents().get("releases 32"))
        .isEqualTo(first.documents().get("releases 32"));
  }

  private long releasesHere() throws InterruptedException {
    JsonNode download = pipeline.health(Pipeline.EXTRACTOR).now().path("download");
    return download.path("file").asString("").equals(name(NEWER, RELEASES))
        ? download.path("file_bytes").asLong(0)
        : 0;
  }

  private static Map<DataType, byte[]> files(Path dumps, String version) throws IOException {
    Map<DataType, byte[]> files = new EnumMap<>(DataType.class);
    for (DataType type : Source.DISCOGS.types()) {
      files.put(type, Files.readAllBytes(dumps.resolve(name(version, type))));
    }
    return files;
  }
}
