package org.discogsography.localstack.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the rows in PostgreSQL. */
final class TableStore {

  private TableStore() {}

  /** Rows of these tables; one that cannot be read, and those after it, are left out. */
  static Map<String, Long> counts(Map<String, String> environment, List<String> tables) {
    String url =
        "jdbc:postgresql://%s:%s/%s?connectTimeout=3"
            .formatted(
                environment.getOrDefault("POSTGRES_HOST", "localhost"),
                environment.getOrDefault("POSTGRES_PORT", "5432"),
                environment.getOrDefault("POSTGRES_DATABASE", "discogsography"));
    Map<String, Long> counts = new LinkedHashMap<>();
    try (Connection connection =
            DriverManager.getConnection(
                url,
                environment.getOrDefault("POSTGRES_USERNAME", "discogsography"),
                environment.getOrDefault("POSTGRES_PASSWORD", "discogsography"));
        Statement statement = connection.createStatement()) {
      for (String table : tables) {
        try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
          rows.next();
          counts.put(table, rows.getLong(1));
        }
      }
    } catch (SQLException e) {
      return counts;
    }
    return counts;
  }
}
