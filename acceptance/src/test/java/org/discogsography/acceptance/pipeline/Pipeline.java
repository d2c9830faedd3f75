package org.discogsography.acceptance.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.discogsography.acceptance.stores.Stores;
import org.discogsography.localstack.servers.BackingServer;
import org.discogsography.localstack.servers.Checkout;
import org.discogsography.localstack.servers.GivenServer;
import org.discogsography.localstack.servers.Ports;
import org.discogsography.localstack.stack.RunningService;
import org.discogsography.localstack.stack.ServicePlan;
import org.discogsography.localstack.stack.StackOptions;
import org.discogsography.localstack.stack.StackPlan;
import org.discogsography.testkit.servers.Outage;
import org.discogsography.testkit.servers.SharedFolder;
import org.discogsography.testkit.servers.TestNeo4j;
import org.discogsography.testkit.servers.TestPostgres;
import org.discogsography.testkit.servers.TestRabbit;
import org.jspecify.annotations.Nullable;

/**
 * Extractor, graphinator and tableinator as processes on the servers of the tests, as local-stack
 * runs them. Started once for all tests of the module, which leave each other empty stores.
 */
public final class Pipeline {

  public static final String EXTRACTOR = "extractor";
  public static final String GRAPHINATOR = "graphinator";
  public static final String TABLEINATOR = "tableinator";

  /**
   * Small batches and frequent notes, so that a small load has many places to be interrupted; and
   * no rules, so that the stores must hold all that the dumps do.
   */
  private static final Map<String, String> SMALL_STEPS =
      Map.of(
          "NEO4J_BATCH_SIZE", "200",
          "POSTGRES_BATCH_SIZE", "200",
          "NEO4J_BATCH_FLUSH_INTERVAL", "0.3",
          "POSTGRES_BATCH_FLUSH_INTERVAL", "0.3",
          "PUBLISH_FRAME_RECORDS", "50",
          "STATE_SAVE_INTERVAL", "300",
          "DATA_QUALITY_RULES", "");

  private static @Nullable Pipeline shared;

  private final Map<String, RunningService> services = new LinkedHashMap<>();
  private final StackOptions options;
  private final Stores stores;
  private final ConsumerQueues queues;
  private final ServicePlan usualExtractor;
  private final MusicBrainzSide musicBrainz;

  private Pipeline(TestNeo4j neo4j, TestPostgres postgres, TestRabbit rabbit)
      throws IOException, InterruptedException {
    TestPostgres.Database database = postgres.createDatabase();
    this.stores = new Stores(neo4j, database);
    this.queues = new ConsumerQueues(rabbit);
    Path data = SharedFolder.ofThisJvm().path();
    this.options =
        new StackOptions(
            Checkout.root(),
            data.resolve("dumps"),
            false,
            data.resolve("musicbrainz"),
            data,
            freeOffset(),
            Set.of(),
            false);
    Files.createDirectories(options.discogs());
    Files.createDirectories(options.logFolder());
    List<BackingServer> servers =
        List.of(
            given("neo4j", neo4j, Map.of()),
            given("postgres", postgres, Map.of("POSTGRES_DATABASE", database.name())),
            given("rabbitmq", rabbit, Map.of()));
    StackPlan plan = StackPlan.on(servers, List.of(GRAPHINATOR, TABLEINATOR, EXTRACTOR), options);
    plan.services().forEach(service -> services.put(service.name(), running(service, SMALL_STEPS)));
    usualExtractor = service(EXTRACTOR).plan();
    Map<String, String> smallerSteps = new HashMap<>(SMALL_STEPS);
    smallerSteps.putAll(MusicBrainzSide.settings(service(GRAPHINATOR).plan()));
    StackPlan.on(servers, MusicBrainzSide.SERVICES, options)
        .services()
        .forEach(service -> services.put(service.name(), running(service, smallerSteps)));
    musicBrainz = new MusicBrainzSide(this, options);
    neo4j.wipe();
    for (ServicePlan setup : plan.setup()) {
      RunningService schema = new RunningService(setup, options);
      schema.start();
      if (schema.awaitEnd() != 0) {
        throw new IllegalStateException("the schema could not be made; see " + schema.output());
      }
    }
  }

