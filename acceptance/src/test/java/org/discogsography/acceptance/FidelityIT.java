package org.discogsography.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.discogsography.acceptance.catalogues.Dumps;
import org.discogsography.acceptance.pipeline.Pipeline;
import org.discogsography.acceptance.reading.ExpectedStores;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.discogsography.testkit.servers.TestPostgres;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every record of the dumps is in PostgreSQL once, whole, and in Neo4j with exactly its nodes and
 * relationships: both stores are compared with what an independent reader finds in the XML.
 */
@BackingServers({Server.NEO4J, Server.POSTGRES, Server.RABBITMQ})
class FidelityIT {

  private final Pipeline pipeline;

  FidelityIT(TestNeo4j neo4j, TestPostgres postgres, TestRabbit rabbit) {
    pipeline = Pipeline.onEmptyStores(neo4j, postgres, rabbit);
  }

  @Test
  void sampleCatalogueIsInBothStoresExactly() throws Exception {
    assertThat(loaded(Dumps.sampleCatalogue())).isGreaterThan(1000);
  }

  @ParameterizedTest
  @MethodSource("org.discogsography.acceptance.catalogues.Dumps#realFolders")
  void realDumpsAreInBothStoresExactly(Path dumps) throws Exception {
    assertThat(loaded(dumps)).isPositive();
  }

  private int loaded(Path dumps) throws Exception {
    ExpectedStores expected = ExpectedStores.of(dumps);

    pipeline.load(dumps);

    assertThat(pipeline.stores().contents().differencesFrom(expected.complete())).isEmpty();
    assertThat(pipeline.queues().deadLetters()).isEmpty();
    return expected.count();
  }
}
