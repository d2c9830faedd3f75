package org.discogsography.common.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.discogsography.common.consuming.StoreProbe;

/** Tells whether PostgreSQL answers and has the tables that a writer needs. */
public final class PostgresProbe implements StoreProbe {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final DataSource pool;

  /** Reads no row; fails while a table is missing or may not be read. */
  private final String tablesExist;

  /**
   * @param tables names with their schema where it is not the default one
   */
  public PostgresProbe(DataSource pool, List<String> tables) {
    this.pool = pool;
    this.tablesExist =
        tables.stream()
            .map("SELECT FROM %s WHERE false"::formatted)
            .collect(Collectors.joining(" UNION ALL "));
  }

  @Override
  public void check() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
      try (Statement statement = connection.createStatement()) {
        statement.execute(tablesExist);
      }
    }
  }
}
