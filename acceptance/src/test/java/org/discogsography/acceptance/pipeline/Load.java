package org.discogsography.acceptance.pipeline;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One load, from its begin to the end of all that it causes. */
public final class Load {

  private final Pipeline pipeline;
  private final Instant begun;
  private final long graphBefore;
  private final long tablesBefore;
  private final List<Long> tablesProcesses;
  private final @Nullable String signalBefore;

  Load(Pipeline pipeline, Instant begun) throws InterruptedException {
    this.pipeline = pipeline;
    this.begun = begun;
    this.graphBefore = pipeline.health(Pipeline.GRAPHINATOR).records();
    this.tablesBefore = pipeline.health(Pipeline.TABLEINATOR).records();
    this.tablesProcesses = pipeline.processes(Pipeline.TABLEINATOR);
    this.signalBefore = signal();
  }

  /** Returns when all records are in both stores and the work that follows is done. */
  public void awaitLoaded() throws InterruptedException {
    JsonNode extractor = awaitExtracted();
    if (!extractor.path("error_message").isNull()) {
      throw new AssertionError("the extraction failed: " + extractor);
    }
    Waiting.until("the tables have seen the end of every type", this::tablesComplete);
    Waiting.until("the work that follows is done in the graph", this::graphComplete);
  }

  /** Returns when what a failing extraction published is in both stores; with its reason. */
  public String awaitFailed() throws InterruptedException {
    JsonNode extractor = awaitExtracted();
    if (extractor.path("error_message").isNull()) {
      throw new AssertionError("the extraction should have failed: " + extractor);
    }
    long published = extractor.path("extraction_progress").path("total").asLong();
    Waiting.until(
        "both consumers have handled " + published + " records",
        () ->
            handled(Pipeline.GRAPHINATOR, graphBefore) >= published
                && handled(Pipeline.TABLEINATOR, tablesBefore) >= published
                && !pipeline.health(Pipeline.GRAPHINATOR).holdsRecords()
                && !pipeline.health(Pipeline.TABLEINATOR).holdsRecords());
    return extractor.path("error_message").asString();
  }

  /** Returns when a service has published or handled this many records of the load. */
  public void awaitRecords(String service, long records) throws InterruptedException {
    Waiting.until(
        service + " has come to record " + records,
        () ->
            switch (service) {
              case Pipeline.GRAPHINATOR -> handled(service, graphBefore) >= records;
              case Pipeline.TABLEINATOR -> handled(service, tablesBefore) >= records;
              default -> extractionHasBegun() && pipeline.health(service).records() >= records;
            });
  }

  /** Until then the extractor tells the numbers of the load before. */
  private boolean extractionHasBegun() throws InterruptedException {
    return isOfThisLoad(pipeline.health(Pipeline.EXTRACTOR).now().path("started_at"));
  }

  /** Returns when the work that follows the import has begun in the graph. */
  public void awaitMaintenance() throws InterruptedException {
    Waiting.until(
        "the work that follows has begun",
        () -> pipeline.stores().maintenanceHasBegun() || graphComplete());
  }

  private long handled(String consumer, long before) throws InterruptedException {
    return pipeline.health(consumer).records() - before;
  }

  private JsonNode awaitExtracted() throws InterruptedException {
    Health extractor = pipeline.health(Pipeline.EXTRACTOR);
    Waiting.until("the extraction has ended", () -> hasEnded(extractor.now()));
    return extractor.now();
  }

  private boolean hasEnded(JsonNode extractor) {
    return isOfThisLoad(extractor.path("finished_at"));
  }

  private boolean isOfThisLoad(JsonNode time) {
    String text = time.asString("");
    return !text.isEmpty() && !Instant.parse(text).isBefore(begun);
  }

  /**
   * A consumer that was started again forgets which ends it has seen; then nothing may be left to
   * read.
   */
  private boolean tablesComplete() throws InterruptedException {
    if (!pipeline.processes(Pipeline.TABLEINATOR).equals(tablesProcesses)) {
      return pipeline.queues().unread(Pipeline.TABLEINATOR) == 0
          && !pipeline.health(Pipeline.TABLEINATOR).holdsRecords();
    }
    JsonNode last = pipeline.health(Pipeline.TABLEINATOR).now().path("last_extraction");
    return last.path("types").size() == 4
        && !last.path("started_at").asString("").equals(signalBefore);
  }

  private boolean graphComplete() {
    String completed = pipeline.stores().lastCompletion();
    return completed != null && !Instant.parse(completed).isBefore(begun);
  }

  private @Nullable String signal() throws InterruptedException {
    JsonNode last = pipeline.health(Pipeline.TABLEINATOR).now().path("last_extraction");
    return last.path("started_at").asString(null);
  }
}
