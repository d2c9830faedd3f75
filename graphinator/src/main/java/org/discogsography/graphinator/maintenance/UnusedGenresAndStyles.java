package org.discogsography.graphinator.maintenance;

import org.discogsography.graphinator.completion.ImportRun;
import org.discogsography.graphinator.removals.Removals;
import org.neo4j.driver.Values;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes genres and styles that no record bears any more. */
final class UnusedGenresAndStyles implements Step {

  private static final Logger log = LoggerFactory.getLogger(UnusedGenresAndStyles.class);

  /** Not DETACH DELETE: a record that a writer adds meanwhile must make this fail. */
  private static final String DELETE =
      """
      MATCH (n:Genre|Style)
      WHERE NOT EXISTS { (n)--() }
      DELETE n
      """;

  private final HeavyStatements statements;

  UnusedGenresAndStyles(HeavyStatements statements) {
    this.statements = statements;
  }

  @Override
  public String name() {
    return "unused_genres_and_styles";
  }

  @Override
  public void run(ImportRun run) throws InterruptedException {
    int deleted =
        statements.run(
            transaction -> Removals.remove(transaction, DELETE, Values.EmptyMap).nodesDeleted());
    if (deleted > 0) {
      log.atInfo()
          .setMessage("🔗 Genres and styles without records removed")
          .addKeyValue("count", deleted)
          .log();
    }
  }
}
