package org.discogsography.tableinator;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** The tables of the Discogs records, empty, in a database of their own. */
public final class DiscogsTables implements AutoCloseable {

  private static final List<String> NAMES = List.of("artists", "labels", "masters", "releases");

  /** The columns that schema-init creates. */
  private static final String CREATE =
      """
      CREATE TABLE %s (
        data_id varchar PRIMARY KEY,
        hash varchar NOT NULL,
        data jsonb NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now()
      )
      """;

  private static final String CREATE_SEEN =
      """
      CREATE TABLE seen_ids (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        data_type varchar(20) NOT NULL,
        seen_at timestamptz NOT NULL DEFAULT now(),
        ids bytea NOT NULL
      )
      """;

  private final HikariDataSource pool;

  private DiscogsTables(HikariDataSource pool) {
    this.pool = pool;
  }

  /** One connection only, so that every call meets what the one before has left on it. */
  public static DiscogsTables create() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(TestDatabase.jdbcUrl());
    config.setMaximumPoolSize(1);
    DiscogsTables tables = new DiscogsTables(new HikariDataSource(config));
    for (String name : NAMES) {
      tables.execute("DROP TABLE IF EXISTS " + name);
      tables.execute(CREATE.formatted(name));
    }
    tables.execute("DROP TABLE IF EXISTS seen_ids");
    tables.execute(CREATE_SEEN);
    return tables;
  }

  /** A connection beside the pool, as another process would have. */
  public static Connection connect() throws SQLException {
    return DriverManager.getConnection(TestDatabase.jdbcUrl());
  }

  public DataSource pool() {
    return pool;
  }

  public void execute(String sql, Object... parameters) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }

  /** The first column of the only row that this query gives, as text. */
  public String text(String query, Object... parameters) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new AssertionError("no row: " + query);
        }
        return String.valueOf(rows.getString(1));
      }
    }
  }

  public long count(String table) throws SQLException {
    return Long.parseLong(text("SELECT count(*) FROM " + table));
  }

  /** Empties all tables. */
  public void clear() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE artists, labels, masters, releases, seen_ids");
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
