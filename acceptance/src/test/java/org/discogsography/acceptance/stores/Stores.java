package org.discogsography.acceptance.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.discogsography.testkit.dumps.CanonicalText;
import org.discogsography.testkit.dumps.MusicBrainzRows;
import org.discogsography.testkit.servers.TestNeo4j;
import org.discogsography.testkit.servers.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Session;
import org.neo4j.driver.Value;
import tools.jackson.databind.json.JsonMapper;

/** Both stores of the pipeline: read whole, emptied, made older. */
public final class Stores {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 200;

  private static final List<String> TABLES = List.of("artists", "labels", "masters", "releases");

  private static final List<String> MUSICBRAINZ_TABLES =
      List.of("artists", "labels", "release_groups", "releases", "relationships", "external_links");

  /** When MusicBrainz changed a node last; which time that is cannot be expected. */
  public static final String ENRICHED_AT = "mb_updated_at";

  /** What stands for any time. */
  public static final String SOME_TIME = "some time";

  /** For the writers: by which rules, since when, and by whose word it is there. */
  private static final Set<String> NOTES =
      Set.of("model_rev", "mb_rev", "mb_since", "mb_start", "mb_end");

  private static final String NODES =
      """
      MATCH (n)
      WHERE NOT n:ExtractionCompletion|SeenIds|Removals|HeldEnrichment|EnrichmentRun
      RETURN head(labels(n)) + ' ' + coalesce(n.id, n.name) AS key, properties(n) AS properties
      """;

  private static final String RELATIONSHIPS =
      """
      MATCH (a)-[r]->(b)
      RETURN head(labels(a)) + ' ' + coalesce(a.id, a.name) + ' ' + type(r) + ' '
          + head(labels(b)) + ' ' + coalesce(b.id, b.name) + coalesce(' as ' + r.role, '') AS key,
          properties(r) AS properties
      """;

  private final TestNeo4j neo4j;
  private final TestPostgres.Database postgres;

  public Stores(TestNeo4j neo4j, TestPostgres.Database postgres) {
    this.neo4j = neo4j;
    this.postgres = postgres;
  }

  /** Everything that is in them now. */
  public StoreContents contents() throws SQLException {
    SortedMap<String, String> rows = documents();
    try (Connection connection = postgres.dataSource().getConnection()) {
      rows.putAll(MusicBrainzRows.in(connection));
    }
    return new StoreContents(rows, graph(NODES), graph(RELATIONSHIPS));
  }

