package org.discogsography.benchmarks.pipeline;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.discogsography.benchmarks.pipeline.BenchmarkRequest.Stage;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.localstack.servers.Checkout;

/**
 * Measures the whole pipeline: the extractor alone, the first load into both stores and into each
 * alone, the same dumps again, a newer version, the work after an import, memory and disk.
 *
 * <p>In first loads the types follow one another, each by runs of one extractor, so that every rate
 * is that of one type. After each stage the stores are counted and compared with what the generator
 * wrote.
 */
final class PipelineBenchmark {

  static final List<String> TYPES = List.of("artists", "labels", "masters", "releases");

  private static final List<String> CONSUMERS = List.of("graphinator", "tableinator");
  private static final String PREFIX = "discogsography-discogs";
  private static final long MEGA = 1_000_000;
  private static final int MOST_WORKERS = 2;

  private final Path root;
  private final BenchmarkRequest request;
  private final GeneratedDumps initial;
  private final GeneratedDumps update;
  private final Optional<WarmUp> warmUp;
  private final Consumer<String> news;
  private final Results results = new Results();
  private final Map<String, Long> memory = new LinkedHashMap<>();
  private boolean countsMatch = true;

  /**
   * @param root the project
   * @param request what to measure, and an empty folder for the stacks
   * @param initial what is loaded first
   * @param update a newer version of it
   * @param warmUp done in every stack before anything is measured
   * @param news told what is being done
   */
  PipelineBenchmark(
      Path root,
      BenchmarkRequest request,
      GeneratedDumps initial,
      GeneratedDumps update,
      Optional<WarmUp> warmUp,
      Consumer<String> news) {
    this.root = root;
    this.request = request;
    this.initial = initial;
    this.update = update;
    this.warmUp = warmUp;
    this.news = news;
  }

  Results run() throws IOException, InterruptedException, SQLException {
    results.put("releases", initial.records("releases"));
    if (request.stages().contains(Stage.EXTRACTOR)) {
      readAlone();
      readMusicBrainzAlone();
    }
    if (request.stages().contains(Stage.PIPELINE)) {
      both();
    }
    for (String consumer : CONSUMERS) {
      if (request.stages().contains(Stage.valueOf(consumer.toUpperCase(Locale.ROOT)))) {
        alone(consumer);
      }
    }
    memory.forEach((process, megabytes) -> results.put("memory_mb", process, megabytes));
    results.line("peak memory, MiB: " + memory);
    results.put("counts_match", countsMatch);
    results.line(
        countsMatch
            ? "both stores held exactly what was generated after every stage"
            : "STORES AND CATALOGUE DIFFER, see above");
    return results;
  }

  private void readAlone() throws IOException, InterruptedException {
    for (String type : TYPES) {
      for (int workers = 1; workers <= MOST_WORKERS; workers++) {
        news.accept("extractor alone, %s, %d worker(s)".formatted(type, workers));
        ReadSpeed speed =
            ReadSpeed.measure(Source.DISCOGS, initial.file(type), type, workers, null);
        results.put("extractor", type + "_mb_per_s_" + workers, speed.megabytesPerSecond());
        results.put("extractor", type + "_per_s_" + workers, speed.recordsPerSecond());
        results.line(
            "%-12s %-9s %,9.0f/s  %6.1f MB/s of XML, %d worker(s)"
                .formatted(
                    "extractor",
                    type,
                    speed.recordsPerSecond(),
                    speed.megabytesPerSecond(),
                    workers));
      }
    }
    readJudged();
  }

  /** What the default rules cost where records are large and rules are many. */
  private void readJudged() throws IOException, InterruptedException {
    Path rules = Checkout.defaultRules(Checkout.root());
    for (int workers = 1; workers <= MOST_WORKERS; workers++) {
      news.accept("extractor alone with rules, releases, %d worker(s)".formatted(workers));
      ReadSpeed speed =
          ReadSpeed.measure(Source.DISCOGS, initial.file("releases"), "releases", workers, rules);
      results.put("extractor", "releases_rules_per_s_" + workers, speed.recordsPerSecond());
      results.line(
          "%-12s %-9s %,9.0f/s  with the default rules, %d worker(s)"
              .formatted("extractor", "releases", speed.recordsPerSecond(), workers));
    }
  }

