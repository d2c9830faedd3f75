package org.discogsography.acceptance.pipeline;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;

/** One load of MusicBrainz dumps. */
public final class MusicBrainzLoad {

  private final Pipeline pipeline;
  private final Instant begun;

  MusicBrainzLoad(Pipeline pipeline, Instant begun) {
    this.pipeline = pipeline;
    this.begun = begun.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Returns when everything is published. */
  public void awaitPublished() throws InterruptedException {
    Health extractor = pipeline.health(MusicBrainzSide.EXTRACTOR);
    Waiting.until(
        "the MusicBrainz extraction has ended", () -> isOfThisLoad(extractor.now(), "finished_at"));
    JsonNode health = extractor.now();
    if (!health.path("error_message").isNull()) {
      throw new AssertionError("the MusicBrainz extraction failed: " + health);
    }
  }

  /** Returns when a service has published, or its store has got, this many records. */
  public void awaitRecords(String service, long records) throws InterruptedException {
    Waiting.until(service + " has come to record " + records, () -> records(service) >= records);
  }

  /** Counted in the stores: a consumer that is killed forgets its own count. */
  private long records(String service) throws InterruptedException {
    try {
      return switch (service) {
        case MusicBrainzSide.BRAINZGRAPHINATOR -> pipeline.stores().enrichmentRecords();
        case MusicBrainzSide.BRAINZTABLEINATOR -> pipeline.stores().musicBrainzRecords();
        default -> {
          Health extractor = pipeline.health(service);
          yield isOfThisLoad(extractor.now(), "started_at") ? extractor.records() : -1;
        }
      };
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns when the graph notes that it has had all of every type. */
  public void awaitEnriched() throws InterruptedException {
    Waiting.until(
        "the graph has had all of MusicBrainz",
        () -> pipeline.stores().enrichmentsCompletedSince(begun) == 4);
  }

  /** Returns when both consumers, unless they are killed meanwhile, have seen the end of it. */
  public void awaitLoaded() throws InterruptedException {
    awaitPublished();
    for (String consumer : MusicBrainzSide.CONSUMERS) {
      Waiting.until(
          consumer + " has seen the end of every type",
          () -> {
            JsonNode last = pipeline.health(consumer).now().path("last_extraction");
            return last.path("types").size() == 4 && isOfThisLoad(last, "started_at");
          });
    }
  }

  private boolean isOfThisLoad(JsonNode health, String time) {
    String text = health.path(time).asString("");
    return !text.isEmpty() && !Instant.parse(text).isBefore(begun);
  }
}
