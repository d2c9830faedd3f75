package org.discogsography.localstack.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.discogsography.localstack.load.LoadStatus.DownloadStatus;
import org.discogsography.localstack.load.LoadStatus.State;
import org.discogsography.localstack.load.LoadStatus.TypeStatus;
import org.discogsography.localstack.stack.StackPlan;
import org.discogsography.localstack.stack.StackState;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells how far the load of a running stack has come. A load has ended when the extractor has
 * published everything, no message waits or is held, and the graph's own note of that version says
 * that its post-import work is complete: this holds after a restart with nothing to do as well.
 * Where MusicBrainz dumps are loaded too, the same holds for their extractor and consumers.
 */
public final class LoadWatch {

  private static final List<String> TYPES = List.of("artists", "labels", "masters", "releases");
  private static final List<String> CONSUMERS = List.of("graphinator", "tableinator");
  private static final List<String> MUSICBRAINZ_TYPES =
      List.of("artists", "labels", "release-groups", "releases");
  private static final List<String> MUSICBRAINZ_CONSUMERS =
      List.of("brainzgraphinator", "brainztableinator");
  private static final List<String> MUSICBRAINZ_TABLES =
      List.of(
          "musicbrainz.artists",
          "musicbrainz.labels",
          "musicbrainz.release_groups",
          "musicbrainz.releases",
          "musicbrainz.relationships",
          "musicbrainz.external_links");

  private static final String MUSICBRAINZ_EXTRACTOR = "extractor-musicbrainz";

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final StackState stack;
  private final GraphStore graph;

  public LoadWatch(StackState stack) {
    this.stack = stack;
    this.graph =
        new GraphStore(http, StackPlan.NEO4J_HTTP + stack.portOffset(), environment("neo4j"));
  }

  private Map<String, String> environment(String server) {
    return stack.part(server).map(StackState.Part::environment).orElse(Map.of());
  }

  /** The load as it is now. */
  public LoadStatus status() throws InterruptedException {
    LoadStatus discogs = discogs();
    if (stack.part(MUSICBRAINZ_EXTRACTOR).isEmpty()) {
      return discogs.state() == State.LOADED ? loaded(discogs, discogs.types()) : discogs;
    }
    JsonNode extractor = health(MUSICBRAINZ_EXTRACTOR);
    JsonNode graphs = health(MUSICBRAINZ_CONSUMERS.get(0));
    JsonNode tables = health(MUSICBRAINZ_CONSUMERS.get(1));
    List<TypeStatus> types = new ArrayList<>(discogs.types());
    MUSICBRAINZ_TYPES.forEach(type -> types.add(type("mb-", type, extractor, graphs, tables)));
    return discogs.state() == State.LOADED
        ? musicBrainz(extractor, discogs, types)
        : new LoadStatus(
            discogs.state(),
            discogs.version(),
            discogs.reason(),
            discogs.download(),
            types,
            Map.of());
  }

  /** Counted only now: counting a whole catalogue takes long, and is asked for again and again. */
  private LoadStatus loaded(LoadStatus discogs, List<TypeStatus> types)
      throws InterruptedException {
    return new LoadStatus(State.LOADED, discogs.version(), null, types, counts());
  }

  private LoadStatus musicBrainz(
      @Nullable JsonNode extractor, LoadStatus discogs, List<TypeStatus> types)
      throws InterruptedException {
    if (extractor == null) {
      return new LoadStatus(State.STARTING, null, "a service does not answer", types, Map.of());
    }
    String version = text(extractor.path("version"));
    String error = text(extractor.path("error_message"));
    switch (extractor.path("extraction_status").asString("idle")) {
      case "completed", "waiting" -> {
        if (error != null) {
          return failed(version, error, types);
        }
      }
      case "failed" -> {
        return failed(version, error, types);
      }
      case "running" -> {
        return new LoadStatus(State.EXTRACTING, version, null, types, Map.of());
      }
      default -> {
        String task = text(extractor.path("current_task"));
        return new LoadStatus(State.STARTING, version, task, types, Map.of());
      }
    }
    String unsettled =
        unsettled(
            "MUSICBRAINZ_EXCHANGE_PREFIX",
            "discogsography-musicbrainz",
            MUSICBRAINZ_CONSUMERS,
            MUSICBRAINZ_TYPES);
    if (unsettled != null) {
      return new LoadStatus(State.WRITING, version, unsettled, types, Map.of());
    }
    return loaded(discogs, types);
  }

  /** The load of the Discogs dumps alone, without the numbers of what is stored. */
  private LoadStatus discogs() throws InterruptedException {
    JsonNode extractor = health("extractor");
    JsonNode graphinator = health("graphinator");
    JsonNode tableinator = health("tableinator");
    List<TypeStatus> types =
        TYPES.stream().map(type -> type("", type, extractor, graphinator, tableinator)).toList();
    if (extractor == null || graphinator == null || tableinator == null) {
      return new LoadStatus(State.STARTING, null, "a service does not answer", types, Map.of());
    }
    String version = text(extractor.path("version"));
    String error = text(extractor.path("error_message"));
    return switch (extractor.path("extraction_status").asString("idle")) {
      case "failed" -> failed(version, error, types);
      case "completed", "waiting" ->
          error == null
              ? afterExtraction(version, graphinator, types)
              : failed(version, error, types);
      case "running" -> running(version, extractor, types);
      default -> new LoadStatus(State.STARTING, version, null, types, Map.of());
    };
  }

