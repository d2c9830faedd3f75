package org.discogsography.common.consuming;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.broker.BrokerSettings;
import org.discogsography.common.health.HealthServer;
import org.discogsography.common.settings.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A consumer as a running program: its health server first, then its lanes. */
public final class ConsumerProcess implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ConsumerProcess.class);

  private final ConsumerService service;
  private final HealthServer health;
  private final JvmGcMetrics gcMetrics = new JvmGcMetrics();
  private final Duration startupDelay;
  private final Thread starter;

  /**
   * @param details further fields of {@code /health}, by name
   * @param startupDelay waited once before connecting; zero normally, as stores and broker are
   *     waited for anyway
   */
  public ConsumerProcess(
      ConsumerDefinition definition,
      ConsumerSettings settings,
      BrokerSettings broker,
      PrometheusMeterRegistry registry,
      Map<String, Supplier<?>> details,
      Duration startupDelay) {
    this.service =
        new ConsumerService(
            definition,
            settings,
            new BrokerConnections(broker, definition.service()),
            registry,
            ConsumerProcess::endProcess);
    this.health =
        new HealthServer(
            settings.healthPort(),
            () -> {
              Map<String, Object> fields = new LinkedHashMap<>(service.health());
              details.forEach((name, detail) -> fields.put(name, detail.get()));
              return fields;
            },
            registry);
    this.startupDelay = startupDelay;
    this.starter = Thread.ofPlatform().name("consumer-start").unstarted(this::startLanes);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    gcMetrics.bindTo(registry);
  }

  /** The lanes, for work that must wait until they have written what they hold. */
  public ConsumerService service() {
    return service;
  }

  /** Opens the health port, then starts consuming in the background. */
  public void start() {
    health.start();
    starter.start();
  }

  private void startLanes() {
    try {
      Thread.sleep(startupDelay);
      service.start();
    } catch (InterruptedException e) {
      log.debug("stopped before the start", e);
    }
  }

  private static void endProcess(ConfigurationException failure) {
    log.error("❌ {}", failure.getMessage());
    Thread.ofPlatform().start(() -> System.exit(1));
  }

  @Override
  public void close() {
    starter.interrupt();
    service.close();
    health.close();
    gcMetrics.close();
  }
}
