package org.discogsography.brainzgraphinator.enrichment;

import java.time.InstantSource;
import java.util.List;
import org.discogsography.brainzgraphinator.enrichment.EnrichmentStatistics.Counter;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.musicbrainz.Mbids;
import org.discogsography.common.neo4j.GraphTransactions;

/**
 * Applies the records of one type to the nodes that they are about. No node of Discogs is ever
 * created: what finds none is held (see {@link HeldEnrichments}).
 *
 * <p>Several MBIDs may claim one node. Within an import the smallest gets it; a node that an
 * earlier import gave away stays with its MBID for as long as that claims it, so that nothing flips
 * with each dump.
 */
public final class EnrichmentWriter implements RecordWriter<DataRecord> {

  private final NodeKind kind;
  private final GraphTransactions transactions;
  private final EnrichmentStatistics statistics;
  private final InstantSource clock;
  private final EnrichmentReader reader;

  public EnrichmentWriter(
      NodeKind kind,
      GraphTransactions transactions,
      EnrichmentStatistics statistics,
      InstantSource clock) {
    this.kind = kind;
    this.transactions = transactions;
    this.statistics = statistics;
    this.clock = clock;
    this.reader = new EnrichmentReader(kind);
  }

  /**
   * @throws InvalidMessageException if the id is no MBID
   */
  @Override
  public DataRecord prepare(DataRecord record) throws InvalidMessageException {
    String mbid = Mbids.require(record.id()).toString();
    return mbid.equals(record.id()) ? record : new DataRecord(mbid, record.sha256(), record.json());
  }

  @Override
  public synchronized WriteResult write(List<DataRecord> records) throws InvalidMessageException {
    EnrichmentBatch batch =
        transactions.run(transaction -> {
          EnrichmentBatch tried = new EnrichmentBatch(kind, transaction, clock.millis());
          tried.write(records, reader);
          return tried;
        });
    statistics.add(batch.tally());
    int unchanged = (int) batch.tally().get(Counter.ENTITIES_UNCHANGED);
    return new WriteResult(records.size() - unchanged, unchanged);
  }

  /**
   * Tries all that are held again, in the order of their MBIDs.
   *
   * @return how many are held no longer
   */
  public long retryHeld() throws InvalidMessageException, InterruptedException {
    long released = 0;
    String after = "";
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      EnrichmentBatch batch = retryPage(after);
      if (batch.lastHeld().equals(after)) {
        return released;
      }
      after = batch.lastHeld();
      released += batch.released();
    }
  }

  private synchronized EnrichmentBatch retryPage(String after) throws InvalidMessageException {
    EnrichmentBatch batch =
        transactions.run(transaction -> {
          EnrichmentBatch tried = new EnrichmentBatch(kind, transaction, clock.millis());
          tried.retry(after);
          return tried;
        });
    statistics.add(batch.retryTally());
    return batch;
  }

  /** Takes back what the records of these nodes have said. */
  public synchronized void withdraw(List<String> nodes) throws InvalidMessageException {
    EnrichmentBatch batch =
        transactions.run(transaction -> {
          EnrichmentBatch tried = new EnrichmentBatch(kind, transaction, clock.millis());
          tried.withdraw(nodes);
          return tried;
        });
    statistics.add(batch.tally());
  }
}
