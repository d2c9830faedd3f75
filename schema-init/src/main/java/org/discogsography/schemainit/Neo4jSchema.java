package org.discogsography.schemainit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the constraints and indexes of the graph. Each object is a statement of its own and not a
 * link of a migration chain, because a chain stops at the first failure: duplicates under one
 * constraint would leave all later indexes missing.
 */
public final class Neo4jSchema {

  private static final Logger log = LoggerFactory.getLogger(Neo4jSchema.class);
  private static final int ONLINE_WITHIN_SECONDS = 600;

  /**
   * Years that older programs stored as text or outside of what is plausible, found by the indexes
   * on the years, so that nothing is read when there are none.
   */
  private static final List<String> YEARS =
      List.of(
          """
          MATCH (n:Master)
          WHERE n.year STARTS WITH ''
          CALL (n) {
            SET n.year = CASE
              WHEN trim(n.year) =~ '(?s)[0-9]{4}.*' THEN toInteger(left(trim(n.year), 4))
            END
          } IN TRANSACTIONS OF 10000 ROWS
          """,
          implausible("Master"), implausible("Release"));

  private static String implausible(String label) {
    return """
    MATCH (n:%s)
    WHERE n.year < 1860 OR n.year > date({timezone: 'UTC'}).year + 1
    CALL (n) { SET n.year = null } IN TRANSACTIONS OF 10000 ROWS
    """
        .formatted(label);
  }

  private Neo4jSchema() {}

  /**
   * Creates what is missing, waits until all indexes are online, and corrects years.
   *
   * @return how many objects were created
   * @throws IllegalStateException naming every object that could not be created
   */
  public static int migrate(Driver driver) {
    int created = 0;
    List<String> failed = new ArrayList<>();
    try (Session session = driver.session()) {
      for (String statement : statements()) {
        try {
          var counters = session.run(statement).consume().counters();
          created += counters.constraintsAdded() + counters.indexesAdded();
        } catch (ClientException | DatabaseException e) {
          String name = statement.replaceFirst("CREATE .*?(\\w+) IF NOT EXISTS.*", "$1");
          failed.add(name);
          log.atError()
              .setMessage("❌ Graph object could not be created")
              .addKeyValue("object", name)
              .addKeyValue("reason", e.getMessage())
              .log();
        }
      }
      session.run("CALL db.awaitIndexes(" + ONLINE_WITHIN_SECONDS + ")").consume();
      correctYears(session);
    }
    if (!failed.isEmpty()) {
      throw new IllegalStateException("not created in Neo4j: " + String.join(", ", failed));
    }
    return created;
  }

  private static void correctYears(Session session) {
    int corrected = 0;
    for (String statement : YEARS) {
      corrected += session.run(statement).consume().counters().propertiesSet();
    }
    if (corrected > 0) {
      log.atInfo()
          .setMessage("🔧 Years of an older graph corrected")
          .addKeyValue("count", corrected)
          .log();
    }
  }

  private static List<String> statements() {
    try (InputStream file = Neo4jSchema.class.getResourceAsStream("/neo4j/schema.cypher")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .map(line -> line.replaceFirst(";$", ""))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
