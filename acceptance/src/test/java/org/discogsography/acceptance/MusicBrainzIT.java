package org.discogsography.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.acceptance.pipeline.MusicBrainzSide.BRAINZGRAPHINATOR;
import static org.discogsography.acceptance.pipeline.MusicBrainzSide.BRAINZTABLEINATOR;
import static org.discogsography.acceptance.pipeline.MusicBrainzSide.EXTRACTOR;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.discogsography.acceptance.catalogues.GeneratedDumps;
import org.discogsography.acceptance.catalogues.GeneratedMusicBrainz;
import org.discogsography.acceptance.pipeline.MusicBrainzLoad;
import org.discogsography.acceptance.pipeline.MusicBrainzSide;
import org.discogsography.acceptance.pipeline.Pipeline;
import org.discogsography.acceptance.reading.ExpectedStores;
import org.discogsography.acceptance.stores.StoreContents;
import org.discogsography.acceptance.stores.Stores;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.discogsography.testkit.servers.TestPostgres;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What MusicBrainz says ends up in both stores as an independent reader works it out, whichever
 * dumps come first and whatever is killed meanwhile.
 */
@BackingServers({Server.NEO4J, Server.POSTGRES, Server.RABBITMQ})
class MusicBrainzIT {

  private static final long SEED = 20_250_503;

  private static final GeneratedDumps.Size SIZE =
      new GeneratedDumps.Size("20250501", 200, 60, 100, 300);

  /** An earlier dump, which refers only to what the later one has records of. */
  private static final GeneratedDumps.Size EARLIER =
      new GeneratedDumps.Size("20250401", 130, 40, 50, 0);

  private final Pipeline pipeline;
  private final Stores stores;
  private final MusicBrainzSide musicBrainz;

  @TempDir private Path folder;

  MusicBrainzIT(TestNeo4j neo4j, TestPostgres postgres, TestRabbit rabbit) {
    pipeline = Pipeline.onEmptyStores(neo4j, postgres, rabbit);
    stores = pipeline.stores();
    musicBrainz = pipeline.musicBrainz();
  }

  @AfterAll
  static void stopMusicBrainz() throws Exception {
    Pipeline.stopMusicBrainz();
  }

  @Test
  void dumpsLoadedBeforeThoseOfDiscogsEndUpLikeThoseLoadedAfterThem() throws Exception {
    Path discogs = GeneratedDumps.in(folder.resolve("later"), SIZE, SEED);
    Path earlier = GeneratedDumps.in(folder.resolve("earlier"), EARLIER, SEED);
    Path dumps = GeneratedMusicBrainz.in(folder.resolve("musicbrainz"), SIZE, SEED);

    musicBrainz.forgetDiscogs();
    MusicBrainzLoad load = musicBrainz.begin(dumps);
    load.awaitPublished();
    load.awaitRecords(BRAINZTABLEINATOR, GeneratedMusicBrainz.records(SIZE));
    musicBrainz.awaitWaitingForDiscogs();
    assertThat(stores.contents().nodes()).isEmpty();

    pipeline.load(earlier);
    stores.await(ExpectedStores.of(earlier).and(dumps).complete());
    assertThat(stores.heldRecords()).isGreaterThan(300);

    pipeline.load(discogs);
    stores.await(ExpectedStores.of(discogs).and(dumps).complete());
    assertThat(pipeline.queues().deadLetters()).isEmpty();
  }

  /** {@code -Dacceptance.kills=25} kills more often than there is time for in every build. */
  @Test
  void servicesKilledAtRandomMomentsLeaveNoTraceAndTheSameDumpsAgainChangeNothing()
      throws Exception {
    int kills = Integer.getInteger("acceptance.kills", 3);
    int share = GeneratedMusicBrainz.records(SIZE) * 3 / 4 / kills;
    List<String> victims = List.of(EXTRACTOR, BRAINZTABLEINATOR, BRAINZGRAPHINATOR);
    long seed = System.nanoTime();
    Random moments = new Random(seed);
    Path discogs = GeneratedDumps.in(folder.resolve("discogs"), SIZE, SEED);
    Path dumps = GeneratedMusicBrainz.in(folder.resolve("musicbrainz"), SIZE, SEED);
    StoreContents undisturbed = ExpectedStores.of(discogs).and(dumps).complete();
    pipeline.load(discogs);

    MusicBrainzLoad load = musicBrainz.begin(dumps);
    for (int kill = 0; kill < kills; kill++) {
      String victim = victims.get(kill % victims.size());
      load.awaitRecords(victim, kill * share + moments.nextInt(share));
      pipeline.kill(victim);
      pipeline.start(victim);
    }
    load.awaitPublished();
    load.awaitEnriched();
    stores.await(undisturbed);
    assertThat(pipeline.queues().deadLetters()).as("seed of the moments: %d", seed).isEmpty();

    Set<String> before = stores.toTheLetter();
    musicBrainz.begin(dumps).awaitLoaded();
    assertThat(stores.contents().differencesFrom(undisturbed)).isEmpty();
    Set<String> changed = stores.toTheLetter();
    changed.removeAll(before);
    String twice = GeneratedMusicBrainz.cameTwice(dumps);
    assertThat(changed).allMatch(record -> record.contains(twice));
  }
}
