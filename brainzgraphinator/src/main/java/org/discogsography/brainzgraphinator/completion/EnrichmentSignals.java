package org.discogsography.brainzgraphinator.completion;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.discogsography.brainzgraphinator.enrichment.EnrichmentStatistics;
import org.discogsography.common.consuming.CompletionSignals;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * After a MusicBrainz import: takes back what has left MusicBrainz, notes that the import of the
 * type is over, and has the held records tried again, as nodes may have become free.
 */
public final class EnrichmentSignals implements CompletionSignals {

  private static final Logger log = LoggerFactory.getLogger(EnrichmentSignals.class);

  private static final String COMPLETED =
      """
      MERGE (run:EnrichmentRun {type: $type})
      SET run.version = $version, run.completed_at = $now
      """;

  private static final TransactionConfig SHORT =
      TransactionConfig.builder().withTimeout(Duration.ofSeconds(30)).build();

  private final Driver driver;
  private final CompletionSignals purge;
  private final Runnable retryHeld;
  private final EnrichmentStatistics statistics;
  private final InstantSource clock;

  /**
   * @param retryHeld has the held records tried again, and returns at once
   */
  public EnrichmentSignals(
      Driver driver,
      CompletionSignals purge,
      Runnable retryHeld,
      EnrichmentStatistics statistics,
      InstantSource clock) {
    this.driver = driver;
    this.purge = purge;
    this.retryHeld = retryHeld;
    this.statistics = statistics;
    this.clock = clock;
  }

  @Override
  public void extractionComplete(DataType type, ExtractionComplete signal, long deadLettered)
      throws Exception {
    purge.extractionComplete(type, signal, deadLettered);
    try (Session session = driver.session()) {
      session
          .run(
              COMPLETED,
              Map.of("type", type.text(), "version", signal.version(), "now", clock.millis()),
              SHORT)
          .consume();
    }
    LoggingEventBuilder line =
        log.atInfo().setMessage("🧠 Enrichment so far").addKeyValue("type", type);
    for (Map.Entry<String, Long> count : statistics.snapshot().entrySet()) {
      line = line.addKeyValue(count.getKey(), count.getValue());
    }
    line.log();
  }

  @Override
  public void extractionCompleteAcknowledged(DataType type, ExtractionComplete signal) {
    retryHeld.run();
  }
}
