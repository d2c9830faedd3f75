package org.discogsography.brainzgraphinator;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.discogsography.common.settings.Settings;
import org.neo4j.driver.Driver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Puts the brainzgraphinator together. Beans close in reverse order: the service, then the driver.
 */
@Configuration(proxyBeanMethods = false)
class BrainzgraphinatorConfiguration {

  @Bean
  BrainzgraphinatorSettings settings(Environment environment) {
    return BrainzgraphinatorSettings.from(Settings.from(environment::getProperty));
  }

  @Bean
  PrometheusMeterRegistry metrics() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Bean(destroyMethod = "close")
  Driver driver(BrainzgraphinatorSettings settings) {
    return settings.neo4j().openDriver();
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Brainzgraphinator brainzgraphinator(
      BrainzgraphinatorSettings settings, Driver driver, PrometheusMeterRegistry metrics) {
    return new Brainzgraphinator(settings, driver, metrics);
  }
}
