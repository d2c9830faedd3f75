package org.discogsography.api.facets;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.discogsography.api.entities.EntityType;

/** Reads and writes the facet tables. Each row belongs to the import generation it was read in. */
final class FacetStore {

  /** Neighbours of one kind that are kept of a genre or style. */
  static final int MOST = 1000;

  private static final int READ_LIMIT_SECONDS = 2;

  /** Held by the instance that fills the tables; any number that no other program locks. */
  private static final long FILLING = 0x6661_6365_7473L;

  /** One page, and the first and last ranks that tell whether there are rows and whether all. */
  private static final String PAGE =
      """
      SELECT rank, child_id, child_name, count
      FROM insights.facets
      WHERE generation = ? AND parent_type = ? AND parent_name = ? AND category = ?
        AND (rank = 1 OR rank = ? OR (rank > ? AND rank <= ?))
      ORDER BY rank
      """;

  private static final String RELEASES =
      """
      SELECT count(*) AS years, sum(count) FILTER (WHERE year BETWEEN ? AND ?) AS releases
      FROM insights.year_histograms
      WHERE generation = ? AND parent_type = ? AND parent_name = ?
      """;

  private static final String FILLED =
      """
      SELECT parent_type, parent_name FROM insights.facets WHERE generation = ?
      UNION
      SELECT parent_type, parent_name FROM insights.year_histograms WHERE generation = ?
      """;

  private static final String FORGET_FACETS =
      "DELETE FROM insights.facets WHERE generation = ? AND parent_type = ? AND parent_name = ?";

  private static final String FORGET_YEARS =
      """
      DELETE FROM insights.year_histograms
      WHERE generation = ? AND parent_type = ? AND parent_name = ?
      """;

  private static final String ADD_FACET =
      """
      INSERT INTO insights.facets
        (generation, parent_type, parent_name, category, rank, child_id, child_name, count)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String ADD_YEAR =
      """
      INSERT INTO insights.year_histograms (generation, parent_type, parent_name, year, count)
      VALUES (?, ?, ?, ?, ?)
      """;

  private static final String FORGET_OTHER_FACETS =
      "DELETE FROM insights.facets WHERE generation <> ?";

  private static final String FORGET_OTHER_YEARS =
      "DELETE FROM insights.year_histograms WHERE generation <> ?";

  /** Work that only one instance may do at a time. */
  @FunctionalInterface
  interface Filling {
    void run() throws SQLException;
  }

  private final DataSource database;

  FacetStore(DataSource database) {
    this.database = database;
  }

  /** A page of neighbours; empty when the tables do not hold all of it. */
  Optional<List<Facet>> page(
      long generation, FacetParent parent, FacetKind kind, int offset, int limit)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PAGE)) {
      statement.setQueryTimeout(READ_LIMIT_SECONDS);
      identify(statement, 1, generation, parent);
      statement.setString(4, kind.text());
      statement.setInt(5, MOST);
      statement.setInt(6, offset);
      statement.setInt(7, Math.addExact(offset, limit));
      boolean filled = false;
      boolean cutOff = false;
      List<Facet> page = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          int rank = rows.getInt("rank");
          filled |= rank == 1;
          cutOff |= rank == MOST;
          if (rank > offset && rank <= offset + limit) {
            page.add(facet(rows));
          }
        }
      }
      boolean whole = filled && (!cutOff || offset + limit <= MOST);
      return whole ? Optional.of(page) : Optional.empty();
    }
  }

  /** Releases from these years, both included; empty when the tables do not hold the parent. */
  OptionalLong releases(long generation, FacetParent parent, int first, int last)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(RELEASES)) {
      statement.setQueryTimeout(READ_LIMIT_SECONDS);
      statement.setInt(1, first);
      statement.setInt(2, last);
      identify(statement, 3, generation, parent);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong("years") == 0
            ? OptionalLong.empty()
            : OptionalLong.of(row.getLong("releases"));
      }
    }
  }

  /** The genres and styles that this generation has rows of. */
  Set<FacetParent> filled(long generation) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FILLED)) {
      statement.setLong(1, generation);
      statement.setLong(2, generation);
      Set<FacetParent> filled = new HashSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          filled.add(
              new FacetParent(
                  EntityType.valueOf(rows.getString(1).toUpperCase(Locale.ROOT)),
                  rows.getString(2)));
        }
      }
      return filled;
    }
  }

  /** Stores all of one genre or style in one transaction. */
  void write(long generation, ParentFacets facets) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        forget(connection, FORGET_FACETS, generation, facets.parent());
        forget(connection, FORGET_YEARS, generation, facets.parent());
        addFacets(connection, generation, facets);
        addYears(connection, generation, facets);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    }
  }

  /** Removes the rows of all generations but this one. */
  void forgetOthers(long generation) throws SQLException {
    try (Connection connection = database.getConnection()) {
      for (String forget : List.of(FORGET_OTHER_FACETS, FORGET_OTHER_YEARS)) {
        try (PreparedStatement statement = connection.prepareStatement(forget)) {
          statement.setLong(1, generation);
          statement.executeUpdate();
        }
      }
    }
  }

  /** Does this work unless another instance is at it; tells whether it was done. */
  boolean alone(Filling filling) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      try (ResultSet locked =
          statement.executeQuery("SELECT pg_try_advisory_lock(" + FILLING + ")")) {
        locked.next();
        if (!locked.getBoolean(1)) {
          return false;
        }
      }
      try {
        filling.run();
      } finally {
        statement.execute("SELECT pg_advisory_unlock(" + FILLING + ")");
      }
      return true;
    }
  }

  private static void rollBack(Connection connection, Exception reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private static Facet facet(ResultSet row) throws SQLException {
    String name = row.getString("child_name");
    return new Facet(row.getString("child_id"), name.isEmpty() ? null : name, row.getLong("count"));
  }

  private static void forget(Connection connection, String sql, long generation, FacetParent parent)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      identify(statement, 1, generation, parent);
      statement.executeUpdate();
    }
  }

  private static void addFacets(Connection connection, long generation, ParentFacets facets)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD_FACET)) {
      identify(statement, 1, generation, facets.parent());
      for (Map.Entry<FacetKind, List<Facet>> kind : facets.neighbours().entrySet()) {
        statement.setString(4, kind.getKey().text());
        int rank = 0;
        for (Facet facet : kind.getValue()) {
          statement.setInt(5, ++rank);
          statement.setString(6, facet.id());
          statement.setString(7, facet.name() == null ? "" : facet.name());
          statement.setLong(8, facet.releases());
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
  }

  private static void addYears(Connection connection, long generation, ParentFacets facets)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD_YEAR)) {
      identify(statement, 1, generation, facets.parent());
      for (Map.Entry<Integer, Long> year : facets.releasesByYear().entrySet()) {
        statement.setInt(4, year.getKey());
        statement.setLong(5, year.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void identify(
      PreparedStatement statement, int from, long generation, FacetParent parent)
      throws SQLException {
    statement.setLong(from, generation);
    statement.setString(from + 1, parent.type().publicName());
    statement.setString(from + 2, parent.name());
  }
}
