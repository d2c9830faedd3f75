package org.discogsography.graphinator.maintenance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.seen.SeenIds;
import org.discogsography.graphinator.completion.ImportRun;
import org.discogsography.graphinator.maintenance.PurgeGuard.Verdict;
import org.discogsography.graphinator.removals.Removals;
import org.discogsography.graphinator.seen.SeenRecords;
import org.neo4j.driver.Result;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes back what records say that have left the dump. A node that nothing else points at is
 * deleted; one that others point at, users' collections included, becomes a stub.
 */
final class RemovedRecords implements Step {

  private static final Logger log = LoggerFactory.getLogger(RemovedRecords.class);
  private static final int CHUNK = 1000;
  private static final int COUNT_CHUNK = 10_000;

  private static final String IDS =
      """
      MATCH (n:%s)
      WHERE n.id > $after AND n.id <= $upTo
      RETURN n.id AS id
      """;

  /** The records among these nodes, which the import has not brought; stubs never were records. */
  private static final String GONE =
      """
      UNWIND $ids AS id
      MATCH (n:%1$s {id: id})
      USING INDEX SEEK n:%1$s(id)
      WHERE n.sha256 IS NOT NULL
      WITH n
      """;

  private static final String COUNT = "RETURN count(n) AS records";

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
      WHERE NOT EXISTS { (n)--() }
      DELETE n
      """;

  /** Leaves the id and what others have written: MusicBrainz, users' syncs, community counts. */
  private static final String STRIP =
      """
      SET n.sha256 = null, n.model_rev = null, n.name = null, n.title = null, n.year = null,
          n.formats = null, n.format_descriptions = null, n.resource_url = null,
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
    SeenIds seen =
        statements.run(transaction -> SeenRecords.since(transaction, nodes.type(), cutoff));
    long stale = walkGone(nodes, seen, COUNT_CHUNK, RemovedRecords::count);
    long fresh = seen.size();
    long published = run.published().getOrDefault(nodes.type(), 0L);
    Verdict verdict = guard.afterCounting(stale, fresh, published);
    if (verdict.allowed()) {
      long removed = walkGone(nodes, seen, CHUNK, RemovedRecords::remove);
      purged.accept(nodes.type(), removed);
      log.atInfo()
          .setMessage("🔗 Records that left the dump removed")
          .addKeyValue("type", nodes.type())
          .addKeyValue("count", removed)
          .addKeyValue("fraction", (double) stale / (stale + fresh))
          .log();
    } else {
      report(nodes, verdict);
    }
    forgetEarlierImports(nodes.type(), cutoff);
  }

  /** Work on nodes that the import has not brought; returns how many of them are records. */
  private interface GoneWork {
    long run(Transaction transaction, String gone, Value ids);
  }

  private long walkGone(RecordNodes nodes, SeenIds seen, int chunk, GoneWork work)
      throws InterruptedException {
    String idsOf = IDS.formatted(nodes.label());
    String gone = GONE.formatted(nodes.label());
    return new KeyRanges(statements, nodes.label(), "id")
        .walk(
            chunk,
            (transaction, range) -> {
              List<String> unseen = new ArrayList<>();
              Result ids = transaction.run(idsOf, range);
              while (ids.hasNext()) {
                String id = ids.next().get("id").asString();
                if (!seen.contains(id)) {
                  unseen.add(id);
                }
              }
              return unseen.isEmpty()
                  ? 0
                  : work.run(transaction, gone, Values.parameters("ids", unseen));
            });
  }

  private static long count(Transaction transaction, String gone, Value ids) {
    return transaction.run(gone + COUNT, ids).single().get("records").asLong();
  }

  private static long remove(Transaction transaction, String gone, Value ids) {
    for (String withdraw : WITHDRAW) {
      Removals.remove(transaction, gone + withdraw, ids);
    }
    long deleted = Removals.remove(transaction, gone + DELETE_ISOLATED, ids).nodesDeleted();
    long stripped = transaction.run(gone + STRIP, ids).single().get("records").asLong();
    return deleted + stripped;
  }

  private void forgetEarlierImports(DataType type, long cutoff) throws InterruptedException {
    int dropped;
    do {
      dropped =
          statements.run(
              COUNT_CHUNK,
              (transaction, size) -> SeenRecords.forgetBefore(transaction, type, cutoff, size));
    } while (dropped > 0);
  }

  private static void report(RecordNodes nodes, Verdict verdict) {
    (verdict.refused() ? log.atError() : log.atInfo())
        .setMessage(verdict.refused() ? "❌ Purge refused" : "⏩ Nothing purged")
        .addKeyValue("type", nodes.type())
        .addKeyValue("reason", verdict.reason())
        .log();
  }
}
