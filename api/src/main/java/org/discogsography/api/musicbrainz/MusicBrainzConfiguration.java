package org.discogsography.api.musicbrainz;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.discogsography.api.graph.GraphReader;
import org.discogsography.api.settings.ApiSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the look-up of what MusicBrainz adds. */
@Configuration(proxyBeanMethods = false)
class MusicBrainzConfiguration {

  private static final Duration COUNTS_TIME_TO_LIVE = Duration.ofMinutes(10);

  @Bean
  EnrichedNodes enrichedNodes(GraphReader graph) {
    return new EnrichedNodes(graph);
  }

  @Bean
  MusicBrainzTables musicBrainzTables(HikariDataSource postgres, ApiSettings settings) {
    return new MusicBrainzTables(postgres, settings.queryTimeout());
  }

  @Bean
  EnrichmentCounts enrichmentCounts(
      GraphReader graph, EnrichedNodes nodes, MusicBrainzTables tables) {
    return new EnrichmentCounts(graph, nodes, tables, COUNTS_TIME_TO_LIVE);
  }
}
