package org.discogsography.common.consuming;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.discogsography.common.messages.DataType;

/** Counts what a consumer does, by data type. */
final class ConsumerMetrics {

  private static final String RECORDS = "discogsography.consumer.records";

  private final MeterRegistry registry;
  private final String service;

  ConsumerMetrics(MeterRegistry registry, String service) {
    this.registry = registry;
    this.service = service;
  }

  void watch(LaneStatus lane) {
    gauge("pending", lane, snapshot -> snapshot.pending());
    gauge("in.flight", lane, snapshot -> snapshot.inFlight());
    gauge("batch.effective.size", lane, snapshot -> snapshot.effectiveSize());
    gauge("queue.lag", lane, snapshot -> snapshot.lag());
    gauge("active", lane, snapshot -> snapshot.consuming() ? 1 : 0);
    gauge("store.away", lane, snapshot -> snapshot.storeAway() ? 1 : 0);
  }

  private interface Figure {
    double of(LaneStatus.Snapshot snapshot);
  }

  private void gauge(String name, LaneStatus lane, Figure figure) {
    Gauge.builder("discogsography.consumer." + name, lane, it -> figure.of(it.snapshot()))
        .tag("service", service)
        .tag("type", lane.type().text())
        .register(registry);
  }

  void written(DataType type, WriteResult result, long nanos) {
    records(type, "written").increment(result.written());
    records(type, "unchanged").increment(result.unchanged());
    Timer.builder("discogsography.consumer.batch.write")
        .description("Time to write and commit a batch")
        .publishPercentileHistogram()
        .tags("service", service, "type", type.text())
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
    DistributionSummary.builder("discogsography.consumer.batch.records")
        .tags("service", service, "type", type.text())
        .register(registry)
        .record(result.written() + result.unchanged());
  }

  void deadLettered(DataType type, int count) {
    records(type, "dead_lettered").increment(count);
  }

  void requeued(DataType type, int count) {
    records(type, "requeued").increment(count);
  }

  void failed(DataType type, FailureClass failure) {
    Counter.builder("discogsography.consumer.write.failures")
        .tags(
            "service", service,
            "type", type.text(),
            "class", failure.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment();
  }

  private Counter records(DataType type, String outcome) {
    return Counter.builder(RECORDS)
        .tags("service", service, "type", type.text(), "outcome", outcome)
        .register(registry);
  }
}
