package org.discogsography.extractor.http;

import com.sun.net.httpserver.HttpExchange;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.function.ToLongFunction;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.health.HealthServer;
import org.discogsography.common.health.HealthServer.Response;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.extraction.ExtractionStatus;
import org.discogsography.extractor.extraction.ExtractorSettings;
import org.discogsography.extractor.extraction.Progress;
import org.discogsography.extractor.extraction.RunRequests;
import org.discogsography.extractor.extraction.TypeProgress;
import org.discogsography.extractor.publish.PublishCounters;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP side of the extractor: {@code /health}, {@code /ready}, {@code /metrics}, {@code
 * /trigger}.
 */
public final class ExtractorServer implements AutoCloseable {

  private final HealthServer server;
  private final Progress progress;

  public ExtractorServer(
      ExtractorSettings settings,
      Progress progress,
      RunRequests requests,
      PublishCounters counters,
      BrokerConnections connections,
      String serviceVersion,
      Clock clock) {
    this.progress = progress;
    Source source = settings.names().source();
    HealthFields fields = new HealthFields(progress, source, serviceVersion, clock);
    PrometheusMeterRegistry registry = registry(progress, source, counters);
    server =
        new HealthServer(settings.healthPort(), fields::health, registry)
            .route("/ready", request -> ready())
            .route("/trigger", new Trigger(requests, settings.triggerToken()))
            .route(
                "/metrics",
                request ->
                    wantsText(request)
                        ? HealthServer.metrics(registry)
                        : Response.json(200, fields.metrics(connections.isOpen())));
  }

  public void start() {
    server.start();
  }

  /** The port in use. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }

  private Response ready() {
    Progress.View view = progress.view();
    boolean ready =
        view.status() != ExtractionStatus.IDLE
            || !view.activeFiles().isEmpty()
            || view.completedFiles() > 0;
    return new Response(ready ? 200 : 503, "text/plain", "");
  }

  private static boolean wantsText(HttpExchange request) {
    @Nullable String accept = request.getRequestHeaders().getFirst("Accept");
    return accept != null && accept.contains("text/plain");
  }

  private static PrometheusMeterRegistry registry(
      Progress progress, Source source, PublishCounters counters) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().commonTags("source", source.text());
    counter(registry, "extractor.published", counters, PublishCounters::published);
    counter(registry, "extractor.retried", counters, PublishCounters::retried);
    counter(registry, "extractor.returned", counters, PublishCounters::returned);
    Gauge.builder("extractor.unconfirmed", counters, PublishCounters::unconfirmed)
        .strongReference(true)
        .register(registry);
    Gauge.builder("extractor.errors", progress, p -> p.view().errors()).register(registry);
    Gauge.builder("extractor.completed.files", progress, p -> p.view().completedFiles())
        .register(registry);
    for (ExtractionStatus status : ExtractionStatus.values()) {
      Gauge.builder("extractor.status", progress, p -> p.view().status() == status ? 1 : 0)
          .tag("status", status.text())
          .register(registry);
    }
    for (DataType type : source.types()) {
      gauge(registry, "extractor.records", progress, type, one -> one.records().get());
      gauge(registry, "extractor.skipped", progress, type, one -> one.skipped().get());
      gauge(registry, "extractor.malformed", progress, type, one -> one.malformed().get());
      gauge(registry, "extractor.queue.bytes", progress, type, TypeProgress::waitingBytes);
      gauge(registry, "extractor.bytes.read", progress, type, one -> one.bytesRead().get());
      gauge(registry, "extractor.bytes.total", progress, type, one -> one.bytesTotal().get());
    }
    return registry;
  }

  private static void counter(
      PrometheusMeterRegistry registry,
      String name,
      PublishCounters counters,
      ToLongFunction<PublishCounters> count) {
    FunctionCounter.builder(name, counters, count::applyAsLong).register(registry);
  }

  private static void gauge(
      PrometheusMeterRegistry registry,
      String name,
      Progress progress,
      DataType type,
      ToLongFunction<TypeProgress> value) {
    Gauge.builder(name, progress, p -> value.applyAsLong(p.type(type)))
        .tag("data_type", type.text())
        .register(registry);
  }
}