  /** The pipeline of this JVM, with empty stores and both consumers running. */
  public static synchronized Pipeline onEmptyStores(
      TestNeo4j neo4j, TestPostgres postgres, TestRabbit rabbit) {
    try {
      Pipeline pipeline = shared;
      if (pipeline == null) {
        pipeline = new Pipeline(neo4j, postgres, rabbit);
        shared = pipeline;
        Runtime.getRuntime().addShutdownHook(new Thread(pipeline::stop));
      }
      pipeline.beginAnew();
      return pipeline;
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("the pipeline could not be made ready", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while services were starting", e);
    }
  }

  /** Ends the services of MusicBrainz if they run. */
  public static synchronized void stopMusicBrainz() throws IOException, InterruptedException {
    if (shared != null) {
      shared.musicBrainz.stop();
    }
  }

  private static BackingServer given(String name, Outage server, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(server.environment());
    environment.putAll(more);
    return new GivenServer(name, "localhost", environment);
  }

  private RunningService running(ServicePlan plan, Map<String, String> changes) {
    return new RunningService(plan.with(changes), options);
  }

  /**
   * Below the ports that connections get by themselves: there a look for a service that is not up
   * yet can connect to itself, and then it is this JVM that has the port. And below those that
   * benchmarks take, which may run beside.
   */
  private static int freeOffset() {
    while (true) {
      int offset = ThreadLocalRandom.current().nextInt(2_000, 9_000);
      if (Stream.of(
              StackPlan.EXTRACTOR,
              StackPlan.GRAPHINATOR,
              StackPlan.TABLEINATOR,
              StackPlan.BRAINZGRAPHINATOR,
              StackPlan.BRAINZTABLEINATOR,
              StackPlan.EXTRACTOR_MUSICBRAINZ)
          .allMatch(port -> Ports.isFree(port + offset))) {
        return offset;
      }
    }
  }

  private void beginAnew() throws IOException, SQLException, InterruptedException {
    if (health(EXTRACTOR).now().path("extraction_status").asString("").equals("running")) {
      service(EXTRACTOR).kill();
    }
    if (!service(EXTRACTOR).plan().equals(usualExtractor)) {
      replaceExtractor(Map.of());
    }
    start(GRAPHINATOR);
    start(TABLEINATOR);
    health(GRAPHINATOR).awaitHealthy();
    health(TABLEINATOR).awaitHealthy();
    stores.empty();
    queues.purgeDeadLetters();
  }

  public Stores stores() {
    return stores;
  }

  public ConsumerQueues queues() {
    return queues;
  }

  /** The services of MusicBrainz, which run only when a test starts them. */
  public MusicBrainzSide musicBrainz() {
    return musicBrainz;
  }

  public Health health(String service) {
    return new Health(service(service).plan());
  }

  boolean isRunning(String service) {
    return service(service).isRunning();
  }

  /** Starts a service unless it runs. */
  public void start(String service) throws IOException, InterruptedException {
    if (!service(service).isRunning()) {
      service(service).start();
    }
  }

  /** Ends a service by SIGKILL. */
  public void kill(String service) throws IOException, InterruptedException {
    service(service).kill();
  }

  /** The numbers of a service's processes; others once it was started again. */
  List<Long> processes(String service) {
    return service(service).pids();
  }

  private RunningService service(String name) {
    RunningService service = services.get(name);
    if (service == null) {
      throw new IllegalArgumentException("no service " + name);
    }
    return service;
  }

  /** Begins to load the dump files of a folder, whether or not they were loaded before. */
  public Load begin(Path dumps) throws IOException, InterruptedException {
    deleteTree(options.discogs());
    copy(dumps, options.discogs());
    Load load = new Load(this, Instant.now());
    if (service(EXTRACTOR).isRunning()) {
      health(EXTRACTOR).trigger(true);
    } else {
      start(EXTRACTOR);
    }
    return load;
  }

  /**
   * Begins to load what a site offers, with an extractor that has loaded nothing from it yet.
   *
   * @param folder for the dumps and the notes of that extractor
   */
  public Load beginDownload(URI site, Path folder) throws IOException, InterruptedException {
    replaceExtractor(
        Map.of(
            "DUMP_OFFLINE", "false",
            "DISCOGS_DUMP_URL", site.toString(),
            "DUMP_REQUEST_GAP_SECS", "0",
            "DISCOGS_ROOT", folder.toString(),
            "EXTRACTOR_STATE_DIR", folder.toString()));
    Load load = new Load(this, Instant.now());
    start(EXTRACTOR);
    return load;
  }

  /** Lets the extractor look for a newer version and load it. */
  public Load lookForNewer() throws IOException, InterruptedException {
    Load load = new Load(this, Instant.now());
    health(EXTRACTOR).trigger(false);
    return load;
  }

  private void replaceExtractor(Map<String, String> changes)
      throws IOException, InterruptedException {
    service(EXTRACTOR).kill();
    services.put(EXTRACTOR, running(usualExtractor, changes));
  }

  /** Loads the dump files of a folder, up to the end of the work that follows. */
  public Load load(Path dumps) throws IOException, InterruptedException {
    Load load = begin(dumps);
    load.awaitLoaded();
    return load;
  }

  /** The lines that the extractor has logged since it was started. */
  public List<String> extractorLog() throws IOException {
    return Files.readAllLines(service(EXTRACTOR).output());
  }

  private void stop() {
    List<Exception> failures = new ArrayList<>();
    for (RunningService service : services.values()) {
      try {
        service.kill();
      } catch (IOException e) {
        failures.add(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException("services could not be ended: " + failures);
    }
  }

  /** Copies the files of a folder into another, which is made. */
  static void copy(Path folder, Path target) throws IOException {
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  static void deleteTree(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
