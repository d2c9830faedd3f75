package org.discogsography.brainzgraphinator.enrichment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records that could not be applied, or not in full, because Discogs' side was not there: the node,
 * the other end of a relationship, or a node that another record holds. They stay in the graph, by
 * type and MBID, and are tried again when that may have changed; the broker has them no longer.
 */
public final class HeldEnrichments {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final char SEPARATOR = ':';

  private static final String FIND =
      """
      UNWIND $keys AS key
      MATCH (held:HeldEnrichment {key: key})
      USING INDEX SEEK held:HeldEnrichment(key)
      RETURN held.mbid AS mbid
      """;

  private static final String HOLD =
      """
      UNWIND $rows AS row
      MERGE (held:HeldEnrichment {key: row[0]})
      SET held.type = $type, held.mbid = row[1], held.discogs_id = row[2], held.record = row[3],
          held.seen_at = $now
      """;

  private static final String RELEASE =
      """
      UNWIND $keys AS key
      MATCH (held:HeldEnrichment {key: key})
      USING INDEX SEEK held:HeldEnrichment(key)
      DELETE held
      """;

  /** Keys of one type lie between the type with its separator and the next character. */
  private static final String NEXT =
      """
      MATCH (held:HeldEnrichment)
      WHERE held.key > $after AND held.key < $end
      RETURN held.key AS key, held.record AS record, held.seen_at AS seen_at
      ORDER BY key
      LIMIT $size
      """;

  private static final String COUNT =
      """
      MATCH (held:HeldEnrichment)
      WHERE held.key > $after AND held.key < $end
      RETURN count(held) AS total, count(CASE WHEN held.seen_at < $since THEN 1 END) AS stale
      """;

  private static final String DELETE_STALE =
      """
      MATCH (held:HeldEnrichment)
      WHERE held.key > $after AND held.key < $end AND held.seen_at < $since
      WITH held LIMIT 10000
      DELETE held
      """;

  /** How many are held, and how many of them an import has not brought. */
  public record Count(long total, long stale) {}

  /**
   * A record that is held.
   *
   * @param arrivedAt when the broker brought it last, in epoch milliseconds
   */
  record Held(Enrichment enrichment, long arrivedAt) {}

  /** Some of them, in the order of their MBIDs. */
  record Page(List<Held> records, String last) {}

  private final NodeKind kind;

  public HeldEnrichments(NodeKind kind) {
    this.kind = kind;
  }

  private String key(String mbid) {
    return kind.type().text() + SEPARATOR + mbid;
  }

  private String end() {
    return kind.type().text() + (char) (SEPARATOR + 1);
  }

  /** Those of these MBIDs that are held. */
  Set<String> among(Transaction transaction, List<String> mbids) {
    return transaction
        .run(FIND, Values.parameters("keys", mbids.stream().map(this::key).toList()))
        .stream()
        .map(row -> row.get("mbid").asString())
        .collect(Collectors.toSet());
  }

  /**
   * Keeps these until they can be applied.
   *
   * @param now epoch milliseconds
   */
  void hold(Transaction transaction, List<Enrichment> enrichments, long now) {
    if (enrichments.isEmpty()) {
      return;
    }
    List<List<String>> rows =
        enrichments.stream()
            .map(enrichment ->
                List.of(
                    key(enrichment.mbid()),
                    enrichment.mbid(),
                    String.valueOf(enrichment.discogsId()),
                    MAPPER.writeValueAsString(enrichment)))
            .toList();
    transaction
        .run(HOLD, Values.parameters("rows", rows, "type", kind.type().text(), "now", now))
        .consume();
  }

  /** Lets go of these. */
  void release(Transaction transaction, Set<String> mbids) {
    if (!mbids.isEmpty()) {
      List<String> keys = new TreeSet<>(mbids).stream().map(this::key).toList();
      transaction.run(RELEASE, Values.parameters("keys", keys)).consume();
    }
  }

  /** The next of them after this key, empty at the end. */
  Page next(Transaction transaction, String after, int size) {
    List<Record> rows =
        transaction
            .run(
                NEXT,
                Values.parameters(
                    "after", after.isEmpty() ? key("") : after, "end", end(), "size", size))
            .list();
    return new Page(
        rows.stream()
            .map(row ->
                new Held(
                    MAPPER.readValue(row.get("record").asString(), Enrichment.class),
                    row.get("seen_at").asLong()))
            .toList(),
        rows.isEmpty() ? after : rows.getLast().get("key").asString());
  }

  /**
   * @param since epoch milliseconds
   */
  public Count count(Transaction transaction, long since) {
    Record row = transaction.run(COUNT, range(since)).single();
    return new Count(row.get("total").asLong(), row.get("stale").asLong());
  }

  /**
   * Deletes up to 10,000 that were last brought before an instant; returns how many.
   *
   * @param since epoch milliseconds
   */
  public long deleteStale(Transaction transaction, long since) {
    return transaction.run(DELETE_STALE, range(since)).consume().counters().nodesDeleted();
  }

  private Map<String, Object> range(long since) {
    return Map.of("after", key(""), "end", end(), "since", since);
  }
}
