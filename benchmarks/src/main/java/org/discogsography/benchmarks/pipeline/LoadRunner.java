package org.discogsography.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs the extractor over a folder of dumps and watches the consumers until every record is
 * committed in each store.
 */
final class LoadRunner {

  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration STILL_LIMIT = Duration.ofSeconds(180);
  private static final long POLL_MILLIS = 100;
  private static final int MEMORY_EVERY = 5;
  private static final int TYPES = 4;

  /** Rates of the first quarter show compilation and cold caches, not the pipeline. */
  private static final double WARM_UP = 0.25;

  private final BenchStack stack;
  private final List<String> consumers;
  private final ProcessFigures figures;
  private final ServiceHealth health = new ServiceHealth();
  private boolean extracting;

  LoadRunner(BenchStack stack, List<String> consumers, ProcessFigures figures) {
    this.stack = stack;
    this.consumers = List.copyOf(consumers);
    this.figures = figures;
  }

  void startConsumers() throws IOException, InterruptedException {
    for (String consumer : consumers) {
      stack.startService(consumer, Map.of());
    }
    for (String consumer : consumers) {
      health.await(consumer, stack.healthPort(consumer), START_LIMIT);
    }
  }

  void stopConsumers() throws IOException, InterruptedException {
    for (String consumer : consumers) {
      stack.stopService(consumer);
    }
  }

  /**
   * Loads the dumps of a folder. One process of the extractor does all loads of a stack, as it does
   * all types of a real one: the first when it starts, the others when they are asked for.
   *
   * @param type the type that is measured, the last that the folder holds
   * @param records of this type in the folder
   */
  Load load(String type, Path dumps, long records) throws IOException, InterruptedException {
    Map<String, Long> before = handled(type);
    Map<String, Long> cpuBefore = figures.cpuMicros();
    long start = System.nanoTime();
    extract(dumps);
    Arrival warm = awaitRecords(type, before, Math.max(1, (long) (records * WARM_UP)));
    Arrival all = awaitRecords(type, before, records);
    Map<String, Long> cpu = new LinkedHashMap<>();
    figures
        .cpuMicros()
        .forEach((name, used) -> cpu.put(name, used - cpuBefore.getOrDefault(name, 0L)));
    awaitEndOfRun();
    // a load that ends within its first batch has no rate but that of the whole
    Arrival from = all.records() > warm.records() ? warm : new Arrival(0, start);
    double steadySeconds = (all.nanos() - from.nanos()) / 1e9;
    return new Load(
        type,
        records,
        Duration.ofNanos(all.nanos() - start),
        (all.records() - from.records()) / steadySeconds,
        cpu);
  }

  private void extract(Path dumps) throws IOException, InterruptedException {
    Path root = stack.dataFolder().resolve("dumps");
    Files.deleteIfExists(root);
    Files.createSymbolicLink(root, dumps);
    if (extracting) {
      health.trigger(stack.healthPort("extractor"));
      return;
    }
    extracting = true;
    Path state = stack.dataFolder().resolve("extractor");
    stack.startService(
        "extractor",
        Map.of("DISCOGS_ROOT", root.toString(), "EXTRACTOR_STATE_DIR", state.toString()));
  }

  /** Records that every consumer has committed, and when that was seen. */
  private record Arrival(long records, long nanos) {}

  private Arrival awaitRecords(String type, Map<String, Long> before, long wanted)
      throws IOException, InterruptedException {
    long last = -1;
    long changed = System.nanoTime();
    for (int poll = 0; ; poll++) {
      if (poll % MEMORY_EVERY == 0) {
        figures.noteMemory();
      }
      Map<String, Long> now = handled(type);
      long arrived = Long.MAX_VALUE;
      for (String consumer : consumers) {
        arrived =
            Math.min(arrived, now.getOrDefault(consumer, 0L) - before.getOrDefault(consumer, 0L));
      }
      long nanos = System.nanoTime();
      if (arrived >= wanted) {
        return new Arrival(arrived, nanos);
      }
      if (arrived != last) {
        last = arrived;
        changed = nanos;
      } else if (nanos - changed > STILL_LIMIT.toNanos()) {
        throw new IOException(
            "%s: %d of %d records arrived, and none in the last %d s"
                .formatted(type, arrived, wanted, STILL_LIMIT.toSeconds()));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Records of this type that each consumer has committed since its start. */
  private Map<String, Long> handled(String type) throws IOException, InterruptedException {
    Map<String, Long> handled = new LinkedHashMap<>();
    for (String consumer : consumers) {
      JsonNode batch = consumerHealth(consumer).path("batch").path(type);
      if (batch.path("dead_lettered").asLong(0) > 0) {
        throw new IOException(
            "%s has dead-lettered %s: %s".formatted(consumer, type, batch.path("problem")));
      }
      handled.put(consumer, batch.path("processed").asLong(0));
    }
    return handled;
  }

  private JsonNode consumerHealth(String consumer) throws IOException, InterruptedException {
    JsonNode answer = health.read(stack.healthPort(consumer));
    if (answer == null) {
      throw new IOException(consumer + " does not answer");
    }
    return answer;
  }

  /** Waits until every consumer has handled the end of the extractor's run. */
  private void awaitEndOfRun() throws IOException, InterruptedException {
    long end = System.nanoTime() + STILL_LIMIT.toNanos();
    while (!hasEnded()) {
      if (System.nanoTime() > end) {
        throw new IOException("the consumers have not seen the end of the run");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private boolean hasEnded() throws IOException, InterruptedException {
    JsonNode extractor = health.read(stack.healthPort("extractor"));
    if (extractor == null || !isDone(extractor)) {
      return false;
    }
    String newest = null;
    for (String consumer : consumers) {
      JsonNode last = consumerHealth(consumer).path("last_extraction");
      String started = last.path("started_at").asString("");
      boolean seenByAll = last.path("types").size() == TYPES;
      boolean ofThisRun = started.compareTo(extractor.path("started_at").asString("")) >= 0;
      if (!seenByAll || !ofThisRun || (newest != null && !newest.equals(started))) {
        return false;
      }
      newest = started;
    }
    return true;
  }

  private static boolean isDone(JsonNode extractor) {
    String status = extractor.path("extraction_status").asString("");
    return status.equals("completed") || status.equals("waiting");
  }

  /** Waits until the graphinator, if it runs, has finished what follows an import. */
  Duration awaitPostImport() throws IOException, InterruptedException {
    if (!consumers.contains("graphinator")) {
      return Duration.ZERO;
    }
    long start = System.nanoTime();
    while (!isPostImportDone()) {
      figures.noteMemory();
      Thread.sleep(POLL_MILLIS);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private boolean isPostImportDone() throws IOException, InterruptedException {
    JsonNode answer = consumerHealth("graphinator");
    @Nullable String state = answer.path("post_import").path("state").asString("");
    String lastRun = answer.path("last_extraction").path("started_at").asString("");
    String begun = answer.path("post_import").path("started_at").asString("");
    if (state.equals("failed")) {
      throw new IOException("the post-import work failed; see the graphinator's log");
    }
    return state.equals("completed") && begun.compareTo(lastRun) > 0;
  }
}
