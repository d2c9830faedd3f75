package org.discogsography.graphinator.maintenance;

import org.discogsography.graphinator.completion.ImportRun;
import org.discogsography.graphinator.removals.Removals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes stubs that nothing points at. A stub with relationships stays: they belong to unchanged
 * records, which will not be written again, and a later dump fills it in place.
 */
final class StubCleanup implements Step {

  private static final Logger log = LoggerFactory.getLogger(StubCleanup.class);
  private static final int CHUNK = 1000;

  /** Not DETACH DELETE: a relationship that a writer adds meanwhile must make this fail. */
  private static final String DELETE =
      """
      MATCH (n:%s)
      WHERE n.id > $after AND n.id <= $upTo AND n.sha256 IS NULL AND NOT EXISTS { (n)--() }
      DELETE n
      """;

  private final HeavyStatements statements;

  StubCleanup(HeavyStatements statements) {
    this.statements = statements;
  }

  @Override
  public String name() {
    return "stub_cleanup";
  }

  @Override
  public void run(ImportRun run) throws InterruptedException {
    for (RecordNodes nodes : RecordNodes.values()) {
      clean(nodes);
    }
  }

  private void clean(RecordNodes nodes) throws InterruptedException {
    String delete = DELETE.formatted(nodes.label());
    long deleted =
        new KeyRanges(statements, nodes.label(), "id")
            .walk(
                CHUNK,
                (transaction, range) -> Removals.remove(transaction, delete, range).nodesDeleted());
    if (deleted > 0) {
      log.atInfo()
          .setMessage("🔗 Stubs removed")
          .addKeyValue("type", nodes.type())
          .addKeyValue("count", deleted)
          .log();
    }
  }
}
