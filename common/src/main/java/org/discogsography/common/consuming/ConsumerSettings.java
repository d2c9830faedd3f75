package org.discogsography.common.consuming;

import java.time.Duration;
import java.util.Locale;
import org.discogsography.common.messages.Source;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.common.settings.Settings;

/**
 * How a consumer reads its queues and when it stops and starts again.
 *
 * @param batchRecords records written in one transaction at most
 * @param batchBytes bytes of messages held in one batch at most; one larger message passes alone
 * @param flushInterval longest time a record waits for its batch to fill
 * @param prefetch unsettled messages (frames) per data type at most
 * @param parallelWrites batches written at the same time by all data types
 * @param holdLimit longest time deliveries are held while the store is away; then they go back to
 *     the broker, well before its acknowledgement timeout of 30 minutes
 * @param cancelDelay time after completion until a type's consumer is cancelled; zero = never
 * @param queueCheckInterval time between looks into the queues while all consumers are cancelled
 * @param stuckCheckInterval time between checks for consumers that should be there and are not
 * @param startupIdleTimeout time without any message after which the service counts as idle
 * @param idleLogInterval time between log lines while idle
 * @param healthPort port of the health server
 */
public record ConsumerSettings(
    TopologyNames names,
    int batchRecords,
    long batchBytes,
    Duration flushInterval,
    int prefetch,
    int parallelWrites,
    Duration holdLimit,
    Duration cancelDelay,
    Duration queueCheckInterval,
    Duration stuckCheckInterval,
    Duration startupIdleTimeout,
    Duration idleLogInterval,
    int healthPort) {

  private static final int DEFAULT_BATCH_RECORDS = 2000;
  private static final int DEFAULT_BATCH_BYTES = 16 * 1024 * 1024;
  private static final int DEFAULT_PREFETCH = 100;

  /** Single MusicBrainz records reach 50 MB. */
  private static final int DEFAULT_MUSICBRAINZ_PREFETCH = 50;

  private static final int DEFAULT_PARALLEL_WRITES = 2;
  private static final double DEFAULT_HOLD_SECONDS = 1200;

  /**
   * Reads the settings of a consumer.
   *
   * @param store prefix of the batch variables, {@code NEO4J} or {@code POSTGRES}
   */
  public static ConsumerSettings from(
      Settings settings, Source source, String store, int defaultHealthPort) {
    boolean batchMode = settings.flag(store + "_BATCH_MODE", true);
    String prefix = source.text().toUpperCase(Locale.ROOT);
    return new ConsumerSettings(
        new TopologyNames(
            source, settings.text(prefix + "_EXCHANGE_PREFIX", "discogsography-" + source.text())),
        batchMode ? settings.wholeNumber(store + "_BATCH_SIZE", DEFAULT_BATCH_RECORDS, 1) : 1,
        settings.wholeNumber("CONSUMER_BATCH_BYTES", DEFAULT_BATCH_BYTES, 1),
        settings.seconds(store + "_BATCH_FLUSH_INTERVAL", 2.0),
        settings.wholeNumber("CONSUMER_PREFETCH", defaultPrefetch(source), 1),
        settings.wholeNumber("CONSUMER_PARALLEL_WRITES", DEFAULT_PARALLEL_WRITES, 1),
        settings.seconds("CONSUMER_HOLD_LIMIT", DEFAULT_HOLD_SECONDS),
        settings.seconds("CONSUMER_CANCEL_DELAY", 300),
        settings.seconds("QUEUE_CHECK_INTERVAL", 3600),
        settings.seconds("STUCK_CHECK_INTERVAL", 30),
        settings.seconds("STARTUP_IDLE_TIMEOUT", 30),
        settings.seconds("IDLE_LOG_INTERVAL", 300),
        settings.wholeNumber("HEALTH_PORT", defaultHealthPort, 0));
  }

  private static int defaultPrefetch(Source source) {
    return source == Source.MUSICBRAINZ ? DEFAULT_MUSICBRAINZ_PREFETCH : DEFAULT_PREFETCH;
  }
}
