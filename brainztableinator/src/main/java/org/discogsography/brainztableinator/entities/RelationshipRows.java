package org.discogsography.brainztableinator.entities;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.discogsography.common.musicbrainz.MusicBrainzRecord;
import org.discogsography.common.musicbrainz.Relation;
import org.discogsography.common.postgres.BinaryCopy;

/**
 * The relationships that the records of a batch list. The records of both ends list a relationship;
 * it stays until neither does.
 */
final class RelationshipRows {

  /** Where rows wait for the upsert; belongs to the connection, empty after each commit. */
  static final String CREATE_INCOMING =
      """
      CREATE TEMPORARY TABLE IF NOT EXISTS incoming_relationships (
        source_mbid uuid NOT NULL,
        target_mbid uuid NOT NULL,
        source_entity_type text NOT NULL,
        target_entity_type text NOT NULL,
        relationship_type text NOT NULL,
        begin_date text,
        end_date text,
        ended boolean NOT NULL,
        attributes jsonb NOT NULL,
        by_source boolean NOT NULL,
        by_target boolean NOT NULL
      ) ON COMMIT DELETE ROWS
      """;

  private static final List<String> COLUMNS =
      List.of(
          "source_mbid",
          "target_mbid",
          "source_entity_type",
          "target_entity_type",
          "relationship_type",
          "begin_date",
          "end_date",
          "ended",
          "attributes",
          "by_source",
          "by_target");

  private static final String COPY =
      "COPY pg_temp.incoming_relationships (%s) FROM STDIN (FORMAT binary)"
          .formatted(String.join(", ", COLUMNS));

  /**
   * Takes back what rewritten records at one end list no longer, and deletes what the other end
   * does not list either.
   */
  private static final String WITHDRAW =
      """
      WITH withdrawn AS (
        SELECT stored.id, stored.by_%2$s AS kept
        FROM musicbrainz.relationships AS stored
        WHERE stored.%1$s_mbid = ANY (?) AND stored.%1$s_entity_type = ?
          AND NOT EXISTS (
            SELECT FROM pg_temp.incoming_relationships AS listed
            WHERE listed.by_%1$s
              AND listed.source_mbid = stored.source_mbid
              AND listed.target_mbid = stored.target_mbid
              AND listed.source_entity_type = stored.source_entity_type
              AND listed.target_entity_type = stored.target_entity_type
              AND listed.relationship_type = stored.relationship_type
              AND listed.begin_date IS NOT DISTINCT FROM stored.begin_date
              AND listed.end_date IS NOT DISTINCT FROM stored.end_date
              AND listed.attributes = stored.attributes)
        ORDER BY stored.id
        FOR UPDATE
      ), taken_back AS (
        UPDATE musicbrainz.relationships AS stored SET by_%1$s = false
        FROM withdrawn
        WHERE stored.id = withdrawn.id AND withdrawn.kept AND stored.by_%1$s
      )
      DELETE FROM musicbrainz.relationships AS stored
      USING withdrawn
      WHERE stored.id = withdrawn.id AND NOT withdrawn.kept
      """;

  /** In the order of the key, in which every writer takes its locks. */
  private static final String UPSERT =
      """
      INSERT INTO musicbrainz.relationships AS stored (%1$s)
      SELECT %1$s FROM pg_temp.incoming_relationships
      ORDER BY source_mbid, target_mbid, relationship_type, begin_date, end_date, attributes
      ON CONFLICT ON CONSTRAINT relationships_natural_key DO UPDATE
      SET ended = excluded.ended, last_seen = now(),
          by_source = stored.by_source OR excluded.by_source,
          by_target = stored.by_target OR excluded.by_target
      WHERE stored.ended IS DISTINCT FROM excluded.ended
         OR (excluded.by_source AND NOT stored.by_source)
         OR (excluded.by_target AND NOT stored.by_target)
      """
          .formatted(String.join(", ", COLUMNS));

  private static final String WITHDRAW_SOURCE = WITHDRAW.formatted("source", "target");
  private static final String WITHDRAW_TARGET = WITHDRAW.formatted("target", "source");

  /** What is listed of a relationship, and by whom. */
  private record Listed(boolean ended, boolean bySource, boolean byTarget) {

    Listed and(Listed other) {
      return new Listed(
          ended || other.ended, bySource || other.bySource, byTarget || other.byTarget);
    }
  }

  private final String ownType;
  private final Map<Relationship, Listed> listed = new LinkedHashMap<>();

  /**
   * @param ownType entity type of the records
   */
  RelationshipRows(String ownType) {
    this.ownType = ownType;
  }

  /** Adds what a record lists; relations without type, target type or valid target are left out. */
  void add(MusicBrainzRecord record) {
    for (Relation relation : record.relations()) {
      UUID other = relation.target();
      if (other == null || relation.type().isEmpty() || relation.targetType().isEmpty()) {
        continue;
      }
      if (relation.backward()) {
        add(relationship(other, relation.targetType(), record.mbid(), ownType, relation), relation);
      } else {
        add(relationship(record.mbid(), ownType, other, relation.targetType(), relation), relation);
      }
    }
  }

  private void add(Relationship relationship, Relation relation) {
    listed.merge(
        relationship,
        new Listed(relation.ended(), !relation.backward(), relation.backward()),
        Listed::and);
  }

  private static Relationship relationship(
      UUID source, String sourceType, UUID target, String targetType, Relation relation) {
    return new Relationship(
        source,
        sourceType,
        target,
        targetType,
        relation.type(),
        relation.begin(),
        relation.end(),
        relation.attributes());
  }

  /**
   * Writes them.
   *
   * @param rewritten MBIDs of those records that may have listed others before
   */
  void write(Connection connection, List<UUID> rewritten) throws SQLException {
    if (!listed.isEmpty()) {
      BinaryCopy.send(connection, COPY, COLUMNS.size(), listed.entrySet(), RelationshipRows::write);
    }
    withdraw(connection, WITHDRAW_SOURCE, rewritten);
    withdraw(connection, WITHDRAW_TARGET, rewritten);
    if (!listed.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(UPSERT);
      }
    }
  }

  private void withdraw(Connection connection, String sql, List<UUID> rewritten)
      throws SQLException {
    if (rewritten.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("uuid", rewritten.toArray()));
      statement.setString(2, ownType);
      statement.executeUpdate();
    }
  }

  private static void write(Map.Entry<Relationship, Listed> row, BinaryCopy out)
      throws SQLException {
    Relationship relationship = row.getKey();
    out.uuid(relationship.source())
        .uuid(relationship.target())
        .text(relationship.sourceType())
        .text(relationship.targetType())
        .text(relationship.type())
        .text(relationship.begin())
        .text(relationship.end())
        .bool(row.getValue().ended())
        .jsonb(EntityTable.json(relationship.attributes()))
        .bool(row.getValue().bySource())
        .bool(row.getValue().byTarget());
  }
}
