package org.discogsography.acceptance.stores;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.discogsography.testkit.servers.TestNeo4j;
import org.discogsography.testkit.servers.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Session;
import org.neo4j.driver.Value;
import tools.jackson.databind.json.JsonMapper;

/** Both stores of the pipeline: read whole, emptied, made older. */
public final class Stores {

  private static final List<String> TABLES = List.of("artists", "labels", "masters", "releases");

  /** Tells by which rules a node was written, not what it says. */
  private static final String MODEL_REVISION = "model_rev";

  private static final String NODES =
      """
      MATCH (n) WHERE NOT n:ExtractionCompletion AND NOT n:SeenIds|Removals
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
    return new StoreContents(documents(), graph(NODES), graph(RELATIONSHIPS));
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
            properties.remove(MODEL_REVISION);
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

  /** Leaves nothing in them but the schema. */
  public void empty() throws SQLException {
    neo4j.wipe();
    execute("TRUNCATE seen_ids, " + String.join(", ", TABLES));
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
