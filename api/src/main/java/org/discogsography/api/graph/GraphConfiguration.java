package org.discogsography.api.graph;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.discogsography.api.settings.ApiSettings;
import org.neo4j.driver.Driver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the connection to the graph; no connection is made before the first read. */
@Configuration(proxyBeanMethods = false)
class GraphConfiguration {

  @Bean(destroyMethod = "close")
  Driver graphDriver(ApiSettings settings) {
    return settings.neo4j().openDriver();
  }

  @Bean
  GraphReadiness graphReadiness(Driver driver) {
    return new GraphReadiness(driver);
  }

  @Bean(destroyMethod = "shutdownNow")
  ExecutorService graphReads() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }

  @Bean
  GraphReader graphReader(
      Driver driver, ApiSettings settings, GraphReadiness readiness, ExecutorService graphReads) {
    return new GraphReader(driver, settings.queryTimeout(), readiness, graphReads);
  }
}
