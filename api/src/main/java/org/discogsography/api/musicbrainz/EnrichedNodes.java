package org.discogsography.api.musicbrainz;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.discogsography.api.errors.ApiException;
import org.discogsography.api.graph.GraphQuery;
import org.discogsography.api.graph.GraphReader;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Reads from the graph what MusicBrainz has added to it. */
final class EnrichedNodes {

  private static final String KINDS =
      "MEMBER_OF|COLLABORATED_WITH|TAUGHT|TRIBUTE_TO|FOUNDED|SUPPORTED|SUBGROUP_OF|RENAMED_TO";

  private static final String DATA =
      "MATCH (n:%s {id: $id}) WHERE n.mbid IS NOT NULL RETURN properties(n) AS node";

  /** A relationship to oneself counts as outgoing. The limit is beyond what any artist has. */
  private static final String RELATIONSHIPS =
      """
      CALL {
        MATCH (:Artist {id: $id})-[edge:%1$s]->(other:Artist)
        WHERE edge.source = 'musicbrainz' AND other.name IS NOT NULL
        RETURN edge, other, 'outgoing' AS direction
        UNION ALL
        MATCH (own:Artist {id: $id})<-[edge:%1$s]-(other:Artist)
        WHERE edge.source = 'musicbrainz' AND other.name IS NOT NULL AND other <> own
        RETURN edge, other, 'incoming' AS direction
      }
      RETURN type(edge) AS type, other.id AS target_id, other.name AS target_name, direction,
             edge.begin_date AS begin_date, edge.end_date AS end_date,
             edge.attributes AS attributes
      ORDER BY direction DESC, type, begin_date IS NULL, begin_date, target_name, target_id
      LIMIT 10000
      """
          .formatted(KINDS);

  /**
   * Nodes from the index on {@code mbid}, relationships from that on types. These types lead from
   * artists to artists alone; to say so in the query would make the planner look at the nodes.
   */
  static final String COUNTS =
      """
      MATCH (n:Artist) WHERE n.mbid IS NOT NULL RETURN 'artists' AS kind, count(n) AS number
      UNION ALL
      MATCH (n:Label) WHERE n.mbid IS NOT NULL RETURN 'labels' AS kind, count(n) AS number
      UNION ALL
      MATCH (n:Master) WHERE n.mbid IS NOT NULL RETURN 'release_groups' AS kind, count(n) AS number
      UNION ALL
      MATCH (n:Release) WHERE n.mbid IS NOT NULL RETURN 'releases' AS kind, count(n) AS number
      UNION ALL
      MATCH ()-[edge:%s]->() WHERE edge.source = 'musicbrainz'
      RETURN 'relationships' AS kind, count(edge) AS number
      """
          .formatted(KINDS);

  private final GraphReader graph;

  EnrichedNodes(GraphReader graph) {
    this.graph = graph;
  }

  /**
   * What MusicBrainz says about a Discogs page.
   *
   * @throws ApiException 404 if it says nothing
   */
  MusicBrainzData require(EnrichedType type, long discogsId) {
    return graph
        .first(
            GraphQuery.of(DATA.formatted(type.label()), Map.of("id", Long.toString(discogsId))),
            row -> type.read(discogsId, row.get("node")))
        .orElseThrow(() ->
            ApiException.notFound(
                "No MusicBrainz data for the %s with Discogs id %d"
                    .formatted(type.label().toLowerCase(Locale.ROOT), discogsId)));
  }

  /** The relationships of an artist that MusicBrainz asserts; none if there is no such artist. */
  List<Relationship> relationships(long discogsId) {
    return graph.rows(
        GraphQuery.of(RELATIONSHIPS, Map.of("id", Long.toString(discogsId))),
        EnrichedNodes::relationship);
  }

  private static Relationship relationship(Record row) {
    Value attributes = row.get("attributes");
    return new Relationship(
        row.get("type").asString(),
        row.get("target_id").asString(),
        row.get("target_name").asString(),
        row.get("direction").asString(),
        row.get("begin_date").asString(null),
        row.get("end_date").asString(null),
        attributes.isNull() ? null : attributes.asList(Value::asString));
  }

  /** Enriched nodes by the table of their records, and {@code relationships}. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new HashMap<>();
    graph.rows(
        GraphQuery.of(COUNTS),
        row -> counts.put(row.get("kind").asString(), row.get("number").asLong()));
    return counts;
  }
}
