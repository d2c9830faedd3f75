package org.discogsography.graphinator.maintenance;

import java.util.List;
import org.discogsography.graphinator.completion.ImportRun;
import org.discogsography.graphinator.removals.Removals;
import org.neo4j.driver.Values;

/** Runs a statement for every genre or style, each in a transaction of its own. */
final class NamedNodes implements Step {

  private static final String NAMES =
      """
      MATCH (n:%s)
      RETURN n.name AS name
      ORDER BY name
      LIMIT 100000
      """;

  /**
   * What styles belong to which genre, as the records with exactly one genre say now. Several
   * genres tell nothing, since it is unknown which of them the style goes with.
   */
  private static final String REBUILD_PART_OF =
      """
      MATCH (style:Style {name: $name})
      CALL (style) {
        MATCH (style)<-[:IS]-(record:Release|Master)
        WITH [(record)-[:IS]->(genre:Genre) | genre] AS genres
        WHERE size(genres) = 1
        RETURN collect(DISTINCT genres[0]) AS asserted
      }
      CALL (style, asserted) {
        MATCH (style)-[edge:PART_OF]->(genre:Genre)
        WHERE NOT genre IN asserted
        DELETE edge
      }
      FOREACH (genre IN asserted | MERGE (style)-[:PART_OF]->(genre))
      """;

  /**
   * Counts over the releases of one genre or style, the other kind ({@code %2$s}) included, in two
   * walks over them: one asks for what each release is by, on and of at once, since every walk from
   * a release passes all of its relationships. A release has one relationship to each of them. The
   * first year is the first with three releases, as one mis-dated reissue says nothing; without
   * such a year it is the first with any.
   */
  private static final String COUNT =
      """
      MATCH (n:%1$s {name: $name})
      CALL (n) {
        MATCH (n)<-[:IS]-(release:Release)
        WITH release.year AS year, count(*) AS released
        WITH released, CASE WHEN year > 0 THEN year END AS year
        RETURN sum(released) AS releases,
            coalesce(min(CASE WHEN released >= 3 THEN year END), min(year)) AS firstYear
      }
      CALL (n) {
        MATCH (n)<-[:IS]-(:Release)-[:BY|ON|IS]->(other)
        WITH DISTINCT other
        RETURN count(CASE WHEN other:Artist THEN 1 END) AS artists,
            count(CASE WHEN other:Label THEN 1 END) AS labels,
            count(CASE WHEN other:%2$s THEN 1 END) AS others
      }
      SET n.release_count = releases, n.artist_count = artists, n.label_count = labels,
          n.%3$s = others, n.first_year = firstYear
      """;

  private final HeavyStatements statements;
  private final String stepName;
  private final String names;
  private final String statement;

  private NamedNodes(HeavyStatements statements, String stepName, String label, String statement) {
    this.statements = statements;
    this.stepName = stepName;
    this.names = NAMES.formatted(label);
    this.statement = statement;
  }

  static Step partOf(HeavyStatements statements) {
    return new NamedNodes(statements, "part_of", "Style", REBUILD_PART_OF);
  }

  static Step genreCounts(HeavyStatements statements) {
    return new NamedNodes(
        statements, "genre_counts", "Genre", COUNT.formatted("Genre", "Style", "style_count"));
  }

  static Step styleCounts(HeavyStatements statements) {
    return new NamedNodes(
        statements, "style_counts", "Style", COUNT.formatted("Style", "Genre", "genre_count"));
  }

  @Override
  public String name() {
    return stepName;
  }

  @Override
  public void run(ImportRun run) throws InterruptedException {
    List<String> all =
        statements.run(transaction ->
            transaction.run(names).stream().map(row -> row.get("name").asString()).toList());
    for (String name : all) {
      statements.run(
          transaction -> Removals.remove(transaction, statement, Values.parameters("name", name)));
    }
  }
}
