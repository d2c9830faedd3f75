package org.discogsography.tableinator.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.discogsography.common.consuming.StoreProbe;

/** Tells whether PostgreSQL answers and has the tables that the rows go into. */
public final class PostgresProbe implements StoreProbe {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Reads no row; fails while a table is missing or may not be read. */
  private static final String TABLES_EXIST =
      """
      SELECT FROM artists WHERE false UNION ALL
      SELECT FROM labels WHERE false UNION ALL
      SELECT FROM masters WHERE false UNION ALL
      SELECT FROM releases WHERE false
      """;

  private final DataSource pool;

  public PostgresProbe(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public void check() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
      try (Statement statement = connection.createStatement()) {
        statement.execute(TABLES_EXIST);
      }
    }
  }
}
