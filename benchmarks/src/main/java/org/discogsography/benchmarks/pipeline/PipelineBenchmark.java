package org.discogsography.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.discogsography.benchmarks.pipeline.BenchmarkRequest.Stage;
import org.discogsography.common.messages.DataType;

/**
 * Measures the whole pipeline: the extractor alone, the first load of either half into both stores
 * and into each alone, the same dumps again, a newer version, the work after an import, memory and
 * disk.
 *
 * <p>In first loads the types follow one another, each by runs of one extractor, so that every rate
 * is that of one type. After each stage the stores are counted and compared with what the generator
 * wrote.
 */
final class PipelineBenchmark {

  private static final long MEGA = 1_000_000;

  private final Path root;
  private final BenchmarkRequest request;
  private final Editions editions;
  private final Consumer<String> news;
  private final Results results = new Results();
  private final Map<String, Long> memory = new LinkedHashMap<>();
  private boolean countsMatch = true;

  /**
   * @param root the project
   * @param request what to measure, and an empty folder for the stacks
   * @param news told what is being done
   */
  PipelineBenchmark(Path root, BenchmarkRequest request, Editions editions, Consumer<String> news) {
    this.root = root;
    this.request = request;
    this.editions = editions;
    this.news = news;
  }

  Results run() throws IOException, InterruptedException, SQLException {
    results.put("releases", editions.first().records(DataType.RELEASES));
    try (Stacks stacks = new Stacks(root, request, editions.warmUp(), news)) {
      for (Stage stage : Stage.values()) {
        if (request.stages().contains(stage)) {
          measure(stage, stacks);
        }
      }
    }
    memory.forEach((process, megabytes) -> results.put("memory_mb", process, megabytes));
    results.line("peak memory, MiB: " + memory);
    results.put("counts_match", countsMatch);
    results.line(
        countsMatch
            ? "the stores held exactly what was generated after every stage"
            : "STORES AND CATALOGUE DIFFER, see above");
    return results;
  }

  private void measure(Stage stage, Stacks stacks)
      throws IOException, InterruptedException, SQLException {
    if (stage == Stage.EXTRACTOR) {
      new ExtractorStage(results, news).measure(editions);
      return;
    }
    String name = stage.text();
    Fleet fleet = stacks.next(stage);
    results.put("broker", fleet.stack().broker());
    switch (stage) {
      case PIPELINE -> pipeline(fleet);
      case MUSICBRAINZ -> {
        loadDiscogsBelow(fleet);
        loadEach(name, fleet, editions.first(Branch.MUSICBRAINZ));
        loadEach(name + "_reimport", fleet, editions.first(Branch.MUSICBRAINZ));
      }
      case BRAINZGRAPHINATOR, BRAINZTABLEINATOR -> {
        loadDiscogsBelow(fleet);
        loadEach(name, fleet, editions.first(Branch.MUSICBRAINZ));
      }
      default -> loadEach(name, fleet, editions.first());
    }
    fleet
        .figures()
        .peakMegabytes()
        .forEach((process, peak) -> memory.merge(process, peak, Math::max));
  }

  private void pipeline(Fleet fleet) throws IOException, InterruptedException, SQLException {
    Duration postImport = loadEach("initial", fleet, editions.first());
    results.put("post_import", "seconds", postImport.toMillis() / 1e3);
    results.line("post-import  %.1f s after the first load".formatted(postImport.toMillis() / 1e3));
    disk(fleet.stack());
    loadTogether("reimport", fleet, editions.first());
    SeenMarks.moveBack(fleet.stores());
    Duration afterUpdate = loadTogether("update", fleet, editions.next());
    results.put("post_import", "seconds_after_update", afterUpdate.toMillis() / 1e3);
  }

  /** What MusicBrainz adds belongs to nodes of Discogs, which are not measured here. */
  private void loadDiscogsBelow(Fleet fleet) throws IOException, InterruptedException {
    if (fleet.branches().contains(Branch.DISCOGS)) {
      news.accept("loading the Discogs half");
      LoadRunner runner = fleet.runner(Branch.DISCOGS);
      runner.loadTogether(editions.first());
      runner.awaitPostImport();
    }
  }

  /** Loads type by type; returns how long the work after the last import took. */
  private Duration loadEach(String stage, Fleet fleet, GeneratedDumps dumps)
      throws IOException, InterruptedException, SQLException {
    LoadRunner runner = fleet.runner(dumps.branch());
    Duration postImport = Duration.ZERO;
    for (DataType type : dumps.types()) {
      news.accept("%s, %s".formatted(stage, type));
      note(stage, runner.load(dumps, type));
      postImport = runner.awaitPostImport();
    }
    compare(stage, fleet, dumps);
    return postImport;
  }

  /** Loads all types by one run of the extractor; the releases, which come last, are measured. */
  private Duration loadTogether(String stage, Fleet fleet, GeneratedDumps dumps)
      throws IOException, InterruptedException, SQLException {
    news.accept(stage);
    LoadRunner runner = fleet.runner(dumps.branch());
    note(stage, runner.loadTogether(dumps));
    Duration postImport = runner.awaitPostImport();
    compare(stage, fleet, dumps);
    return postImport;
  }

  private void note(String stage, Load load) {
    results.load(stage, load);
    news.accept("%s, %s: %,.0f/s".formatted(stage, load.name(), load.steadyPerSecond()));
  }

  /** Counts what the consumers of this branch have written. */
  private void compare(String stage, Fleet fleet, GeneratedDumps dumps) throws SQLException {
    StoreCounts stored = StoreCounts.of(fleet.stores());
    List<String> differences = new ArrayList<>();
    if (fleet.runs(dumps.branch().graphConsumer())) {
      differences.addAll(dumps.expected().differencesOfGraph(stored));
    }
    if (fleet.runs(dumps.branch().tableConsumer())) {
      differences.addAll(dumps.expected().differencesOfTables(stored));
    }
    countsMatch &= differences.isEmpty();
    differences.forEach(difference -> results.line("%s: %s".formatted(stage, difference)));
  }

  private void disk(BenchStack stack) throws IOException {
    double millions = (double) editions.first().records(DataType.RELEASES) / MEGA;
    for (String store : List.of("neo4j", "postgres")) {
      double megabytes = (double) size(stack.dataFolder().resolve(store)) / MEGA;
      results.put("disk_mb_per_million_releases", store, megabytes / millions);
      results.line(
          "disk         %-9s %,9.0f MB, %,.0f MB for each million releases"
              .formatted(store, megabytes, megabytes / millions));
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
