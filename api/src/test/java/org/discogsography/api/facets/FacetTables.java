package org.discogsography.api.facets;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.discogsography.testkit.servers.TestPostgres;

/** The facet tables, empty, in a database of their own. */
final class FacetTables {

  /** As schema-init creates them. */
  private static final String CREATE =
      """
      CREATE SCHEMA insights;
      CREATE TABLE insights.facets (
        generation bigint NOT NULL,
        parent_type text NOT NULL,
        parent_name text NOT NULL,
        category text NOT NULL,
        rank int NOT NULL,
        child_id text NOT NULL,
        child_name text NOT NULL,
        count bigint NOT NULL,
        PRIMARY KEY (generation, parent_type, parent_name, category, rank)
      );
      CREATE TABLE insights.year_histograms (
        generation bigint NOT NULL,
        parent_type text NOT NULL,
        parent_name text NOT NULL,
        year int NOT NULL,
        count bigint NOT NULL,
        PRIMARY KEY (generation, parent_type, parent_name, year)
      );
      """;

  private final TestPostgres server;
  private final TestPostgres.Database database;

  FacetTables(TestPostgres server) throws SQLException {
    this.server = server;
    this.database = server.createDatabase();
    execute(CREATE);
  }

  DataSource source() {
    return database.dataSource();
  }

  /** The variables that point a service here. */
  Map<String, String> environment(Map<String, String> others) {
    Map<String, String> environment = new HashMap<>(others);
    environment.put("POSTGRES_HOST", server.host() + ":" + server.port());
    environment.put("POSTGRES_DATABASE", database.name());
    environment.put("POSTGRES_USERNAME", server.username());
    environment.put("POSTGRES_PASSWORD", server.password());
    return environment;
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The number that this query gives. */
  long number(String sql) throws SQLException {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
