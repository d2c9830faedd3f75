package org.discogsography.common.consuming;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.consuming.LaneStatus.Snapshot;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.settings.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one consumer: a lane for each data type, their rest after a completed extraction, their
 * return when records arrive again, and an orderly end.
 */
public final class ConsumerService implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ConsumerService.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
  private static final long DRAIN_PAUSE_MILLIS = 100;

  private final ConsumerDefinition definition;
  private final ConsumerSettings settings;
  private final BrokerConnections broker;
  private final List<Lane<?>> lanes = new ArrayList<>();
  private final ConsumerHealth health;
  private final ProgressReporter progress;
  private final ConsumerRest rest;
  private boolean closed;
  private final ScheduledExecutorService clock =
      Executors.newScheduledThreadPool(
          1, Thread.ofPlatform().daemon().name("consumer-clock-", 0).factory());

  /**
   * @param fatal called once when the broker refuses the topology; the process must end
   */
  public ConsumerService(
      ConsumerDefinition definition,
      ConsumerSettings settings,
      BrokerConnections broker,
      MeterRegistry registry,
      Consumer<ConfigurationException> fatal) {
    this.definition = definition;
    this.settings = settings;
    this.broker = broker;
    this.health = new ConsumerHealth(definition);
    ConsumerMetrics metrics = new ConsumerMetrics(registry, definition.service());
    Semaphore permits = new Semaphore(settings.parallelWrites(), true);
    for (DataType type : settings.names().source().types()) {
      RecordWriter<?> writer = definition.writers().get(type);
      if (writer == null) {
        throw new IllegalArgumentException("no writer for " + type);
      }
      LaneStatus status = new LaneStatus(type, settings.batchRecords());
      metrics.watch(status);
      lanes.add(new Lane<>(definition, settings, writer, broker, status, metrics, permits, fatal));
    }
    this.progress = new ProgressReporter(settings, this::snapshots);
    this.rest = new ConsumerRest(definition, settings, broker, lanes);
  }

  /** Starts consuming as soon as store and broker answer; returns at once. */
  public synchronized void start() {
    if (closed) {
      return;
    }
    log.atInfo()
        .setMessage("🚀 Consuming")
        .addKeyValue("types", settings.names().source().types())
        .addKeyValue("prefetch", settings.prefetch())
        .addKeyValue("batch_records", settings.batchRecords())
        .log();
    lanes.forEach(Lane::start);
    clock.scheduleAtFixedRate(progress::tick, 1, 1, TimeUnit.SECONDS);
    clock.scheduleWithFixedDelay(rest::tick, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Writes everything that has been delivered to any lane. A lane that is not connected, as all are
   * at the start, is waited for.
   *
   * @return false if that was not possible in time: records may still be on their way
   */
  public boolean drain(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (!drainOnce(end)) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(DRAIN_PAUSE_MILLIS);
    }
    return true;
  }

  private boolean drainOnce(long end) throws InterruptedException {
    List<CompletableFuture<Boolean>> drains = new ArrayList<>();
    for (Lane<?> lane : lanes) {
      drains.add(lane.drain());
    }
    boolean drained = true;
    for (CompletableFuture<Boolean> drain : drains) {
      try {
        drained &= drain.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | ExecutionException e) {
        log.debug("not drained", e);
        drained = false;
      }
    }
    return drained;
  }

  /** The fields of {@code /health}. */
  public Map<String, Object> health() {
    boolean storeSeen =
        lanes.stream().anyMatch(lane -> lane.store().everAvailable())
            && lanes.stream().noneMatch(lane -> lane.store().away());
    return health.fields(snapshots(), storeSeen, progress.idle());
  }

  private List<Snapshot> snapshots() {
    return lanes.stream().map(lane -> lane.status().snapshot()).toList();
  }

  /** Cancels the consumers, writes what is at hand, leaves the rest to the broker. */
  @Override
  public void close() {
    log.info("🛑 Stopping {}", definition.service());
    synchronized (this) {
      closed = true;
      clock.shutdownNow();
      lanes.forEach(Lane::stop);
    }
    long end = System.nanoTime() + LONGEST_STOP.toNanos();
    try {
      for (Lane<?> lane : lanes) {
        if (!lane.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
          log.warn("⚠️ Lane of {} is still writing", lane.status().type());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    broker.close();
  }
}
