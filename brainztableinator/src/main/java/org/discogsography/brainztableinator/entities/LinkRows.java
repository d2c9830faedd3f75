package org.discogsography.brainztableinator.entities;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.discogsography.common.musicbrainz.ExternalLink;
import org.discogsography.common.musicbrainz.MusicBrainzRecord;
import org.discogsography.common.postgres.BinaryCopy;

/** The external links of the records of a batch; each belongs to one record. */
final class LinkRows {

  /** Where rows wait for the upsert; belongs to the connection, empty after each commit. */
  static final String CREATE_INCOMING =
      """
      CREATE TEMPORARY TABLE IF NOT EXISTS incoming_links (
        mbid uuid NOT NULL,
        entity_type text NOT NULL,
        service_name text NOT NULL,
        url text NOT NULL
      ) ON COMMIT DELETE ROWS
      """;

  private static final String COLUMN_LIST = "mbid, entity_type, service_name, url";
  private static final int COLUMNS = 4;
  private static final String COPY = "COPY %s (" + COLUMN_LIST + ") FROM STDIN (FORMAT binary)";
  private static final String COPY_INCOMING = COPY.formatted("pg_temp.incoming_links");
  private static final String COPY_NEW = COPY.formatted("musicbrainz.external_links");

  /** Deletes the links that rewritten records have no longer. */
  private static final String WITHDRAW =
      """
      DELETE FROM musicbrainz.external_links AS stored
      WHERE stored.mbid = ANY (?) AND stored.entity_type = ?
        AND NOT EXISTS (
          SELECT FROM pg_temp.incoming_links AS listed
          WHERE listed.mbid = stored.mbid
            AND listed.service_name = stored.service_name
            AND listed.url = stored.url)
      """;

  private static final String INSERT =
      """
      INSERT INTO musicbrainz.external_links (%1$s)
      SELECT %1$s FROM pg_temp.incoming_links ORDER BY mbid, service_name, url
      ON CONFLICT DO NOTHING
      """
          .formatted(COLUMN_LIST);

  private record Row(UUID mbid, ExternalLink link) {}

  private final String ownType;

  /**
   * @param ownType entity type of the records
   */
  LinkRows(String ownType) {
    this.ownType = ownType;
  }

  /** Stores the links of records that had no row. */
  void writeNew(Connection connection, List<MusicBrainzRecord> records) throws SQLException {
    copy(connection, COPY_NEW, rows(records));
  }

  /** Makes the links of these records those that are stored. */
  void rewrite(Connection connection, List<MusicBrainzRecord> records) throws SQLException {
    if (records.isEmpty()) {
      return;
    }
    copy(connection, COPY_INCOMING, rows(records));
    Object[] mbids = records.stream().map(MusicBrainzRecord::mbid).toArray();
    try (PreparedStatement withdraw = connection.prepareStatement(WITHDRAW);
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      withdraw.setArray(1, connection.createArrayOf("uuid", mbids));
      withdraw.setString(2, ownType);
      withdraw.executeUpdate();
      insert.executeUpdate();
    }
  }

  private static List<Row> rows(List<MusicBrainzRecord> records) {
    List<Row> rows = new ArrayList<>();
    for (MusicBrainzRecord record : records) {
      record.links().forEach(link -> rows.add(new Row(record.mbid(), link)));
    }
    return rows;
  }

  private void copy(Connection connection, String statement, List<Row> rows) throws SQLException {
    if (!rows.isEmpty()) {
      BinaryCopy.send(
          connection,
          statement,
          COLUMNS,
          rows,
          (row, out) ->
              out.uuid(row.mbid()).text(ownType).text(row.link().service()).text(row.link().url()));
    }
  }
}
