package org.discogsography.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.discogsography.common.messages.DataType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs the extractor of a branch over a folder of dumps and watches the consumers of the branch
 * until every record is committed in each store.
 */
final class LoadRunner {

  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration STILL_LIMIT = Duration.ofSeconds(180);
  private static final long POLL_MILLIS = 100;
  private static final int MEMORY_EVERY = 5;

  private final BenchStack stack;
  private final Branch branch;
  private final List<String> consumers;
  private final ProcessFigures figures;
  private final ServiceHealth health = new ServiceHealth();

  /**
   * @param consumers those of the branch's that run
   */
  LoadRunner(BenchStack stack, Branch branch, List<String> consumers, ProcessFigures figures) {
    this.stack = stack;
    this.branch = branch;
    this.consumers = List.copyOf(consumers);
    this.figures = figures;
  }

  void awaitConsumers() throws IOException, InterruptedException {
    for (String consumer : consumers) {
      health.await(consumer, stack.healthPort(consumer), START_LIMIT);
    }
  }

  /** Loads the dump of one type, by a run of the extractor. */
  Load load(GeneratedDumps dumps, DataType type) throws IOException, InterruptedException {
    return load(dumps, type, dumps.folder(type));
  }

  /** Loads the dumps of all types by one run; the last of them is measured. */
  Load loadTogether(GeneratedDumps dumps) throws IOException, InterruptedException {
    return load(dumps, dumps.types().getLast(), dumps.whole());
  }

  private Load load(GeneratedDumps dumps, DataType type, Path folder)
      throws IOException, InterruptedException {
    long records = dumps.records(type);
    Sight before = look(type);
    Map<String, Long> cpuBefore = figures.cpuMicros();
    long start = System.nanoTime();
    extract(folder);
    Map<String, Arrivals> arrivals = new LinkedHashMap<>();
    consumers.forEach(consumer -> arrivals.put(consumer, new Arrivals(records, start)));
    Arrivals matches = new Arrivals(Math.max(1, dumps.linked(type)), start);
    Arrivals everywhere = new Arrivals(records, start);
    watch(type, before, arrivals, matches, everywhere);
    Map<String, Long> cpu = new LinkedHashMap<>();
    figures
        .cpuMicros()
        .forEach((name, used) -> cpu.put(name, used - cpuBefore.getOrDefault(name, 0L)));
    awaitEndOfRun();
    Map<String, Double> byConsumer = new LinkedHashMap<>();
    arrivals.forEach((consumer, one) -> byConsumer.put(consumer, one.steadyPerSecond()));
    return new Load(
        type,
        records,
        Duration.ofNanos(everywhere.endNanos() - start),
        everywhere.steadyPerSecond(),
        byConsumer,
        matches.areComplete()
            ? OptionalDouble.of(matches.steadyPerSecond())
            : OptionalDouble.empty(),
        cpu);
  }

  /**
   * One process of the extractor does all loads of a branch, as it does all types of a real one:
   * the first when it starts, the others when they are asked for.
   */
  private void extract(Path dumps) throws IOException, InterruptedException {
    Path root = stack.dataFolder().resolve("dumps-" + branch.source());
    Files.deleteIfExists(root);
    Files.createSymbolicLink(root, dumps);
    if (stack.isRunning(branch.extractor())) {
      health.trigger(stack.healthPort(branch.extractor()));
      return;
    }
    Map<String, String> variables = new HashMap<>();
    variables.put(branch.rootVariable(), root.toString());
    variables.put("EXTRACTOR_STATE_DIR", stack.dataFolder().resolve(branch.extractor()).toString());
    // without rules: the manifest counts what the dumps hold, numbers among the genres included
    variables.put("DATA_QUALITY_RULES", "");
    // nothing of Discogs is loaded meanwhile: whoever answers without saying so will do
    variables.put(
        "DISCOGS_HEALTH_URL",
        "http://localhost:%d/health".formatted(stack.healthPort(consumers.getFirst())));
    stack.startService(branch.extractor(), variables);
  }

