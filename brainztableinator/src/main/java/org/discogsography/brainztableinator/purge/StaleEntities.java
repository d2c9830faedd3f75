package org.discogsography.brainztableinator.purge;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.discogsography.brainztableinator.entities.EntityTable;
import org.discogsography.brainztableinator.entities.EntityWriter;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.musicbrainz.EntityTypes;
import org.discogsography.common.purge.Census;
import org.discogsography.common.purge.StoredRecords;
import org.discogsography.common.seen.SeenIds;

/**
 * Counts and deletes the rows whose records an import has not brought: neither written since it
 * began nor met unchanged. Their links and what they say of relationships go with them.
 */
public final class StaleEntities implements StoredRecords {

  private static final int PAGE = 10_000;

  /** A page is read from the primary key in milliseconds; a lock not had in ten is a fault. */
  private static final String SET_LIMITS =
      "SET LOCAL lock_timeout = '10s'; SET LOCAL statement_timeout = '120s'";

  /** When a server that has gone silent counts as lost; longer than any statement may take. */
  private static final Duration SILENCE = Duration.ofSeconds(150);

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  /** The next rows in the order of the primary key; no MBID is the nil UUID. */
  private static final String ROWS =
      """
      SELECT mbid, row_number, coalesce(updated_at, 'epoch') < ? AS old
      FROM %s WHERE mbid > ? ORDER BY mbid LIMIT %d
      """;

  /** Deletes these rows unless they were written since. */
  private static final String DELETE =
      """
      DELETE FROM %s WHERE mbid = ANY (?) AND coalesce(updated_at, 'epoch') < ? RETURNING mbid
      """;

  private static final String DELETE_LINKS =
      "DELETE FROM musicbrainz.external_links WHERE mbid = ANY (?) AND entity_type = ?";

  private static final String DELETE_RELATIONSHIPS =
      """
      DELETE FROM musicbrainz.relationships
      WHERE %1$s_mbid = ANY (?) AND %1$s_entity_type = ? AND NOT by_%2$s
      """;

  private static final String WITHDRAW =
      """
      UPDATE musicbrainz.relationships SET by_%1$s = false
      WHERE %1$s_mbid = ANY (?) AND %1$s_entity_type = ? AND by_%1$s
      """;

  private static final List<String> DELETE_CHILDREN =
      List.of(
          DELETE_LINKS,
          DELETE_RELATIONSHIPS.formatted("source", "target"),
          WITHDRAW.formatted("source"),
          DELETE_RELATIONSHIPS.formatted("target", "source"),
          WITHDRAW.formatted("target"));

  private final DataSource pool;

  public StaleEntities(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public Comparison against(DataType type, Instant since) throws SQLException {
    SeenIds seen = inTransaction(connection -> EntityWriter.SEEN.since(connection, type, since));
    return new Comparison() {
      @Override
      public Census count() throws SQLException {
        Pages pages = new Pages(type, since, seen);
        long stale = 0;
        while (inTransaction(pages::next)) {
          stale += pages.stale.size();
        }
        return Census.ofAll(pages.total, stale);
      }

      @Override
      public long removeStale() throws SQLException {
        Pages pages = new Pages(type, since, seen);
        long removed = 0;
        while (inTransaction(pages::next)) {
          if (!pages.stale.isEmpty()) {
            removed += inTransaction(connection -> delete(connection, type, since, pages.stale));
          }
        }
        return removed;
      }

      @Override
      public void forgetEarlier() throws SQLException {
        inTransaction(connection -> EntityWriter.SEEN.forgetBefore(connection, type, since));
      }
    };
  }

  /** All rows of a table, page by page, without a transaction that spans them. */
  private static final class Pages {

    private final String query;
    private final Instant since;
    private final SeenIds seen;
    private final List<UUID> stale = new ArrayList<>();
    private UUID after = BEFORE_ALL;
    private long total;

    Pages(DataType type, Instant since, SeenIds seen) {
      this.query = ROWS.formatted(EntityTable.of(type).qualifiedName(), PAGE);
      this.since = since;
      this.seen = seen;
    }

    /** Goes to the next page; false if there is none. */
    boolean next(Connection connection) throws SQLException {
      stale.clear();
      long before = total;
      try (PreparedStatement statement = connection.prepareStatement(query)) {
        statement.setObject(1, since.atOffset(ZoneOffset.UTC));
        statement.setObject(2, after);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            total++;
            after = rows.getObject(1, UUID.class);
            if (rows.getBoolean(3) && !seen.contains(rows.getLong(2))) {
              stale.add(after);
            }
          }
        }
      }
      return total > before;
    }
  }

  private static long delete(
      Connection connection, DataType type, Instant writtenBefore, List<UUID> mbids)
      throws SQLException {
    List<UUID> gone = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(DELETE.formatted(EntityTable.of(type).qualifiedName()))) {
      statement.setArray(1, connection.createArrayOf("uuid", mbids.toArray()));
      statement.setObject(2, writtenBefore.atOffset(ZoneOffset.UTC));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          gone.add(rows.getObject(1, UUID.class));
        }
      }
    }
    for (String children : DELETE_CHILDREN) {
      try (PreparedStatement statement = connection.prepareStatement(children)) {
        statement.setArray(1, connection.createArrayOf("uuid", gone.toArray()));
        statement.setString(2, EntityTypes.of(type));
        statement.executeUpdate();
      }
    }
    return gone.size();
  }

  /** Work on a connection within a transaction. */
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T inTransaction(Work<T> work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
      connection.setAutoCommit(false);
      try (Statement limits = connection.createStatement()) {
        limits.execute(SET_LIMITS);
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }
}
