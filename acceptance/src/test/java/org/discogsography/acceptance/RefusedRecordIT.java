package org.discogsography.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.messages.DataType.ARTISTS;
import static org.discogsography.common.messages.DataType.LABELS;
import static org.discogsography.common.messages.DataType.MASTERS;
import static org.discogsography.common.messages.DataType.RELEASES;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.discogsography.acceptance.catalogues.DumpFolder;
import org.discogsography.acceptance.pipeline.Pipeline;
import org.discogsography.acceptance.reading.ExpectedStores;
import org.discogsography.acceptance.stores.StoreContents;
import org.discogsography.acceptance.stores.Stores;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.discogsography.testkit.servers.TestPostgres;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record that a store refuses for ever sits alone in its dead-letter queue. */
@BackingServers({Server.NEO4J, Server.POSTGRES, Server.RABBITMQ})
class RefusedRecordIT {

  private final Pipeline pipeline;

  @TempDir private Path folder;

  RefusedRecordIT(TestNeo4j neo4j, TestPostgres postgres, TestRabbit rabbit) {
    pipeline = Pipeline.onEmptyStores(neo4j, postgres, rabbit);
  }

  @AfterEach
  void liftRefusals() throws Exception {
    pipeline.stores().execute("ALTER TABLE releases DROP CONSTRAINT IF EXISTS refused");
    pipeline.stores().change("DROP CONSTRAINT refused IF EXISTS");
  }

  @Test
  void recordRefusedByAStoreIsTheOnlyOneThatIsNotThere() throws Exception {
    Path dumps =
        new DumpFolder(folder.resolve("dumps"), "20250801")
            .with(ARTISTS, numbered(60, "<artist><id>%1$d</id><name>Artist %1$d</name></artist>"))
            .with(LABELS, "<label><id>1</id><name>Label</name></label>")
            .with(MASTERS, "<master id=\"1\"><title>Master</title></master>")
            .with(
                RELEASES,
                numbered(90, "<release id=\"%1$d\"><title>Release %1$d</title></release>"))
            .path();
    Stores stores = pipeline.stores();
    stores.execute("ALTER TABLE releases ADD CONSTRAINT refused CHECK (data_id <> '44')");
    stores.change("CREATE CONSTRAINT refused FOR (a:Artist) REQUIRE a.resource_url IS UNIQUE");
    stores.change(
        """
        CREATE (:Artist {id: 'other', resource_url: 'https://api.discogs.com/artists/17'})
            -[:BY]->(:Artist {id: 'kept'})
        """);

    pipeline.load(dumps);

    assertThat(pipeline.queues().deadLetters())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "discogsography-discogs-graphinator-artists.dlq", 1,
                "discogsography-discogs-tableinator-releases.dlq", 1));
    assertThat(pipeline.queues().takeDeadLetter(Pipeline.TABLEINATOR, RELEASES))
        .containsEntry("x-record-id", "44")
        .containsEntry("x-attempts", "5")
        .containsEntry("x-original-exchange", "discogsography-discogs-releases")
        .hasEntrySatisfying(
            "x-store", store -> assertThat(store).isEqualToIgnoringCase("postgresql"))
        .hasEntrySatisfying("x-reason", why -> assertThat(why).contains("refused"))
        .hasEntrySatisfying("x-exception", what -> assertThat(what).contains("SQLException"));
    assertThat(pipeline.queues().takeDeadLetter(Pipeline.GRAPHINATOR, ARTISTS))
        .containsEntry("x-record-id", "17")
        .containsEntry("x-attempts", "5")
        .containsEntry("x-original-exchange", "discogsography-discogs-artists")
        .hasEntrySatisfying("x-store", store -> assertThat(store).isEqualToIgnoringCase("neo4j"))
        .hasEntrySatisfying("x-reason", why -> assertThat(why).contains("artists/17"))
        .hasEntrySatisfying("x-exception", what -> assertThat(what).contains("ClientException"));

    liftRefusals();
    stores.change("MATCH (n) WHERE n.id IN ['other', 'kept'] DETACH DELETE n");
    StoreContents all = ExpectedStores.of(dumps).complete();
    assertThat(stores.contents().differencesFrom(all))
        .hasSize(2)
        .anyMatch(difference -> difference.startsWith("missing: releases 44"))
        .anyMatch(difference -> difference.startsWith("missing: Artist 17"));
  }

  private static String[] numbered(int count, String record) {
    return IntStream.rangeClosed(1, count).mapToObj(record::formatted).toArray(String[]::new);
  }
}
