package org.discogsography.brainztableinator;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.discogsography.brainztableinator.entities.EntityWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.testkit.dumps.RealExcerpts;
import org.discogsography.testkit.servers.TestPostgres;

/** The tables of the MusicBrainz records as schema-init makes them, in a database of their own. */
public final class MusicBrainzTables implements AutoCloseable {

  private static final List<String> MIGRATIONS =
      List.of("V5__musicbrainz.sql", "V9__musicbrainz_rows.sql");

  private static final String TRUNCATE =
      """
      TRUNCATE musicbrainz.artists, musicbrainz.labels, musicbrainz.releases,
        musicbrainz.release_groups, musicbrainz.relationships, musicbrainz.external_links,
        musicbrainz.seen_rows
      """;

  private final TestPostgres.Database database;
  private final HikariDataSource pool;

  private MusicBrainzTables(TestPostgres.Database database, HikariDataSource pool) {
    this.database = database;
    this.pool = pool;
  }

  /** One connection only, so that every call meets what the one before has left on it. */
  public static MusicBrainzTables create(TestPostgres postgres) throws SQLException {
    TestPostgres.Database database = postgres.createDatabase();
    HikariConfig config = new HikariConfig();
    config.setDataSource(database.dataSource());
    config.setMaximumPoolSize(1);
    MusicBrainzTables tables = new MusicBrainzTables(database, new HikariDataSource(config));
    Path migrations =
        RealExcerpts.checkout().resolve("schema-init/src/main/resources/postgres/migrations");
    try (Connection connection = tables.pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String migration : MIGRATIONS) {
        statement.execute(Files.readString(migrations.resolve(migration)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tables;
  }

  /** A connection beside the pool, as another process would have. */
  public Connection connect() throws SQLException {
    return database.dataSource().getConnection();
  }

  /** A source that opens a connection each time. */
  public DataSource unpooled() {
    return database.dataSource();
  }

  /** The name of the database. */
  public String database() {
    return database.name();
  }

  public DataSource pool() {
    return pool;
  }

  /** Writes one batch, ordered by id as the consuming does. */
  public WriteResult write(DataType type, DataRecord... records)
      throws SQLException, InvalidMessageException {
    return write(type, List.of(records));
  }

  /** Writes one batch, ordered by id as the consuming does. */
  public WriteResult write(DataType type, List<DataRecord> records)
      throws SQLException, InvalidMessageException {
    EntityWriter writer = new EntityWriter(type, pool);
    List<DataRecord> prepared = new ArrayList<>();
    for (DataRecord record :
        records.stream().sorted(Comparator.comparing(DataRecord::id)).toList()) {
      prepared.add(writer.prepare(record));
    }
    return writer.write(prepared);
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

  /** The rows that this query gives, their columns joined by a bar. */
  public List<String> rows(String query, Object... parameters) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<String> found = new ArrayList<>();
        while (rows.next()) {
          List<String> columns = new ArrayList<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            columns.add(String.valueOf(rows.getString(i)));
          }
          found.add(String.join("|", columns));
        }
        return found;
      }
    }
  }

  /** The only row that this query gives. */
  public String row(String query, Object... parameters) throws SQLException {
    List<String> rows = rows(query, parameters);
    if (rows.size() != 1) {
      throw new AssertionError("%d rows: %s".formatted(rows.size(), query));
    }
    return rows.getFirst();
  }

  public long count(String table) throws SQLException {
    return Long.parseLong(row("SELECT count(*) FROM musicbrainz." + table));
  }

  /** Everything that is stored, without when it was and without the numbers of rows. */
  public List<String> export() throws SQLException {
    List<String> lines = new ArrayList<>();
    for (String table :
        List.of(
            "artists", "labels", "releases", "release_groups", "relationships", "external_links")) {
      lines.addAll(
          rows(
              """
              SELECT '%1$s', to_jsonb(t) - '{created_at,updated_at,last_seen,row_number,id}'::text[]
              FROM musicbrainz.%1$s t ORDER BY 2
              """
                  .formatted(table)));
    }
    return lines;
  }

  /** Empties all tables. */
  public void clear() throws SQLException {
    execute(TRUNCATE);
  }

  @Override
  public void close() {
    pool.close();
  }
}
