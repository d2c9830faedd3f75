package org.discogsography.brainzgraphinator;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.discogsography.brainzgraphinator.enrichment.EnrichmentStatistics;
import org.discogsography.brainzgraphinator.enrichment.EnrichmentWriter;
import org.discogsography.brainzgraphinator.enrichment.NodeKind;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.testkit.servers.TestNeo4j;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

/** A graph under test, empty but for its keys: Discogs nodes are made by name of their id. */
public final class EnrichedGraph {

  private static final List<String> KEYS =
      List.of(
          "Artist.id",
          "Label.id",
          "Master.id",
          "Release.id",
          "ExtractionCompletion.version",
          "HeldEnrichment.key",
          "EnrichmentRun.type");

  private final Driver driver;
  private final EnrichmentStatistics statistics =
      new EnrichmentStatistics(new SimpleMeterRegistry());
  private final Map<DataType, EnrichmentWriter> writers = new EnumMap<>(DataType.class);
  private Instant now = Instant.parse("2026-04-01T12:00:00Z");

  public EnrichedGraph(TestNeo4j neo4j) {
    driver = neo4j.driver();
    neo4j.wipe();
    for (String key : KEYS) {
      String[] parts = key.split("\\.", -1);
      run(
          "CREATE CONSTRAINT IF NOT EXISTS FOR (n:%s) REQUIRE n.%s IS UNIQUE"
              .formatted(parts[0], parts[1]));
    }
    for (NodeKind kind : NodeKind.values()) {
      run("CREATE INDEX IF NOT EXISTS FOR (n:%s) ON (n.mbid)".formatted(kind.label()));
      writers.put(kind.type(), newWriter(kind, statistics, clock()));
    }
  }

  public EnrichmentWriter newWriter(
      NodeKind kind, EnrichmentStatistics counting, InstantSource clock) {
    return new EnrichmentWriter(kind, new GraphTransactions(driver), counting, clock);
  }

  public Driver driver() {
    return driver;
  }

  public InstantSource clock() {
    return () -> now;
  }

  public void setTime(Instant time) {
    now = time;
  }

  public EnrichmentStatistics statistics() {
    return statistics;
  }

  public Map<DataType, EnrichmentWriter> writers() {
    return writers;
  }

  /** Artists as graphinator writes them. */
  public void artists(Object... ids) {
    nodes("Artist", ids);
  }

  public void nodes(String label, Object... ids) {
    run(
        "UNWIND $ids AS id CREATE (:%s {id: toString(id), name: 'N' + id, sha256: 'd'})"
            .formatted(label),
        Map.of("ids", List.of(ids)));
  }

  /** The latch of a Discogs run with all four signals. */
  public void discogsImport(String version) {
    run(
        """
        MERGE (latch:ExtractionCompletion {version: $version})
        SET latch.signals = ['artists', 'labels', 'masters', 'releases'],
            latch.started_at = '2026-04-01T00:00:00Z', latch.updated_at = datetime()
        """,
        Map.of("version", version));
  }

  public WriteResult write(DataType type, DataRecord... records) {
    return write(type, List.of(records));
  }

  /** Writes one batch, ordered by id as the consuming does. */
  public WriteResult write(DataType type, List<DataRecord> records) {
    EnrichmentWriter writer = writer(type);
    try {
      List<DataRecord> prepared = new ArrayList<>();
      for (DataRecord record :
          records.stream().sorted(Comparator.comparing(DataRecord::id)).toList()) {
        prepared.add(writer.prepare(record));
      }
      return writer.write(prepared);
    } catch (InvalidMessageException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public EnrichmentWriter writer(DataType type) {
    EnrichmentWriter writer = writers.get(type);
    if (writer == null) {
      throw new IllegalArgumentException("no writer for " + type);
    }
    return writer;
  }

  /** Tries what is held of all types. */
  public long retryHeld() {
    try {
      long released = 0;
      for (EnrichmentWriter writer : writers.values()) {
        released += writer.retryHeld();
      }
      return released;
    } catch (InvalidMessageException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public List<Record> run(String query) {
    return run(query, Map.of());
  }

  public List<Record> run(String query, Map<String, Object> parameters) {
    try (var session = driver.session()) {
      return session.run(query, parameters).list();
    }
  }

  /** The first column of all rows, as text. */
  public List<String> column(String query) {
    return run(query).stream().map(row -> String.valueOf(row.get(0).asObject())).toList();
  }

  public long count(String pattern) {
    return run("MATCH " + pattern + " RETURN count(*)").getFirst().get(0).asLong();
  }

  /** The properties of a node that MusicBrainz gave it, sorted by name; not when it was. */
  public Map<String, Object> enriched(String label, Object id) {
    Map<String, Object> properties =
        new TreeMap<>(
            run(
                    "MATCH (n:%s {id: toString($id)}) RETURN properties(n)".formatted(label),
                    Map.of("id", id))
                .getFirst()
                .get(0)
                .asMap());
    properties
        .keySet()
        .removeIf(name ->
            !name.startsWith("mb") || List.of("mb_sha256", "mb_rev", "mb_since").contains(name));
    properties.remove("mb_updated_at");
    return properties;
  }

  /** Relationships between artists as {@code 1 MEMBER_OF 2}, with what they hold. */
  public List<String> edges() {
    return run(
            """
            MATCH (a:Artist)-[edge]->(b:Artist)
            RETURN a.id AS start, type(edge) AS type, b.id AS end, properties(edge) AS properties
            """)
        .stream()
        .map(row -> {
          Map<String, Object> properties = new TreeMap<>(row.get("properties").asMap());
          properties.remove("mb_start");
          properties.remove("mb_end");
          return row.get("start").asString()
              + " "
              + row.get("type").asString()
              + " "
              + row.get("end").asString()
              + " "
              + properties;
        })
        .sorted()
        .toList();
  }

  /** Every node but the bookkeeping, and every relationship; optionally without times. */
  public List<String> export(boolean withTimes) {
    List<String> lines = new ArrayList<>();
    for (Record row :
        run(
            """
            MATCH (n)
            WHERE NOT n:SeenIds AND NOT n:EnrichmentRun AND NOT n:ExtractionCompletion
            RETURN labels(n) AS labels, properties(n) AS properties
            """)) {
      Map<String, Object> properties = new TreeMap<>(row.get("properties").asMap());
      if (!withTimes) {
        properties.keySet().removeAll(List.of("mb_updated_at", "mb_since", "seen_at"));
      }
      lines.add(row.get("labels") + " " + properties);
    }
    for (Record row :
        run(
            """
            MATCH (a)-[r]->(b)
            RETURN a.id AS start, b.id AS end, type(r) AS type, properties(r) AS properties
            """)) {
      lines.add(
          row.get("type").asString()
              + " "
              + row.get("start")
              + row.get("end")
              + new TreeMap<>(row.get("properties").asMap()));
    }
    lines.sort(Comparator.naturalOrder());
    return lines;
  }
}