  /**
   * All rows of MusicBrainz and the whole graph with all that is noted there, also when it was
   * written and under which number; only not what an import notes of itself.
   */
  public Set<String> toTheLetter() throws SQLException {
    Set<String> found = new TreeSet<>();
    try (Connection connection = postgres.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : MUSICBRAINZ_TABLES) {
        String query = "SELECT to_jsonb(t)::text FROM musicbrainz.%s t".formatted(table);
        try (ResultSet rows = statement.executeQuery(query)) {
          while (rows.next()) {
            found.add(table + " " + rows.getString(1));
          }
        }
      }
    }
    try (Session session = neo4j.driver().session()) {
      for (String query : List.of(NODES, RELATIONSHIPS)) {
        session.run(query).stream()
            .map(row -> row.get("key") + " " + new TreeMap<>(row.get("properties").asMap()))
            .forEach(found::add);
      }
    }
    return found;
  }

  private SortedMap<String, String> documents() throws SQLException {
    SortedMap<String, String> documents = new TreeMap<>();
    try (Connection connection = postgres.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        try (ResultSet rows =
            statement.executeQuery("SELECT data_id, hash, data::text FROM " + table)) {
          while (rows.next()) {
            Object tree = JsonMapper.shared().readValue(rows.getString(3), Object.class);
            documents.put(
                table + " " + rows.getString(1), rows.getString(2) + " " + CanonicalText.of(tree));
          }
        }
      }
    }
    return documents;
  }

  private SortedMap<String, String> graph(String query) {
    SortedMap<String, String> found = new TreeMap<>();
    try (Session session = neo4j.driver().session()) {
      session.run(query).stream()
          .forEach(row -> {
            Map<String, @Nullable Object> properties =
                new HashMap<>(row.get("properties").asMap(Value::asObject));
            properties.keySet().removeAll(NOTES);
            properties.computeIfPresent(ENRICHED_AT, (name, time) -> SOME_TIME);
            String key = row.get("key").asString();
            String numbered = key;
            for (int copy = 2; found.containsKey(numbered); copy++) {
              numbered = key + " #" + copy;
            }
            found.put(numbered, CanonicalText.of(properties));
          });
    }
    return found;
  }

  /** Returns when they hold this and nothing else; fails with what differs if they never do. */
  public void await(StoreContents expected) throws SQLException, InterruptedException {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    List<String> differences = contents().differencesFrom(expected);
    while (!differences.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(POLL_MILLIS);
      differences = contents().differencesFrom(expected);
    }
    assertThat(differences).isEmpty();
  }

  /** Leaves nothing in them but the schema. */
  public void empty() throws SQLException {
    neo4j.wipe();
    execute("TRUNCATE seen_ids, " + String.join(", ", TABLES));
    execute(
        "TRUNCATE musicbrainz.seen_rows, musicbrainz."
            + String.join(", musicbrainz.", MUSICBRAINZ_TABLES));
  }

  /** Lets everything look as if it had been seen an hour earlier. */
  public void age() throws SQLException {
    for (String table : TABLES) {
      execute("UPDATE " + table + " SET updated_at = updated_at - interval '1 hour'");
    }
    execute("UPDATE seen_ids SET seen_at = seen_at - interval '1 hour'");
    change("MATCH (n:SeenIds) SET n.at = n.at - 3600000");
  }

  /** Runs a statement in PostgreSQL. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = postgres.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs a statement in Neo4j. */
  public void change(String cypher) {
    try (Session session = neo4j.driver().session()) {
      session.run(cypher).consume();
    }
  }

  /** Whether the graph notes that the work after an import is under way. */
  public boolean maintenanceHasBegun() {
    try (Session session = neo4j.driver().session()) {
      return session
          .run("MATCH (e:ExtractionCompletion {maintenance_state: 'running'}) RETURN count(e) > 0")
          .single()
          .get(0)
          .asBoolean();
    }
  }

  /** Rows of the four MusicBrainz tables. */
  public long musicBrainzRecords() throws SQLException {
    String counts =
        MUSICBRAINZ_TABLES.subList(0, 4).stream()
            .map("(SELECT count(*) FROM musicbrainz.%s)"::formatted)
            .collect(Collectors.joining(" + "));
    try (Connection connection = postgres.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT " + counts)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** MusicBrainz records that have come to the graph, as the batches of all imports note it. */
  public long enrichmentRecords() {
    return number("MATCH (seen:SeenIds) RETURN sum(coalesce(seen.records, 0))");
  }

  /** Types of MusicBrainz records of which an import has been completed since then. */
  public long enrichmentsCompletedSince(Instant time) {
    return number(
        "MATCH (run:EnrichmentRun) WHERE run.completed_at >= %d RETURN count(run)"
            .formatted(time.toEpochMilli()));
  }

  /** MusicBrainz records that wait for Discogs' side. */
  public long heldRecords() {
    return number("MATCH (held:HeldEnrichment) RETURN count(held)");
  }

  private long number(String query) {
    try (Session session = neo4j.driver().session()) {
      return session.run(query).single().get(0).asLong();
    }
  }

  /** When the work after an import was last completed, as the graph itself notes it. */
  public @Nullable String lastCompletion() {
    try (Session session = neo4j.driver().session()) {
      Value last =
          session
              .run("MATCH (e:ExtractionCompletion) RETURN max(e.completed_at) AS last")
              .single()
              .get("last");
      return last.isNull() ? null : last.asString();
    }
  }
}