  private static LoadStatus running(
      @Nullable String version, JsonNode extractor, List<TypeStatus> types) {
    JsonNode download = extractor.path("download");
    String task = text(extractor.path("current_task"));
    if (!download.isObject()) {
      // before the first file is read, the task tells what is looked for or waited for
      return new LoadStatus(
          State.EXTRACTING,
          version,
          extractor.path("progress").isNumber() ? null : task,
          types,
          Map.of());
    }
    DownloadStatus status =
        new DownloadStatus(
            download.path("file").asString(""),
            download.path("bytes").asLong(0),
            download.path("bytes_total").asLong(0),
            download.path("bytes_per_second").asLong(0),
            download.path("eta_seconds").isNumber() ? download.path("eta_seconds").asLong() : null);
    return new LoadStatus(State.DOWNLOADING, version, task, status, types, Map.of());
  }

  private static LoadStatus failed(
      @Nullable String version, @Nullable String error, List<TypeStatus> types) {
    String reason = error == null ? "the extraction failed" : error;
    return new LoadStatus(State.FAILED, version, reason, types, Map.of());
  }

  private LoadStatus afterExtraction(
      @Nullable String version, JsonNode graphinator, List<TypeStatus> types)
      throws InterruptedException {
    if (version == null) {
      return new LoadStatus(State.STARTING, null, null, types, Map.of());
    }
    String unsettled =
        unsettled("DISCOGS_EXCHANGE_PREFIX", "discogsography-discogs", CONSUMERS, TYPES);
    if (unsettled != null) {
      return new LoadStatus(State.WRITING, version, unsettled, types, Map.of());
    }
    String maintenance = graph.maintenanceState(version).orElse("unknown");
    return switch (maintenance) {
      case "completed" -> new LoadStatus(State.LOADED, version, null, types, Map.of());
      case "failed" ->
          failed(version, "the post-import work of the graphinator failed; see its log", types);
      case "pending", "running" ->
          new LoadStatus(
              State.POST_IMPORT,
              version,
              text(graphinator.path("post_import").path("step")),
              types,
              Map.of());
      default ->
          new LoadStatus(
              State.WRITING, version, "the graph waits for the end of the types", types, Map.of());
    };
  }

  /** What consumers have not settled yet, null if there is nothing. */
  private @Nullable String unsettled(
      String prefixVariable, String usualPrefix, List<String> consumers, List<String> types)
      throws InterruptedException {
    // a message moves from the queue to its consumer: asked in this order it is seen once at least
    String prefix = System.getenv().getOrDefault(prefixVariable, usualPrefix);
    OptionalLong waiting = Queues.waiting(environment("rabbitmq"), prefix, consumers, types);
    long held = 0;
    for (String consumer : consumers) {
      held += held(health(consumer));
    }
    if (waiting.isEmpty()) {
      return "the broker does not answer";
    }
    return waiting.getAsLong() == 0 && held == 0
        ? null
        : "%,d messages wait, %,d records are held".formatted(waiting.getAsLong(), held);
  }

  /** Nodes by label, relationships, and rows by table. */
  public Map<String, Long> counts() throws InterruptedException {
    Map<String, Long> counts = new LinkedHashMap<>(graph.counts());
    counts.putAll(TableStore.counts(environment("postgres"), TYPES));
    if (stack.part(MUSICBRAINZ_EXTRACTOR).isPresent()) {
      counts.putAll(TableStore.counts(environment("postgres"), MUSICBRAINZ_TABLES));
    }
    return counts;
  }

  /** Records that the consumer has taken and not settled; an unknown number counts as one. */
  private static long held(@Nullable JsonNode consumer) {
    if (consumer == null) {
      return 1;
    }
    long held = 0;
    for (JsonNode type : consumer.path("batch")) {
      held += type.path("pending").asLong(0) + type.path("in_flight").asLong(0);
    }
    return held;
  }

  private static TypeStatus type(
      String prefix,
      String type,
      @Nullable JsonNode extractor,
      @Nullable JsonNode graphinator,
      @Nullable JsonNode tableinator) {
    JsonNode missing = JsonMapper.shared().createObjectNode();
    String key = type.replace('-', '_');
    JsonNode own = (extractor == null ? missing : extractor).path("progress_by_type").path(key);
    return new TypeStatus(
        prefix + type,
        own.path("records").asLong(0),
        own.path("bytes_read").asLong(0),
        own.path("bytes_total").asLong(0),
        own.path("completed").asBoolean(false),
        (graphinator == null ? missing : graphinator).path("message_counts").path(type).asLong(0),
        (tableinator == null ? missing : tableinator).path("message_counts").path(type).asLong(0));
  }

  /** Null also for an empty text: services write one where there is nothing to tell. */
  private static @Nullable String text(JsonNode node) {
    String text = node.isMissingNode() || node.isNull() ? "" : node.asString();
    return text.isEmpty() ? null : text;
  }

  private @Nullable JsonNode health(String service) throws InterruptedException {
    Optional<Integer> port = stack.part(service).map(StackState.Part::healthPort);
    return port.isEmpty() ? null : read(port.get());
  }

  /** The health of one service as its status text, or {@code unreachable}. */
  public String healthOf(StackState.Part part) throws InterruptedException {
    if (part.healthPort() == 0) {
      return part.running() ? "running" : "down";
    }
    JsonNode answer = read(part.healthPort());
    return answer == null ? "unreachable" : answer.path("status").asString("unknown");
  }

  private @Nullable JsonNode read(int port) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/health"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return JsonMapper.shared().readTree(body);
    } catch (IOException | JacksonException e) {
      return null;
    }
  }
}
