package org.discogsography.api.statistics;

import java.time.Duration;
import org.discogsography.api.graph.GraphReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the statistics. */
@Configuration(proxyBeanMethods = false)
class StatisticsConfiguration {

  private static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

  @Bean
  NodeCounts nodeCounts(GraphReader graph) {
    return new NodeCounts(graph, TIME_TO_LIVE);
  }
}
