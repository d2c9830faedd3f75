package org.discogsography.api.health;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import org.discogsography.api.graph.GraphReadiness;
import org.discogsography.api.redis.RedisLink;
import org.discogsography.api.settings.ApiSettings;
import org.discogsography.common.health.HealthServer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires health and metrics, which listen on a port of their own. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

  @Bean(destroyMethod = "close")
  PrometheusMeterRegistry metrics() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Bean
  JvmMemoryMetrics memoryMetrics(PrometheusMeterRegistry metrics) {
    JvmMemoryMetrics memory = new JvmMemoryMetrics();
    memory.bindTo(metrics);
    new JvmThreadMetrics().bindTo(metrics);
    new ProcessorMetrics().bindTo(metrics);
    new UptimeMetrics().bindTo(metrics);
    return memory;
  }

  @Bean(destroyMethod = "close")
  JvmGcMetrics collectorMetrics(PrometheusMeterRegistry metrics) {
    JvmGcMetrics collector = new JvmGcMetrics();
    collector.bindTo(metrics);
    return collector;
  }

  @Bean
  ApiHealth apiHealth(
      GraphReadiness graph, RedisLink redis, HikariDataSource postgres, InstantSource clock) {
    return new ApiHealth(graph, redis, () -> isConnected(postgres), clock);
  }

  /** Asks nobody, since a probe must not wait: the pool itself drops connections that are dead. */
  private static boolean isConnected(HikariDataSource postgres) {
    HikariPoolMXBean pool = postgres.getHikariPoolMXBean();
    return pool != null && pool.getTotalConnections() > 0;
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  HealthServer healthServer(
      ApiSettings settings, ApiHealth health, PrometheusMeterRegistry metrics) {
    return new HealthServer(settings.healthPort(), health::fields, metrics);
  }
}
