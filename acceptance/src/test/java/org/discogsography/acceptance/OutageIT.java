package org.discogsography.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.discogsography.acceptance.catalogues.GeneratedDumps;
import org.discogsography.acceptance.pipeline.Load;
import org.discogsography.acceptance.pipeline.Pipeline;
import org.discogsography.acceptance.reading.ExpectedStores;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.discogsography.testkit.servers.TestPostgres;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that crash in the middle of a load and come back: it ends as if nothing had happened. */
@BackingServers({Server.NEO4J, Server.POSTGRES, Server.RABBITMQ})
class OutageIT {

  private static final long SEED = 20_250_501;
  private static final Duration AWAY = Duration.ofSeconds(3);

  private final TestNeo4j neo4j;
  private final TestPostgres postgres;
  private final TestRabbit rabbit;
  private final Pipeline pipeline;

  @TempDir private Path folder;

  OutageIT(TestNeo4j neo4j, TestPostgres postgres, TestRabbit rabbit) {
    this.neo4j = neo4j;
    this.postgres = postgres;
    this.rabbit = rabbit;
    this.pipeline = Pipeline.onEmptyStores(neo4j, postgres, rabbit);
  }

  @AfterEach
  void allServersRun() {
    neo4j.startAgainIfStopped();
    postgres.startAgainIfStopped();
    rabbit.startAgainIfStopped();
  }

  @Test
  void brokerAndBothStoresMayCrashInTheMiddleOfALoad() throws Exception {
    Path dumps = GeneratedDumps.in(folder, SEED);

    Load load = pipeline.begin(dumps);
    load.awaitRecords(Pipeline.EXTRACTOR, GeneratedDumps.size() / 4);
    rabbit.stop();
    Thread.sleep(AWAY);
    rabbit.start();
    load.awaitRecords(Pipeline.TABLEINATOR, GeneratedDumps.size() / 2);
    postgres.stop();
    load.awaitRecords(Pipeline.GRAPHINATOR, GeneratedDumps.size() / 2);
    neo4j.stop();
    Thread.sleep(AWAY);
    postgres.start();
    neo4j.start();
    load.awaitLoaded();

    assertThat(pipeline.stores().contents().differencesFrom(ExpectedStores.of(dumps).complete()))
        .isEmpty();
    assertThat(pipeline.queues().deadLetters()).isEmpty();
  }
}
