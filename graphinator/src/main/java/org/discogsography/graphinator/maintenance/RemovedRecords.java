package org.discogsography.graphinator.maintenance;

import java.time.Instant;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.discogsography.common.messages.DataType;
import org.discogsography.graphinator.completion.ImportRun;
import org.discogsography.graphinator.maintenance.PurgeGuard.Verdict;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes back what records say that have left the dump. A node that nothing else points at is
 * deleted; one that others point at, users' collections included, becomes a stub.
 */
final class RemovedRecords implements Step {

  private static final Logger log = LoggerFactory.getLogger(RemovedRecords.class);
  private static final int CHUNK = 1000;

  private static final String COUNT_STALE =
      """
      MATCH (n:%s)
      WHERE n.id > $after AND n.id <= $upTo
        AND n.sha256 IS NOT NULL AND coalesce(n.last_seen, 0) < $cutoff
      RETURN count(n) AS records
      """;

  private static final String COUNT_FRESH =
      """
      MATCH (n:%s)
      WHERE n.id > $after AND n.id <= $upTo
        AND n.sha256 IS NOT NULL AND coalesce(n.last_seen, 0) >= $cutoff
      RETURN count(n) AS records
      """;

  /** The records of a range that have left the dump; each statement below begins so. */
  private static final String GONE =
      """
      MATCH (n:%s)
      WHERE n.id > $after AND n.id <= $upTo
        AND n.sha256 IS NOT NULL AND coalesce(n.last_seen, 0) < $cutoff
      """;

  private static final List<String> WITHDRAW =
      List.of(
          """
          MATCH (n)-[edge:BY|ON|DERIVED_FROM|IS]->()
          DELETE edge
          """,
          """
          MATCH (n)<-[edge:CREDITED_ON]-()
          DELETE edge
          """,
          """
          MATCH (n)-[edge:MEMBER_OF|ALIAS_OF|SUBLABEL_OF]->()
          WHERE edge.d_start
          SET edge.d_start = null
          WITH edge
          WHERE edge.d_end IS NULL AND coalesce(edge.source, '') <> 'musicbrainz'
          DELETE edge
          """,
          """
          MATCH (n)<-[edge:MEMBER_OF|ALIAS_OF|SUBLABEL_OF]-()
          WHERE edge.d_end
          SET edge.d_end = null
          WITH edge
          WHERE edge.d_start IS NULL AND coalesce(edge.source, '') <> 'musicbrainz'
          DELETE edge
          """);

  private static final String DELETE_ISOLATED =
      """
        AND NOT EXISTS { (n)--() }
      DELETE n
      """;

  /** Leaves the id and what others have written: MusicBrainz, users' syncs, community counts. */
  private static final String STRIP =
      """
      SET n.sha256 = null, n.model_rev = null, n.last_seen = null, n.name = null, n.title = null,
          n.year = null, n.formats = null, n.format_descriptions = null, n.resource_url = null,
          n.releases_url = null
      RETURN count(n) AS records
      """;

  private final HeavyStatements statements;
  private final PurgeGuard guard;
  private final ObjLongConsumer<DataType> purged;

  /**
   * @param purged told how many records of a type have gone
   */
  RemovedRecords(HeavyStatements statements, PurgeGuard guard, ObjLongConsumer<DataType> purged) {
    this.statements = statements;
    this.guard = guard;
    this.purged = purged;
  }

  @Override
  public String name() {
    return "removed_records";
  }

  @Override
  public void run(ImportRun run) throws InterruptedException {
    Instant cutoff = PurgeGuard.cutoff(run);
    for (RecordNodes nodes : RecordNodes.values()) {
      Verdict verdict = guard.beforeCounting(run, nodes.type());
      if (verdict.allowed() && cutoff != null) {
        purge(nodes, run, cutoff.toEpochMilli());
      } else {
        report(nodes, verdict);
      }
    }
  }

  private void purge(RecordNodes nodes, ImportRun run, long cutoff) throws InterruptedException {
    long stale = count(COUNT_STALE, nodes, cutoff);
    long fresh = count(COUNT_FRESH, nodes, cutoff);
    long published = run.published().getOrDefault(nodes.type(), 0L);
    Verdict verdict = guard.afterCounting(stale, fresh, published);
    if (!verdict.allowed()) {
      report(nodes, verdict);
      return;
    }
    String gone = GONE.formatted(nodes.label());
    long removed =
        new KeyRanges(statements, nodes.label(), "id")
            .walk(CHUNK, (transaction, range) -> remove(transaction, gone, range, cutoff));
    purged.accept(nodes.type(), removed);
    log.atInfo()
        .setMessage("🔗 Records that left the dump removed")
        .addKeyValue("type", nodes.type())
        .addKeyValue("count", removed)
        .addKeyValue("fraction", (double) stale / (stale + fresh))
        .log();
  }

  private long count(String statement, RecordNodes nodes, long cutoff) throws InterruptedException {
    String count = statement.formatted(nodes.label());
    return new KeyRanges(statements, nodes.label(), "id")
        .walk(
            CHUNK * 10,
            (transaction, range) ->
                transaction
                    .run(count, Ranges.with(range, "cutoff", cutoff))
                    .single()
                    .get("records")
                    .asLong());
  }

  private static long remove(Transaction transaction, String gone, Value range, long cutoff) {
    Value parameters = Ranges.with(range, "cutoff", cutoff);
    for (String withdraw : WITHDRAW) {
      transaction.run(gone + withdraw, parameters).consume();
    }
    long deleted =
        transaction.run(gone + DELETE_ISOLATED, parameters).consume().counters().nodesDeleted();
    long stripped = transaction.run(gone + STRIP, parameters).single().get("records").asLong();
    return deleted + stripped;
  }

  private static void report(RecordNodes nodes, Verdict verdict) {
    (verdict.refused() ? log.atError() : log.atInfo())
        .setMessage(verdict.refused() ? "❌ Purge refused" : "⏩ Nothing purged")
        .addKeyValue("type", nodes.type())
        .addKeyValue("reason", verdict.reason())
        .log();
  }
}