  private void readMusicBrainzAlone() throws IOException, InterruptedException {
    for (DumpFile file : initial.musicBrainz()) {
      for (int workers = 1; workers <= MOST_WORKERS; workers++) {
        String type = file.type().text();
        news.accept("extractor alone, MusicBrainz %s, %d worker(s)".formatted(type, workers));
        ReadSpeed speed = ReadSpeed.measure(Source.MUSICBRAINZ, file.path(), type, workers, null);
        String name = "musicbrainz_" + type.replace('-', '_');
        results.put("extractor", name + "_mb_per_s_" + workers, speed.megabytesPerSecond());
        results.put("extractor", name + "_per_s_" + workers, speed.recordsPerSecond());
        results.line(
            "%-12s %-26s %,9.0f/s  %6.1f MB/s of JSON, %d worker(s)"
                .formatted(
                    "extractor",
                    "MusicBrainz " + type,
                    speed.recordsPerSecond(),
                    speed.megabytesPerSecond(),
                    workers));
      }
    }
  }

  private void both() throws IOException, InterruptedException, SQLException {
    try (BenchStack stack = start("both")) {
      results.put("broker", stack.broker());
      ProcessFigures figures = new ProcessFigures(stack::processes);
      LoadRunner runner = new LoadRunner(stack, CONSUMERS, figures);
      runner.startConsumers();
      warmUp(stack, runner);
      Duration postImport = loadAll("initial", runner, initial);
      results.put("post_import", "seconds", postImport.toMillis() / 1e3);
      results.line(
          "post-import  %.1f s after the first load".formatted(postImport.toMillis() / 1e3));
      compare("initial", stack, initial);
      disk(stack);
      loadTogether("reimport", runner, initial);
      compare("reimport", stack, initial);
      SeenMarks.moveBack(stack.stores());
      Duration afterUpdate = loadTogether("update", runner, update);
      results.put("post_import", "seconds_after_update", afterUpdate.toMillis() / 1e3);
      compare("update", stack, update);
      figures.peakMegabytes().forEach((name, peak) -> memory.merge(name, peak, Math::max));
    }
  }

  private void alone(String consumer) throws IOException, InterruptedException, SQLException {
    try (BenchStack stack = start(consumer)) {
      dropQueuesOfOthers(stack, consumer);
      LoadRunner runner =
          new LoadRunner(stack, List.of(consumer), new ProcessFigures(stack::processes));
      runner.startConsumers();
      warmUp(stack, runner);
      loadAll(consumer, runner, initial);
    }
  }

  private void warmUp(BenchStack stack, LoadRunner runner)
      throws IOException, InterruptedException, SQLException {
    if (warmUp.isPresent()) {
      warmUp.get().run(stack, runner);
    }
  }

  private BenchStack start(String name) throws IOException, InterruptedException {
    news.accept("starting a fresh stack");
    return BenchStack.start(
        root, request.work().resolve("stack-" + name), request.work().resolve("programs"));
  }

  /** Loads type by type; returns how long the work after the last import took. */
  private Duration loadAll(String stage, LoadRunner runner, GeneratedDumps dumps)
      throws IOException, InterruptedException {
    Duration postImport = Duration.ZERO;
    for (String type : TYPES) {
      news.accept("%s, %s".formatted(stage, type));
      results.load(stage, runner.load(type, dumps.folder(type), dumps.records(type)));
      postImport = runner.awaitPostImport();
    }
    return postImport;
  }

  /** Loads all types by one run of the extractor; the releases, which come last, are measured. */
  private Duration loadTogether(String stage, LoadRunner runner, GeneratedDumps dumps)
      throws IOException, InterruptedException {
    news.accept(stage);
    results.load(stage, runner.load("releases", dumps.whole(), dumps.records("releases")));
    return runner.awaitPostImport();
  }

  private void compare(String stage, BenchStack stack, GeneratedDumps dumps) throws SQLException {
    List<String> differences = dumps.differences(StoreCounts.of(stack.stores()));
    countsMatch &= differences.isEmpty();
    differences.forEach(difference -> results.line("%s: %s".formatted(stage, difference)));
  }

  private void disk(BenchStack stack) throws IOException {
    double millions = (double) initial.records("releases") / MEGA;
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

  /** What nobody consumes would pile up in the broker and be paid for in the figures. */
  private static void dropQueuesOfOthers(BenchStack stack, String consumer) throws IOException {
    Map<String, String> environment = stack.environment();
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(environment.get("RABBITMQ_HOST"));
    factory.setPort(Integer.parseInt(environment.getOrDefault("RABBITMQ_PORT", "5672")));
    factory.setUsername(environment.get("RABBITMQ_USERNAME"));
    factory.setPassword(environment.get("RABBITMQ_PASSWORD"));
    TopologyNames names = new TopologyNames(Source.DISCOGS, PREFIX);
    try (Connection connection = factory.newConnection("discogsography-benchmark");
        Channel channel = connection.createChannel()) {
      for (String other : CONSUMERS) {
        for (DataType type : names.source().types()) {
          if (!other.equals(consumer)) {
            channel.queueDelete(names.queue(other, type));
          }
        }
      }
    } catch (TimeoutException e) {
      throw new IOException("the broker did not answer", e);
    }
  }
}
