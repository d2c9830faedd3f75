package org.discogsography.brainzgraphinator.completion;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.discogsography.common.consuming.Precondition;
import org.discogsography.common.messages.Source;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionConfig;

/** Which Discogs imports have brought all their records, by the latches that stand in the graph. */
public final class DiscogsImports implements Precondition {

  /** The run whose four types have all been signalled and that began last. */
  private static final String NEWEST_COMPLETE =
      """
      MATCH (latch:ExtractionCompletion)
      WHERE size(latch.signals) >= %d
      RETURN latch.version + ' ' + coalesce(latch.started_at, '') AS run
      ORDER BY coalesce(latch.started_at, '') DESC, latch.updated_at DESC
      LIMIT 1
      """
          .formatted(Source.DISCOGS.types().size());

  private static final TransactionConfig SHORT =
      TransactionConfig.builder().withTimeout(Duration.ofSeconds(5)).build();

  private final Driver driver;

  public DiscogsImports(Driver driver) {
    this.driver = driver;
  }

  /** What tells the newest complete import from others; empty when there is none. */
  Optional<String> newestComplete() {
    try (Session session = driver.session()) {
      List<Record> runs = session.run(NEWEST_COMPLETE, SHORT).list();
      return runs.stream().findFirst().map(run -> run.get("run").asString());
    }
  }

  /** Records that came before it would find no nodes. */
  @Override
  public Optional<String> unmet() {
    return newestComplete().isPresent()
        ? Optional.empty()
        : Optional.of("the first Discogs import");
  }
}
