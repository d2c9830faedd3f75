package org.discogsography.tableinator;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.consuming.ConsumerDefinition;
import org.discogsography.common.consuming.ConsumerService;
import org.discogsography.common.health.HealthServer;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.common.postgres.PostgresFailures;
import org.discogsography.common.settings.ConfigurationException;
import org.discogsography.common.settings.Settings;
import org.discogsography.tableinator.purge.StalePurge;
import org.discogsography.tableinator.purge.StaleRows;
import org.discogsography.tableinator.rows.PostgresProbe;
import org.discogsography.tableinator.rows.RowWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.env.Environment;

/** Puts the tableinator together. Beans close in reverse order: consumers, health, pool. */
@Configuration(proxyBeanMethods = false)
class TableinatorConfiguration {

  private static final String SERVICE = "tableinator";
  private static final int FATAL = 1;
  private static final Logger log = LoggerFactory.getLogger(TableinatorConfiguration.class);

  @Bean
  TableinatorSettings settings(Environment environment) {
    return TableinatorSettings.from(Settings.from(environment::getProperty));
  }

  @Bean
  PrometheusMeterRegistry metrics() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Bean
  HikariDataSource pool(TableinatorSettings settings) {
    return settings.postgres().openPool(SERVICE);
  }

  @Bean(destroyMethod = "")
  ConsumerService consumers(
      TableinatorSettings settings, HikariDataSource pool, PrometheusMeterRegistry metrics) {
    Map<DataType, RowWriter> writers = new EnumMap<>(DataType.class);
    for (DataType type : Source.DISCOGS.types()) {
      writers.put(type, new RowWriter(type, pool, InstantSource.system()));
    }
    ConsumerDefinition definition =
        new ConsumerDefinition(
            SERVICE,
            "PostgreSQL",
            writers,
            new StalePurge(new StaleRows(pool), settings.purgeMaxDeleteFraction(), metrics),
            new PostgresProbe(pool),
            new PostgresFailures());
    return new ConsumerService(
        definition,
        settings.consumer(),
        new BrokerConnections(settings.broker(), SERVICE),
        metrics,
        TableinatorConfiguration::end);
  }

  @Bean(initMethod = "start")
  HealthServer health(
      TableinatorSettings settings, ConsumerService consumers, PrometheusMeterRegistry metrics) {
    return new HealthServer(settings.consumer().healthPort(), consumers::health, metrics);
  }

  /** Consumes from when health can be told until before it no longer can. */
  @Bean(initMethod = "start")
  @DependsOn("health")
  Consuming consuming(ConsumerService consumers) {
    return new Consuming(consumers);
  }

  record Consuming(ConsumerService consumers) implements AutoCloseable {

    void start() {
      consumers.start();
    }

    @Override
    public void close() {
      consumers.close();
    }
  }

  /** Ends the process from a thread of its own: the end waits for the thread that reports. */
  private static void end(ConfigurationException reason) {
    log.error("❌ {}", reason.getMessage());
    Thread.ofPlatform().name("fatal-end").start(() -> System.exit(FATAL));
  }
}
