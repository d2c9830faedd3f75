package org.discogsography.benchmarks.pipeline;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;

/**
 * What the stores hold, or have to hold, by a name for each count: nodes by label, relationships by
 * type, what of both is from MusicBrainz, rows by table.
 */
record StoreCounts(Map<String, Long> graph, Map<String, Long> tables) {

  static final List<String> LABELS =
      List.of("Artist", "Label", "Master", "Release", "Genre", "Style", "Person");

  private static final List<String> RELATIONSHIPS =
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

  private static final List<String> MUSICBRAINZ_RELATIONSHIPS =
      List.of(
          "MEMBER_OF",
          "COLLABORATED_WITH",
          "TAUGHT",
          "TRIBUTE_TO",
          "FOUNDED",
          "SUPPORTED",
          "SUBGROUP_OF",
          "RENAMED_TO");

  /** The labels whose nodes get an MBID. */
  private static final List<String> ENRICHED = List.of("Artist", "Label", "Master", "Release");

  static final List<String> DISCOGS_TABLES = List.of("artists", "labels", "masters", "releases");

  private static final List<String> MUSICBRAINZ_TABLES =
      List.of("artists", "labels", "release_groups", "releases", "relationships", "external_links");

  StoreCounts {
    graph = Map.copyOf(graph);
    tables = Map.copyOf(tables);
  }

  static String nodes(String label) {
    return label + " nodes";
  }

  static String enrichedNodes(String label) {
    return label + " nodes with an MBID";
  }

  static String relationships(String type) {
    return type + " relationships";
  }

  static String relationshipsOfMusicBrainz(String type) {
    return type + " relationships from MusicBrainz";
  }

  static String rows(String table) {
    return "rows of " + table;
  }

  static String musicBrainzTable(String table) {
    return "musicbrainz." + table;
  }

  /** All tables that dumps are loaded into. */
  static List<String> everyTable() {
    return Stream.concat(
            DISCOGS_TABLES.stream(), MUSICBRAINZ_TABLES.stream().map(StoreCounts::musicBrainzTable))
        .toList();
  }

  /** Counts what is there now. */
  static StoreCounts of(StoreAddresses stores) throws SQLException {
    Map<String, Long> graph = new TreeMap<>();
    try (Driver driver = stores.neo4j();
        Session session = driver.session()) {
      for (String label : LABELS) {
        graph.put(nodes(label), count(session, "MATCH (n:%s) RETURN count(n)", label));
      }
      for (String label : ENRICHED) {
        String query = "MATCH (n:%s) WHERE n.mbid IS NOT NULL RETURN count(n)";
        graph.put(enrichedNodes(label), count(session, query, label));
      }
      for (String type : RELATIONSHIPS) {
        graph.put(relationships(type), count(session, "MATCH ()-[r:%s]->() RETURN count(r)", type));
      }
      for (String type : MUSICBRAINZ_RELATIONSHIPS) {
        String query = "MATCH ()-[r:%s]->() WHERE r.source = 'musicbrainz' RETURN count(r)";
        graph.put(relationshipsOfMusicBrainz(type), count(session, query, type));
      }
    }
    return new StoreCounts(graph, tables(stores));
  }

  private static long count(Session session, String query, String name) {
    return session.run(query.formatted(name)).single().get(0).asLong();
  }

  private static Map<String, Long> tables(StoreAddresses stores) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    try (Connection connection = stores.postgres();
        Statement statement = connection.createStatement()) {
      for (String table : everyTable()) {
        try (ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
          result.next();
          rows.put(rows(table), result.getLong(1));
        }
      }
    }
    return rows;
  }

  /** In what a graph differs from these counts, one line each; empty when it agrees. */
  List<String> differencesOfGraph(StoreCounts stored) {
    return differences(graph, stored.graph);
  }

  /** In what tables differ from these counts, one line each; empty when they agree. */
  List<String> differencesOfTables(StoreCounts stored) {
    return differences(tables, stored.tables);
  }

  private static List<String> differences(Map<String, Long> expected, Map<String, Long> stored) {
    List<String> differences = new ArrayList<>();
    new TreeMap<>(expected)
        .forEach((name, count) -> {
          long found = stored.getOrDefault(name, 0L);
          if (found != count) {
            differences.add("%,d %s in the store, %,d generated".formatted(found, name, count));
          }
        });
    return differences;
  }
}
