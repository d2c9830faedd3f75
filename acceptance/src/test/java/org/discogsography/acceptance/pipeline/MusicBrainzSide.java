package org.discogsography.acceptance.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.discogsography.localstack.stack.ServicePlan;
import org.discogsography.localstack.stack.StackOptions;

/** The half of the pipeline that loads the MusicBrainz dumps: an extractor and two consumers. */
public final class MusicBrainzSide {

  public static final String EXTRACTOR = "extractor-musicbrainz";
  public static final String BRAINZGRAPHINATOR = "brainzgraphinator";
  public static final String BRAINZTABLEINATOR = "brainztableinator";

  static final List<String> CONSUMERS = List.of(BRAINZGRAPHINATOR, BRAINZTABLEINATOR);
  static final List<String> SERVICES = List.of(BRAINZGRAPHINATOR, BRAINZTABLEINATOR, EXTRACTOR);

  private final Pipeline pipeline;
  private final Path dumps;

  MusicBrainzSide(Pipeline pipeline, StackOptions options) {
    this.pipeline = pipeline;
    this.dumps = Objects.requireNonNull(options.musicbrainz(), "no folder for the dumps");
  }

  /**
   * Still smaller batches, as there are fewer records. When to load what is for the tests to say: a
   * service that is no extractor lets ours begin at once.
   */
  static Map<String, String> settings(ServicePlan noExtractor) {
    return Map.of(
        "NEO4J_BATCH_SIZE", "30",
        "POSTGRES_BATCH_SIZE", "30",
        "PUBLISH_FRAME_RECORDS", "5",
        "STATE_SAVE_INTERVAL", "40",
        "DISCOGS_CHECK_INTERVAL", "1",
        "DISCOGS_HEALTH_URL", "http://localhost:%d/health".formatted(noExtractor.healthPort()));
  }

  /** Ends the consumer for the graph, which begins anew to wait for the first Discogs import. */
  public void forgetDiscogs() throws IOException, InterruptedException {
    pipeline.kill(BRAINZGRAPHINATOR);
  }

  /**
   * Begins to load dumps, whether or not they were loaded before; starts the services that do not
   * run.
   *
   * @param version the folder with the files, named after their version
   */
  public MusicBrainzLoad begin(Path version) throws IOException, InterruptedException {
    Pipeline.deleteTree(dumps);
    Pipeline.copy(version, dumps.resolve(version.getFileName()));
    pipeline.queues().purgeUnreadMusicBrainz();
    MusicBrainzLoad load = new MusicBrainzLoad(pipeline, Instant.now());
    boolean loadedBefore = pipeline.isRunning(EXTRACTOR);
    for (String service : SERVICES) {
      pipeline.start(service);
    }
    if (loadedBefore) {
      pipeline.health(EXTRACTOR).trigger(true);
    }
    return load;
  }

  /** Returns when the consumer for the graph says that it waits for the records of Discogs. */
  public void awaitWaitingForDiscogs() throws InterruptedException {
    Health consumer = pipeline.health(BRAINZGRAPHINATOR);
    Waiting.until(
        BRAINZGRAPHINATOR + " waits for Discogs",
        () ->
            consumer.now().path("current_task").asString("").contains("the first Discogs import"));
  }

  void stop() throws IOException, InterruptedException {
    for (String service : SERVICES) {
      pipeline.kill(service);
    }
  }
}
