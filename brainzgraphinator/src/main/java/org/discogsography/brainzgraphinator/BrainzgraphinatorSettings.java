package org.discogsography.brainzgraphinator;

import java.time.Duration;
import org.discogsography.common.broker.BrokerSettings;
import org.discogsography.common.consuming.ConsumerSettings;
import org.discogsography.common.messages.Source;
import org.discogsography.common.neo4j.Neo4jSettings;
import org.discogsography.common.settings.Settings;

/**
 * Everything the brainzgraphinator reads from its environment.
 *
 * @param waitForDiscogs whether to read nothing before the first Discogs import is complete
 * @param discogsCheckInterval time between looks for a new Discogs import, after which held records
 *     are tried again
 * @param purgeMaxDeleteFraction stale share of a type from which on nothing is taken back,
 *     inclusive
 * @param startupDelay waited once before connecting
 */
record BrainzgraphinatorSettings(
    ConsumerSettings consumer,
    BrokerSettings broker,
    Neo4jSettings neo4j,
    boolean waitForDiscogs,
    Duration discogsCheckInterval,
    double purgeMaxDeleteFraction,
    Duration startupDelay) {

  private static final int HEALTH_PORT = 8011;

  static BrainzgraphinatorSettings from(Settings settings) {
    BrainzgraphinatorSettings result =
        new BrainzgraphinatorSettings(
            ConsumerSettings.from(settings, Source.MUSICBRAINZ, "NEO4J", HEALTH_PORT),
            BrokerSettings.from(settings),
            Neo4jSettings.from(settings),
            settings.flag("BRAINZ_WAIT_FOR_DISCOGS", true),
            settings.seconds("DISCOGS_CHECK_INTERVAL", 30),
            settings.decimal("PURGE_MAX_DELETE_FRACTION", 0.90, 0),
            settings.seconds("STARTUP_DELAY", 0));
    settings.verify();
    return result;
  }
}
