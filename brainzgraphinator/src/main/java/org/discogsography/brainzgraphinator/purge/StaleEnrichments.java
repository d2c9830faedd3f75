package org.discogsography.brainzgraphinator.purge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.discogsography.brainzgraphinator.enrichment.EnrichmentWriter;
import org.discogsography.brainzgraphinator.enrichment.HeldEnrichments;
import org.discogsography.brainzgraphinator.enrichment.NodeKind;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.purge.Census;
import org.discogsography.common.purge.StoredRecords;
import org.discogsography.common.seen.SeenIds;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/**
 * Counts the nodes whose record an import has not brought, and takes back what it said. Records
 * that are held count like nodes.
 */
public final class StaleEnrichments implements StoredRecords {

  private static final int PAGE = 5_000;

  private static final TransactionConfig CONFIG =
      TransactionConfig.builder().withTimeout(Duration.ofSeconds(120)).build();

  /** The nodes that the batches of an import have met, and how many records it has brought. */
  private static final String SEEN =
      """
      MATCH (seen:SeenIds {type: $type})
      WHERE seen.at >= $since
      RETURN seen.ids AS ids, seen.records AS records
      """;

  private static final String FORGET =
      """
      MATCH (seen:SeenIds {type: $type})
      WHERE seen.at < $since
      WITH seen LIMIT 10000
      DELETE seen
      """;

  /** The next nodes in the order of their MBIDs. */
  private static final String NODES =
      """
      MATCH (n:%s)
      WHERE n.mbid > $after
      RETURN n.mbid AS mbid, n.id AS id, coalesce(n.mb_since, 0) AS since
      ORDER BY n.mbid
      LIMIT $size
      """;

  private final Driver driver;
  private final Map<DataType, EnrichmentWriter> writers;

  public StaleEnrichments(Driver driver, Map<DataType, EnrichmentWriter> writers) {
    this.driver = driver;
    this.writers = Map.copyOf(writers);
  }

  @Override
  public Comparison against(DataType type, Instant since) {
    return new EnrichedNodes(NodeKind.of(type), since.toEpochMilli());
  }

  private final class EnrichedNodes implements Comparison {

    private final NodeKind kind;
    private final HeldEnrichments held;
    private final long since;
    private final SeenIds seen = new SeenIds();
    private final long arrived;

    EnrichedNodes(NodeKind kind, long since) {
      this.kind = kind;
      this.held = new HeldEnrichments(kind);
      this.since = since;
      this.arrived = inTransaction(this::readSeen);
    }

    private long readSeen(Transaction transaction) {
      long records = 0;
      Result batches = transaction.run(SEEN, parameters());
      while (batches.hasNext()) {
        Record batch = batches.next();
        seen.addAll(batch.get("ids").asByteArray());
        records += batch.get("records").asLong(0);
      }
      return records;
    }

    private Value parameters() {
      return Values.parameters("type", kind.seenType(), "since", since);
    }

    @Override
    public Census count() {
      HeldEnrichments.Count waiting = inTransaction(transaction -> held.count(transaction, since));
      Pages pages = new Pages();
      long stale = 0;
      for (List<String> page = pages.next(); pages.more; page = pages.next()) {
        stale += page.size();
      }
      return new Census(pages.total + waiting.total(), stale + waiting.stale(), arrived);
    }

    @Override
    public long removeStale() throws InvalidMessageException {
      EnrichmentWriter writer = writers.get(kind.type());
      if (writer == null) {
        throw new IllegalStateException("no writer for " + kind.type());
      }
      Pages pages = new Pages();
      long removed = 0;
      for (List<String> page = pages.next(); pages.more; page = pages.next()) {
        if (!page.isEmpty()) {
          writer.withdraw(page);
          removed += page.size();
        }
      }
      long dropped;
      do {
        dropped = inTransaction(transaction -> held.deleteStale(transaction, since));
        removed += dropped;
      } while (dropped > 0);
      return removed;
    }

    @Override
    public void forgetEarlier() {
      while (inTransaction(
              transaction ->
                  transaction.run(FORGET, parameters()).consume().counters().nodesDeleted())
          > 0) {
        // the next ten thousand
      }
    }

    /** Stale nodes, page by page of all that are enriched. */
    private final class Pages {

      private String after = "";
      private long total;
      private boolean more;

      List<String> next() {
        return inTransaction(transaction -> {
          List<String> stale = new ArrayList<>();
          more = false;
          Result nodes =
              transaction.run(
                  NODES.formatted(kind.label()), Values.parameters("after", after, "size", PAGE));
          while (nodes.hasNext()) {
            Record node = nodes.next();
            more = true;
            total++;
            after = node.get("mbid").asString();
            String id = node.get("id").asString();
            if (!seen.contains(id) && node.get("since").asLong() < since) {
              stale.add(id);
            }
          }
          return stale;
        });
      }
    }
  }

  private <T> T inTransaction(Function<Transaction, T> work) {
    try (Session session = driver.session();
        Transaction transaction = session.beginTransaction(CONFIG)) {
      T result = work.apply(transaction);
      transaction.commit();
      return result;
    }
  }
}
