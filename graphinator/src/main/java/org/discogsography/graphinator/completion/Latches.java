package org.discogsography.graphinator.completion;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.Source;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.neo4j.driver.types.Node;

/**
 * One node per dump version that holds which types have signalled the end of the extraction, and
 * how far the post-import work is. A run is a version and the instant the extractor began: another
 * extraction of the same version starts from nothing.
 */
public final class Latches {

  /** The node of the version, locked, so that signals of several types follow one another. */
  private static final String LOCK =
      """
      MERGE (latch:ExtractionCompletion {version: $version})
      ON CREATE SET latch.created_at = datetime()
      SET latch.updated_at = datetime()
      RETURN latch
      """;

  private static final String UPDATE =
      """
      MATCH (latch:ExtractionCompletion {version: $version})
      SET latch += $properties, latch.updated_at = datetime()
      """;

  /** Only while the node still belongs to this run: another one of its version may have begun. */
  private static final String UPDATE_RUN =
      """
      MATCH (latch:ExtractionCompletion {version: $version})
      WHERE coalesce(latch.started_at, '') = $startedAt
      SET latch += $properties, latch.updated_at = datetime()
      """;

  /** A run that a newer one has overtaken and finished has nothing left to do. */
  private static final String UNFINISHED =
      """
      MATCH (latch:ExtractionCompletion)
      WHERE latch.maintenance_state IN $states
        AND NOT EXISTS {
          MATCH (newer:ExtractionCompletion {maintenance_state: 'completed'})
          WHERE newer.started_at > latch.started_at
        }
      RETURN latch
      ORDER BY coalesce(latch.started_at, '') DESC, latch.updated_at DESC
      LIMIT 100
      """;

  private static final TransactionConfig SHORT =
      TransactionConfig.builder().withTimeout(Duration.ofSeconds(30)).build();

  private final Driver driver;

  public Latches(Driver driver) {
    this.driver = driver;
  }

  /**
   * Stores that a type is complete. Signals of a finished or an older run of the version change
   * nothing, and one that comes again after a restart knows of no dead letters any more.
   */
  public void signal(DataType type, ExtractionComplete signal, long deadLettered) {
    inTransaction(transaction -> {
      Node latch =
          transaction
              .run(LOCK, Values.parameters("version", signal.version()))
              .single()
              .get("latch")
              .asNode();
      Map<String, @Nullable Object> changes = changes(latch, type, signal, deadLettered);
      if (!changes.isEmpty()) {
        update(transaction, signal.version(), changes);
      }
      return null;
    });
  }

  private static Map<String, @Nullable Object> changes(
      Node latch, DataType type, ExtractionComplete signal, long deadLettered) {
    PostImportState state = stateOf(latch);
    Instant stored = startedAt(latch);
    Instant started = signal.startedAt();
    boolean sameRun = Objects.equals(stored, started);
    if (stored != null && (started == null || started.isBefore(stored))) {
      return Map.of();
    }
    if (sameRun && state != PostImportState.COLLECTING) {
      return Map.of();
    }
    Map<String, @Nullable Object> changes = new HashMap<>();
    TreeSet<String> signals = new TreeSet<>(sameRun ? signals(latch) : List.of());
    signals.add(type.text());
    changes.put("signals", new ArrayList<>(signals));
    changes.put("started_at", started == null ? null : started.toString());
    for (DataType each : Source.DISCOGS.types()) {
      if (!sameRun) {
        changes.put("dead_lettered_" + each, null);
      }
      changes.put("published_" + each, signal.recordCount(each));
    }
    String refused = "dead_lettered_" + type;
    changes.put(
        refused, sameRun ? Math.max(deadLettered, latch.get(refused).asLong(0)) : deadLettered);
    boolean complete = signals.size() == Source.DISCOGS.types().size();
    changes.put(
        "maintenance_state",
        (complete ? PostImportState.PENDING : PostImportState.COLLECTING).text());
    changes.put("maintenance_step", null);
    changes.put("completed_at", null);
    return changes;
  }

  /** The newest run in one of these states; older ones in such a state are given up. */
  public Optional<ImportRun> takeNewest(PostImportState... states) {
    List<String> wanted = new ArrayList<>();
    for (PostImportState state : states) {
      wanted.add(state.text());
    }
    return inTransaction(transaction -> {
      List<Node> latches =
          transaction.run(UNFINISHED, Values.parameters("states", wanted)).stream()
              .map(row -> row.get("latch").asNode())
              .toList();
      latches.stream()
          .skip(1)
          .forEach(older ->
              update(
                  transaction,
                  older.get("version").asString(),
                  Map.of("maintenance_state", PostImportState.SUPERSEDED.text())));
      return latches.stream().findFirst().map(Latches::run);
    });
  }

  /** Stores where the post-import work of a run stands. */
  public void store(ImportRun run, PostImportState state, @Nullable String step) {
    Map<String, @Nullable Object> properties = new HashMap<>();
    properties.put("maintenance_state", state.text());
    properties.put("maintenance_step", step);
    if (state == PostImportState.COMPLETED) {
      properties.put("completed_at", Instant.now().toString());
    }
    String startedAt = run.startedAt() == null ? "" : run.startedAt().toString();
    Value parameters =
        Values.parameters(
            "version", run.version(), "startedAt", startedAt, "properties", properties);
    inTransaction(transaction -> transaction.run(UPDATE_RUN, parameters).consume());
  }

  private static void update(
      Transaction transaction, String version, Map<String, ? extends @Nullable Object> properties) {
    transaction
        .run(UPDATE, Values.parameters("version", version, "properties", properties))
        .consume();
  }

  private <T extends @Nullable Object> T inTransaction(Function<Transaction, T> work) {
    try (Session session = driver.session();
        Transaction transaction = session.beginTransaction(SHORT)) {
      T result = work.apply(transaction);
      transaction.commit();
      return result;
    }
  }

  private static ImportRun run(Node latch) {
    Map<DataType, Long> published = new EnumMap<>(DataType.class);
    Map<DataType, Long> deadLettered = new EnumMap<>(DataType.class);
    for (DataType type : Source.DISCOGS.types()) {
      published.put(type, latch.get("published_" + type).asLong(0));
      deadLettered.put(type, latch.get("dead_lettered_" + type).asLong(0));
    }
    return new ImportRun(
        latch.get("version").asString(),
        startedAt(latch),
        published,
        deadLettered,
        latch.get("maintenance_step").asString(null));
  }

  private static PostImportState stateOf(Node latch) {
    return PostImportState.of(
        latch.get("maintenance_state").asString(PostImportState.COLLECTING.text()));
  }

  private static List<String> signals(Node latch) {
    Value signals = latch.get("signals");
    return signals.isNull() ? List.of() : signals.asList(Value::asString);
  }

  private static @Nullable Instant startedAt(Node latch) {
    Value started = latch.get("started_at");
    return started.isNull() ? null : Instant.parse(started.asString());
  }
}
