package org.discogsography.localstack.stack;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.discogsography.localstack.servers.BackingServer;
import org.discogsography.localstack.servers.Broker;
import org.discogsography.localstack.servers.GivenServer;
import org.discogsography.localstack.servers.Neo4jServer;
import org.discogsography.localstack.servers.PostgresServer;
import org.discogsography.localstack.servers.RedisServer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that shall run.
 *
 * @param setup runs to its end before the services start; empty when no service is wanted
 * @param services in the order of their start
 */
public record StackPlan(
    StackOptions options,
    List<BackingServer> servers,
    List<ServicePlan> setup,
    List<ServicePlan> services) {

  public static final int EXTRACTOR = 8000;
  public static final int GRAPHINATOR = 8001;
  public static final int TABLEINATOR = 8002;
  public static final int EXTRACTOR_MUSICBRAINZ = 8013;
  public static final int BRAINZTABLEINATOR = 8010;
  public static final int BRAINZGRAPHINATOR = 8011;
  public static final int API = 8004;
  public static final int API_HEALTH = 8005;
  public static final int BOLT = 7687;
  public static final int NEO4J_HTTP = 7474;
  public static final int POSTGRES = 5433;
  public static final int REDIS = 6379;
  public static final int AMQP = 5672;
  public static final int AMQP_MANAGEMENT = 15_672;
  private static final int AMQP_DISTRIBUTION = 25_672;

  /** Dumps appear once a month. */
  private static final String CHECK_DAYS = "5";

  private static final List<String> SERVERS = List.of("neo4j", "postgres", "rabbitmq", "redis");
  private static final List<String> SERVICES =
      List.of(
          "graphinator",
          "tableinator",
          "brainzgraphinator",
          "brainztableinator",
          "api",
          "extractor",
          "extractor-musicbrainz");

  /** What runs only when there are MusicBrainz dumps, or when it is asked for by name. */
  private static final Set<String> MUSICBRAINZ =
      Set.of("brainzgraphinator", "brainztableinator", "extractor-musicbrainz");

  /** Services run in folders of their own, so that a relative path has to be made absolute. */
  private static final String RULES = "DATA_QUALITY_RULES";

  /** A load that failed stays failed until somebody does something about it. */
  private static final String COOLDOWN = "86400";

  public StackPlan {
    servers = List.copyOf(servers);
    setup = List.copyOf(setup);
    services = List.copyOf(services);
  }

  /**
   * Decides what to run.
   *
   * @throws StackException if a name in {@code --only} is unknown
   */
  public static StackPlan of(StackOptions options) throws IOException, InterruptedException {
    Set<String> unknown = new TreeSet<>(options.only());
    unknown.removeAll(SERVERS);
    unknown.removeAll(SERVICES);
    if (!unknown.isEmpty()) {
      throw new StackException(
          "--only does not know %s; it knows %s and %s"
              .formatted(unknown, String.join(", ", SERVICES), String.join(", ", SERVERS)));
    }
    List<String> services =
        SERVICES.stream()
            .filter(name ->
                options.only().contains(name)
                    || (options.only().isEmpty()
                        && (options.musicbrainz() != null || !MUSICBRAINZ.contains(name))))
            .toList();
    List<BackingServer> servers = new ArrayList<>();
    for (String name : SERVERS) {
      if (!services.isEmpty() || options.only().contains(name)) {
        servers.add(server(name, options));
      }
    }
    return on(servers, services, options);
  }

  /**
   * These services on servers that are there already.
   *
   * @param services names in the order of their start
   */
  public static StackPlan on(
      List<BackingServer> servers, List<String> services, StackOptions options) {
    Map<String, String> shared = new HashMap<>();
    servers.forEach(server -> shared.putAll(server.environment()));
    shared.put("LOG_DIR", options.logFolder().toString());
    ServicePlan schema = new ServicePlan("schema-init", List.of(), shared, 192, 0, Map.of());
    return new StackPlan(
        options,
        servers,
        services.isEmpty() ? List.of() : List.of(schema),
        services.stream().map(name -> service(name, options, shared)).toList());
  }

  private static BackingServer server(String name, StackOptions options)
      throws IOException, InterruptedException {
    BackingServer given = given(name);
    if (given != null) {
      return given;
    }
    int offset = options.portOffset();
    return switch (name) {
      case "neo4j" ->
          Neo4jServer.sizedForMachine(
              options.data().resolve(name), BOLT + offset, NEO4J_HTTP + offset, memoryMegabytes());
      case "postgres" -> new PostgresServer(options.data().resolve(name), POSTGRES + offset, true);
      case "rabbitmq" ->
          Broker.choose(
              options.data().resolve(name),
              AMQP + offset,
              AMQP_MANAGEMENT + offset,
              AMQP_DISTRIBUTION + offset);
      case "redis" -> new RedisServer(options.data().resolve(name), REDIS + offset);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** A server whose address the user has set, as for the services themselves. */
  private static @Nullable BackingServer given(String name) {
    String prefix = name.toUpperCase(Locale.ROOT) + "_";
    String host = System.getenv(prefix + "HOST");
    if (host == null || host.isBlank()) {
      return null;
    }
    Map<String, String> environment =
        System.getenv().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(prefix))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    return new GivenServer(name, host, environment);
  }

  private static long memoryMegabytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize() >> 20
        : 4096;
  }

  private static ServicePlan service(
      String name, StackOptions options, Map<String, String> shared) {
    int offset = options.portOffset();
    Map<String, String> environment = new HashMap<>(shared);
    return switch (name) {
      case "extractor" -> {
        environment.put("DISCOGS_ROOT", options.discogs().toString());
        environment.put("DUMP_OFFLINE", String.valueOf(!options.download()));
        environment.put("PERIODIC_CHECK_DAYS", options.download() ? CHECK_DAYS : "0");
        environment.put("FAILURE_COOLDOWN_SECS", options.download() ? "600" : COOLDOWN);
        yield extractor(name, "discogs", environment, 384, EXTRACTOR + offset, options);
      }
      case "extractor-musicbrainz" -> {
        Path dumps = options.musicbrainz();
        if (dumps == null) {
          throw new StackException(name + " has nothing to read; give it dumps with --musicbrainz");
        }
        environment.put("MUSICBRAINZ_ROOT", dumps.toString());
        environment.put(
            "DISCOGS_HEALTH_URL", "http://localhost:%d/health".formatted(EXTRACTOR + offset));
        environment.put("DISCOGS_POLL_SECS", "1");
        environment.put("DUMP_OFFLINE", "true");
        environment.put("PERIODIC_CHECK_DAYS", "0");
        environment.put("FAILURE_COOLDOWN_SECS", COOLDOWN);
        // 256 do for messages of 53 MB beside the map of all artists
        int heap = 320;
        int port = EXTRACTOR_MUSICBRAINZ + offset;
        yield extractor(name, "musicbrainz", environment, heap, port, options);
      }
      case "graphinator" -> consumer(name, environment, GRAPHINATOR + offset, 512);
      case "tableinator" -> consumer(name, environment, TABLEINATOR + offset, 512);
      case "brainzgraphinator" -> consumer(name, environment, BRAINZGRAPHINATOR + offset, 512);
      case "brainztableinator" -> consumer(name, environment, BRAINZTABLEINATOR + offset, 512);
      case "api" -> {
        environment.put("API_PORT", String.valueOf(API + offset));
        environment.put("API_HEALTH_PORT", String.valueOf(API_HEALTH + offset));
        environment.put("EXTRACTOR_HOST", "localhost");
        environment.put("EXTRACTOR_HEALTH_PORT", String.valueOf(EXTRACTOR + offset));
        yield new ServicePlan(
            name,
            List.of(),
            environment,
            384,
            API_HEALTH + offset,
            Map.of(API + offset, name, API_HEALTH + offset, "api health"));
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static ServicePlan extractor(
      String name,
      String source,
      Map<String, String> environment,
      int heapMegabytes,
      int port,
      StackOptions options) {
    environment.put("HEALTH_PORT", String.valueOf(port));
    environment.put("EXTRACTOR_STATE_DIR", options.data().resolve(name).toString());
    String rules = System.getenv(RULES);
    if (rules != null && !rules.isBlank()) {
      environment.put(RULES, Path.of(rules.strip()).toAbsolutePath().toString());
    }
    environment.put("FORCE_REPROCESS", String.valueOf(options.reload()));
    return new ServicePlan(
        name,
        "extractor",
        List.of("--source", source),
        environment,
        heapMegabytes,
        port,
        Map.of(port, name));
  }

  private static ServicePlan consumer(
      String name, Map<String, String> environment, int port, int heapMegabytes) {
    environment.put("HEALTH_PORT", String.valueOf(port));
    environment.put("CONSUMER_CANCEL_DELAY", "0");
    environment.put("STARTUP_DELAY", "0");
    return new ServicePlan(name, List.of(), environment, heapMegabytes, port, Map.of(port, name));
  }

  /** Every port that must be free, with what it is for. */
  public Map<Integer, String> ports() {
    Map<Integer, String> ports = new TreeMap<>();
    servers.forEach(server -> ports.putAll(server.ports()));
    services.forEach(service -> ports.putAll(service.ports()));
    return ports;
  }
}
