package org.discogsography.benchmarks.pipeline;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;

/**
 * What the stores hold: nodes by label and relationships by type from the count store of Neo4j,
 * rows by table of PostgreSQL.
 */
record StoreCounts(
    Map<String, Long> nodes, Map<String, Long> relationships, Map<String, Long> rows) {

  static final List<String> LABELS =
      List.of("Artist", "Label", "Master", "Release", "Genre", "Style", "Person");

  static final List<String> RELATIONSHIPS =
      List.of(
          "BY",
          "ON",
          "DERIVED_FROM",
          "IS",
          "PART_OF",
          "MEMBER_OF",
          "ALIAS_OF",
          "SUBLABEL_OF",
          "CREDITED_ON",
          "SAME_AS");

  static final List<String> TABLES = List.of("artists", "labels", "masters", "releases");

  /** Counts what is there now. */
  static StoreCounts of(StoreAddresses stores) throws SQLException {
    Map<String, Long> nodes = new TreeMap<>();
    Map<String, Long> relationships = new TreeMap<>();
    try (Driver driver = stores.neo4j();
        Session session = driver.session()) {
      for (String label : LABELS) {
        nodes.put(label, count(session, "MATCH (n:%s) RETURN count(n)".formatted(label)));
      }
      for (String type : RELATIONSHIPS) {
        relationships.put(
            type, count(session, "MATCH ()-[r:%s]->() RETURN count(r)".formatted(type)));
      }
    }
    return new StoreCounts(nodes, relationships, rows(stores));
  }

  private static long count(Session session, String query) {
    return session.run(query).single().get(0).asLong();
  }

  private static Map<String, Long> rows(StoreAddresses stores) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    try (Connection connection = stores.postgres();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        try (ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
          result.next();
          rows.put(table, result.getLong(1));
        }
      }
    }
    return rows;
  }
}
