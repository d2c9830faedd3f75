package org.discogsography.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.messages.DataType.ARTISTS;
import static org.discogsography.common.messages.DataType.LABELS;
import static org.discogsography.common.messages.DataType.MASTERS;
import static org.discogsography.common.messages.DataType.RELEASES;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.discogsography.acceptance.catalogues.DumpFolder;
import org.discogsography.acceptance.catalogues.Dumps;
import org.discogsography.acceptance.catalogues.TwoVersions;
import org.discogsography.acceptance.pipeline.Pipeline;
import org.discogsography.acceptance.reading.ExpectedStores;
import org.discogsography.acceptance.stores.StoreContents;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.discogsography.testkit.servers.TestPostgres;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump loaded again changes nothing; a newer one leaves what it says and nothing else. */
@BackingServers({Server.NEO4J, Server.POSTGRES, Server.RABBITMQ})
class RepeatedLoadIT {

  private final Pipeline pipeline;

  @TempDir private Path folder;

  RepeatedLoadIT(TestNeo4j neo4j, TestPostgres postgres, TestRabbit rabbit) {
    pipeline = Pipeline.onEmptyStores(neo4j, postgres, rabbit);
  }

  @Test
  void sameDumpsLoadedAgainChangeNothing() throws Exception {
    pipeline.load(Dumps.sampleCatalogue());
    StoreContents first = pipeline.stores().contents();

    pipeline.load(Dumps.sampleCatalogue());

    assertThat(pipeline.stores().contents().differencesFrom(first)).isEmpty();
  }

  @Test
  void newerDumpLeavesOnlyWhatItSays() throws Exception {
    Path newer = TwoVersions.newer(folder.resolve("newer"));
    pipeline.load(TwoVersions.older(folder.resolve("older")));
    StoreContents first = pipeline.stores().contents();
    assertThat(first.relationships())
        .containsKeys("Release 31 BY Artist 4", "Artist 3 MEMBER_OF Artist 1");
    pipeline.stores().age();

    pipeline.load(newer);

    StoreContents second = pipeline.stores().contents();
    assertThat(second.differencesFrom(ExpectedStores.of(newer).complete())).isEmpty();
    assertThat(second.relationships())
        .containsKey("Release 31 BY Artist 1")
        .doesNotContainKeys("Release 31 BY Artist 4", "Artist 3 MEMBER_OF Artist 1");
    assertThat(second.documents()).doesNotContainKeys("artists 6", "releases 33");
  }

  @Test
  void recordsStayWhenNearlyAllOfThemAreGone() throws Exception {
    pipeline.load(dumpOfArtists("before", "20250301", 10));
    StoreContents first = pipeline.stores().contents();
    pipeline.stores().age();

    pipeline.load(dumpOfArtists("after", "20250401", 1));

    assertThat(pipeline.stores().contents().differencesFrom(first)).isEmpty();
  }

  private Path dumpOfArtists(String name, String version, int artists) throws Exception {
    return new DumpFolder(folder.resolve(name), version)
        .with(
            ARTISTS,
            IntStream.rangeClosed(1, artists)
                .mapToObj(
                    id -> "<artist><id>%1$d</id><name>Artist %1$d</name></artist>".formatted(id))
                .toArray(String[]::new))
        .with(LABELS, "<label><id>1</id><name>Label</name></label>")
        .with(MASTERS, "<master id=\"1\"><title>Master</title></master>")
        .with(RELEASES, "<release id=\"1\"><title>Release</title></release>")
        .path();
  }

  @Test
  void realDumpOf2020LeavesNothingOfThatOf2017() throws Exception {
    Path older = Dumps.real("2017-04-01");
    Path newer = Dumps.real("2020-08-06");
    pipeline.load(older);
    pipeline.stores().age();

    pipeline.load(newer);

    assertThat(pipeline.stores().contents().differencesFrom(ExpectedStores.of(newer).complete()))
        .isEmpty();
  }
}
