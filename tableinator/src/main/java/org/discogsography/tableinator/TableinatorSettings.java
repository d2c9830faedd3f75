package org.discogsography.tableinator;

import java.time.Duration;
import org.discogsography.common.broker.BrokerSettings;
import org.discogsography.common.consuming.ConsumerSettings;
import org.discogsography.common.messages.Source;
import org.discogsography.common.postgres.PostgresSettings;
import org.discogsography.common.settings.Settings;

/**
 * Everything the tableinator reads from its environment.
 *
 * @param purgeMaxDeleteFraction stale share of a table from which on nothing is deleted, inclusive
 * @param startupDelay waited once before connecting
 */
record TableinatorSettings(
    ConsumerSettings consumer,
    BrokerSettings broker,
    PostgresSettings postgres,
    double purgeMaxDeleteFraction,
    Duration startupDelay) {

  private static final int HEALTH_PORT = 8002;
  private static final int POOL_MIN = 2;
  private static final int POOL_MAX = 12;

  static TableinatorSettings from(Settings settings) {
    TableinatorSettings result =
        new TableinatorSettings(
            ConsumerSettings.from(settings, Source.DISCOGS, "POSTGRES", HEALTH_PORT),
            BrokerSettings.from(settings),
            PostgresSettings.from(settings, POOL_MIN, POOL_MAX),
            settings.decimal("PURGE_MAX_DELETE_FRACTION", 0.90, 0),
            settings.seconds("STARTUP_DELAY", 0));
    settings.verify();
    return result;
  }
}
