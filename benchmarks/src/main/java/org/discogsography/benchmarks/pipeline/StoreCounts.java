package org.discogsography.benchmarks.pipeline;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
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

  /**
   * Counts what is there now.
   *
   * @param environment where the stores are, as services are told
   */
  static StoreCounts of(Map<String, String> environment) throws SQLException {
    Map<String, Long> nodes = new TreeMap<>();
    Map<String, Long> relationships = new TreeMap<>();
    try (Driver driver =
            GraphDatabase.driver(
                "bolt://%s:%s"
                    .formatted(environment.get("NEO4J_HOST"), environment.get("NEO4J_PORT")),
                AuthTokens.basic(
                    environment.getOrDefault("NEO4J_USERNAME", ""),
                    environment.getOrDefault("NEO4J_PASSWORD", "")));
        Session session = driver.session()) {
      for (String label : LABELS) {
        nodes.put(label, count(session, "MATCH (n:%s) RETURN count(n)".formatted(label)));
      }
      for (String type : RELATIONSHIPS) {
        relationships.put(
            type, count(session, "MATCH ()-[r:%s]->() RETURN count(r)".formatted(type)));
      }
    }
    return new StoreCounts(nodes, relationships, rows(environment));
  }

  private static long count(Session session, String query) {
    return session.run(query).single().get(0).asLong();
  }

  private static Map<String, Long> rows(Map<String, String> environment) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    String url =
        "jdbc:postgresql://%s:%s/%s"
            .formatted(
                environment.get("POSTGRES_HOST"),
                environment.get("POSTGRES_PORT"),
                environment.get("POSTGRES_DATABASE"));
    try (Connection connection =
            DriverManager.getConnection(
                url, environment.get("POSTGRES_USERNAME"), environment.get("POSTGRES_PASSWORD"));
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
