package org.discogsography.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.discogsography.acceptance.catalogues.GeneratedDumps;
import org.discogsography.acceptance.pipeline.Load;
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

/** Services that are killed at any moment of a load and started again leave no trace of it. */
@BackingServers({Server.NEO4J, Server.POSTGRES, Server.RABBITMQ})
class KilledServiceIT {

  private static final long SEED = 20_250_601;

  private final Pipeline pipeline;

  @TempDir private Path folder;

  KilledServiceIT(TestNeo4j neo4j, TestPostgres postgres, TestRabbit rabbit) {
    pipeline = Pipeline.onEmptyStores(neo4j, postgres, rabbit);
  }

  @Test
  void everyServiceMayBeKilledInTheMiddleOfALoad() throws Exception {
    Path dumps = GeneratedDumps.in(folder, SEED);
    StoreContents undisturbed = ExpectedStores.of(dumps).complete();
    long seed = System.nanoTime();
    Random moments = new Random(seed);

    Load load = pipeline.begin(dumps);
    for (String service : List.of(Pipeline.EXTRACTOR, Pipeline.TABLEINATOR, Pipeline.GRAPHINATOR)) {
      load.awaitRecords(service, 1 + moments.nextInt(GeneratedDumps.size() * 3 / 4));
      killAndStartAgain(service);
    }
    load.awaitMaintenance();
    killAndStartAgain(Pipeline.GRAPHINATOR);
    load.awaitLoaded();

    assertThat(pipeline.stores().contents().differencesFrom(undisturbed))
        .as("seed of the moments: %d", seed)
        .isEmpty();
    assertThat(pipeline.queues().deadLetters()).isEmpty();
  }

  /** {@code -Dacceptance.kills=25} kills more often than there is time for in every build. */
  @Test
  void extractorMayBeKilledAgainAndAgain() throws Exception {
    int kills = Integer.getInteger("acceptance.kills", 3);
    Path dumps = GeneratedDumps.in(folder, SEED);
    StoreContents undisturbed = ExpectedStores.of(dumps).complete();
    long seed = System.nanoTime();
    Random moments = new Random(seed);

    Load load = pipeline.begin(dumps);
    for (int kill = 0; kill < kills; kill++) {
      int share = GeneratedDumps.size() / kills;
      load.awaitRecords(Pipeline.EXTRACTOR, kill * share + moments.nextInt(share));
      killAndStartAgain(Pipeline.EXTRACTOR);
    }
    load.awaitLoaded();

    assertThat(pipeline.stores().contents().differencesFrom(undisturbed))
        .as("seed of the moments: %d", seed)
        .isEmpty();
    assertThat(pipeline.queues().deadLetters()).isEmpty();
  }

  private void killAndStartAgain(String service) throws Exception {
    pipeline.kill(service);
    pipeline.start(service);
  }
}