  /**
   * What was seen at one time.
   *
   * @param handled records of a type that each consumer has committed since its start
   * @param enriched nodes that got an MBID since the start of the consumer that gives it
   */
  private record Sight(Map<String, Long> handled, long enriched) {}

  private Sight look(DataType type) throws IOException, InterruptedException {
    Map<String, Long> handled = new LinkedHashMap<>();
    long enriched = 0;
    for (String consumer : consumers) {
      JsonNode answer = consumerHealth(consumer);
      JsonNode batch = answer.path("batch").path(type.text());
      if (batch.path("dead_lettered").asLong(0) > 0) {
        throw new IOException(
            "%s has dead-lettered %s: %s".formatted(consumer, type, batch.path("problem")));
      }
      handled.put(consumer, batch.path("processed").asLong(0));
      enriched += answer.path("enrichment_stats").path("entities_enriched").asLong(0);
    }
    return new Sight(handled, enriched);
  }

  /** Looks until every consumer has committed all of the load. */
  private void watch(
      DataType type,
      Sight before,
      Map<String, Arrivals> arrivals,
      Arrivals matches,
      Arrivals everywhere)
      throws IOException, InterruptedException {
    Map<String, Long> last = Map.of();
    long changed = System.nanoTime();
    for (int poll = 0; !everywhere.areComplete(); poll++) {
      if (poll % MEMORY_EVERY == 0) {
        figures.noteMemory();
      }
      Sight now = look(type);
      long nanos = System.nanoTime();
      long slowest = Long.MAX_VALUE;
      for (Map.Entry<String, Arrivals> one : arrivals.entrySet()) {
        String consumer = one.getKey();
        long arrived =
            now.handled().getOrDefault(consumer, 0L) - before.handled().getOrDefault(consumer, 0L);
        one.getValue().saw(arrived, nanos);
        slowest = Math.min(slowest, arrived);
      }
      matches.saw(now.enriched() - before.enriched(), nanos);
      everywhere.saw(slowest, nanos);
      if (!now.handled().equals(last)) {
        last = now.handled();
        changed = nanos;
      } else if (nanos - changed > STILL_LIMIT.toNanos()) {
        throw new IOException(
            "%s: %s records arrived since the start, and none in the last %d s"
                .formatted(type, last, STILL_LIMIT.toSeconds()));
      }
      if (!everywhere.areComplete()) {
        Thread.sleep(POLL_MILLIS);
      }
    }
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
    JsonNode extractor = health.read(stack.healthPort(branch.extractor()));
    if (extractor == null || !isDone(extractor)) {
      return false;
    }
    String newest = null;
    for (String consumer : consumers) {
      JsonNode last = consumerHealth(consumer).path("last_extraction");
      String started = last.path("started_at").asString("");
      boolean seenByAll = last.path("types").size() == branch.types().size();
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
    String graphinator = Branch.DISCOGS.graphConsumer();
    if (!consumers.contains(graphinator)) {
      return Duration.ZERO;
    }
    long start = System.nanoTime();
    for (int poll = 0; !isPostImportDone(graphinator); poll++) {
      if (poll % MEMORY_EVERY == 0) {
        figures.noteMemory();
      }
      Thread.sleep(POLL_MILLIS);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private boolean isPostImportDone(String graphinator) throws IOException, InterruptedException {
    JsonNode answer = consumerHealth(graphinator);
    @Nullable String state = answer.path("post_import").path("state").asString("");
    String lastRun = answer.path("last_extraction").path("started_at").asString("");
    String begun = answer.path("post_import").path("started_at").asString("");
    if (state.equals("failed")) {
      throw new IOException("the post-import work failed; see the graphinator's log");
    }
    return state.equals("completed") && begun.compareTo(lastRun) > 0;
  }
}
