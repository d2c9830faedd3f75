package org.discogsography.graphinator;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.discogsography.common.settings.Settings;
import org.neo4j.driver.Driver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the graphinator together. Beans close in reverse order: the service, then the driver. */
@Configuration(proxyBeanMethods = false)
class GraphinatorConfiguration {

  @Bean
  GraphinatorSettings settings(Environment environment) {
    return GraphinatorSettings.from(Settings.from(environment::getProperty));
  }

  @Bean
  PrometheusMeterRegistry metrics() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Bean(destroyMethod = "close")
  Driver driver(GraphinatorSettings settings) {
    return settings.neo4j().openDriver();
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Graphinator graphinator(
      GraphinatorSettings settings, Driver driver, PrometheusMeterRegistry metrics) {
    return new Graphinator(settings, driver, metrics);
  }
}
