package org.discogsography.graphinator.maintenance;

import org.discogsography.graphinator.completion.ImportRun;
import org.discogsography.graphinator.removals.Removals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes persons whose last credit has gone. */
final class UncreditedPersons implements Step {

  private static final Logger log = LoggerFactory.getLogger(UncreditedPersons.class);
  private static final int CHUNK = 1000;

  private static final String DELETE_IDENTITIES =
      """
      MATCH (n:Person)
      WHERE n.name > $after AND n.name <= $upTo AND NOT EXISTS { (n)-[:CREDITED_ON]->() }
      MATCH (n)-[edge:SAME_AS]->()
      DELETE edge
      """;

  /** Not DETACH DELETE: a credit that a writer adds meanwhile must make this fail. */
  private static final String DELETE_PERSONS =
      """
      MATCH (n:Person)
      WHERE n.name > $after AND n.name <= $upTo AND NOT EXISTS { (n)--() }
      DELETE n
      """;

  private final HeavyStatements statements;

  UncreditedPersons(HeavyStatements statements) {
    this.statements = statements;
  }

  @Override
  public String name() {
    return "uncredited_persons";
  }

  @Override
  public void run(ImportRun run) throws InterruptedException {
    long deleted =
        new KeyRanges(statements, "Person", "name")
            .walk(
                CHUNK,
                (transaction, range) -> {
                  Removals.remove(transaction, DELETE_IDENTITIES, range);
                  return Removals.remove(transaction, DELETE_PERSONS, range).nodesDeleted();
                });
    if (deleted > 0) {
      log.atInfo()
          .setMessage("🔗 Persons without credits removed")
          .addKeyValue("count", deleted)
          .log();
    }
  }
}
