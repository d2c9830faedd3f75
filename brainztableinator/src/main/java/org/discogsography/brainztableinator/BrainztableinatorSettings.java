package org.discogsography.brainztableinator;

import java.time.Duration;
import org.discogsography.common.broker.BrokerSettings;
import org.discogsography.common.consuming.ConsumerSettings;
import org.discogsography.common.messages.Source;
import org.discogsography.common.postgres.PostgresSettings;
import org.discogsography.common.settings.Settings;

/**
 * Everything the brainztableinator reads from its environment.
 *
 * @param purgeMaxDeleteFraction stale share of a type from which on nothing is deleted, inclusive
 * @param startupDelay waited once before connecting
 */
record BrainztableinatorSettings(
    ConsumerSettings consumer,
    BrokerSettings broker,
    PostgresSettings postgres,
    double purgeMaxDeleteFraction,
    Duration startupDelay) {

  private static final int HEALTH_PORT = 8010;
  private static final int POOL_MIN = 2;
  private static final int POOL_MAX = 12;

  static BrainztableinatorSettings from(Settings settings) {
    BrainztableinatorSettings result =
        new BrainztableinatorSettings(
            ConsumerSettings.from(settings, Source.MUSICBRAINZ, "POSTGRES", HEALTH_PORT),
            BrokerSettings.from(settings),
            PostgresSettings.from(settings, POOL_MIN, POOL_MAX),
            settings.decimal("PURGE_MAX_DELETE_FRACTION", 0.90, 0),
            settings.seconds("STARTUP_DELAY", 0));
    settings.verify();
    return result;
  }
}
