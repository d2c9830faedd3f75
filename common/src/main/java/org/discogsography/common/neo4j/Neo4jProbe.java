package org.discogsography.common.neo4j;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.discogsography.common.consuming.StoreProbe;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.Value;

/**
 * Tells whether Neo4j answers and has the unique keys that writing relies on: without them the same
 * artist would become many nodes, and every look-up would read them all.
 */
public final class Neo4jProbe implements StoreProbe {

  private static final String UNIQUE_LABELS =
      """
      SHOW CONSTRAINTS YIELD type, labelsOrTypes
      WHERE type CONTAINS 'UNIQUENESS'
      RETURN labelsOrTypes AS labels
      """;

  private static final TransactionConfig SHORT =
      TransactionConfig.builder().withTimeout(Duration.ofSeconds(5)).build();

  private final Driver driver;
  private final Set<String> keyed;

  /**
   * @param keyed labels that need a unique key
   */
  public Neo4jProbe(Driver driver, Set<String> keyed) {
    this.driver = driver;
    this.keyed = Set.copyOf(keyed);
  }

  @Override
  public void check() {
    Set<String> missing = new HashSet<>(keyed);
    try (Session session = driver.session()) {
      session
          .run(UNIQUE_LABELS, SHORT)
          .forEachRemaining(row -> missing.removeAll(row.get("labels").asList(Value::asString)));
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "Neo4j has no unique keys for %s; run schema-init".formatted(missing));
    }
  }
}
