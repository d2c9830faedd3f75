package org.discogsography.graphinator;

import java.time.Duration;
import org.discogsography.common.broker.BrokerSettings;
import org.discogsography.common.consuming.ConsumerSettings;
import org.discogsography.common.messages.Source;
import org.discogsography.common.neo4j.Neo4jSettings;
import org.discogsography.common.settings.Settings;

/**
 * Everything the graphinator reads from its environment.
 *
 * @param purgeMaxDeleteFraction stale share of a type from which on nothing is removed, inclusive
 * @param startupDelay waited once before connecting
 */
record GraphinatorSettings(
    ConsumerSettings consumer,
    BrokerSettings broker,
    Neo4jSettings neo4j,
    double purgeMaxDeleteFraction,
    Duration startupDelay) {

  private static final int HEALTH_PORT = 8001;

  static GraphinatorSettings from(Settings settings) {
    GraphinatorSettings result =
        new GraphinatorSettings(
            ConsumerSettings.from(settings, Source.DISCOGS, "NEO4J", HEALTH_PORT),
            BrokerSettings.from(settings),
            Neo4jSettings.from(settings),
            settings.decimal("PURGE_MAX_DELETE_FRACTION", 0.90, 0),
            settings.seconds("STARTUP_DELAY", 0));
    settings.verify();
    return result;
  }
}
