package org.discogsography.graphinator.maintenance;

import org.discogsography.graphinator.completion.ImportRun;

/** Writes the numbers that readers ask for on labels, artists and persons, range by range. */
final class RangeCounts implements Step {

  private static final String LABELS =
      """
      MATCH (n:Label)
      WHERE n.id > $after AND n.id <= $upTo
      CALL (n) {
        MATCH (n)<-[:ON]-(:Release)
        RETURN count(*) AS releases
      }
      CALL (n) {
        MATCH (n)<-[:ON]-(:Release)-[:BY|IS]->(other)
        WITH DISTINCT other
        RETURN count(CASE WHEN other:Artist THEN 1 END) AS artists,
            count(CASE WHEN other:Genre THEN 1 END) AS genres
      }
      SET n.release_count = releases, n.artist_count = artists, n.genre_count = genres
      """;

  /**
   * The degree counts relationships of every type and direction. Those of MusicBrainz come and go
   * at any time, with a degree that counts them: the first SET waits for their writer, and lets the
   * next one wait, before anything is counted.
   */
  private static final String ARTISTS =
      """
      MATCH (n:Artist)
      WHERE n.id > $after AND n.id <= $upTo
      SET n.degree = 0
      WITH n
      CALL (n) {
        MATCH (n)<-[:BY]-(release:Release)
        RETURN count(DISTINCT release) AS releases
      }
      CALL (n) {
        MATCH (n)<-[:BY]-(:Release)-[:ON]->(label:Label)
        RETURN count(DISTINCT label) AS labels
      }
      SET n.release_count = releases, n.label_count = labels, n.degree = COUNT { (n)--() }
      """;

  private static final String PERSONS =
      """
      MATCH (n:Person)
      WHERE n.name > $after AND n.name <= $upTo
      CALL (n) {
        MATCH (n)-[:CREDITED_ON]->(release:Release)
        RETURN count(DISTINCT release) AS credits
      }
      SET n.credit_count = credits
      """;

  private final HeavyStatements statements;
  private final String stepName;
  private final String label;
  private final String key;
  private final int chunk;
  private final String statement;

  private RangeCounts(
      HeavyStatements statements,
      String stepName,
      String label,
      String key,
      int chunk,
      String statement) {
    this.statements = statements;
    this.stepName = stepName;
    this.label = label;
    this.key = key;
    this.chunk = chunk;
    this.statement = statement;
  }

  static Step labels(HeavyStatements statements) {
    return new RangeCounts(statements, "label_counts", "Label", "id", 100, LABELS);
  }

  static Step artists(HeavyStatements statements) {
    return new RangeCounts(statements, "artist_counts", "Artist", "id", 500, ARTISTS);
  }

  static Step persons(HeavyStatements statements) {
    return new RangeCounts(statements, "person_counts", "Person", "name", 1000, PERSONS);
  }

  @Override
  public String name() {
    return stepName;
  }

  @Override
  public void run(ImportRun run) throws InterruptedException {
    new KeyRanges(statements, label, key)
        .walk(
            chunk,
            (transaction, range) -> {
              transaction.run(statement, range).consume();
              return 0;
            });
  }
}
