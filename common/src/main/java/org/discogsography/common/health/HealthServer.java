package org.discogsography.common.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.discogsography.common.logging.FailureText;
import org.discogsography.common.settings.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves {@code GET /health} (JSON; 200 only while {@code status} is {@code healthy}, else 503),
 * {@code /health/live}, {@code /metrics} (Prometheus text) and routes of the service's own. A peer
 * that sends nothing occupies no thread and is dropped after five seconds.
 */
public final class HealthServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HealthServer.class);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;

  static {
    System.setProperty("sun.net.httpserver.maxReqTime", "5");
    System.setProperty("sun.net.httpserver.maxRspTime", "30");
    System.setProperty("sun.net.httpserver.idleInterval", "5");
    System.setProperty("sun.net.httpserver.clockTick", "1000"); // looks for silent peers
  }

  /** Answers one request on a route of the service's own. */
  @FunctionalInterface
  public interface Route {

    /** The answer to this request; a failure becomes a 500. */
    Response respond(HttpExchange request) throws IOException;
  }

  /**
   * An answer.
   *
   * @param body JSON or text, empty for none
   */
  public record Response(int status, String contentType, String body) {

    /** An answer in JSON. */
    public static Response json(int status, Object body) {
      return new Response(status, "application/json", JsonMapper.shared().writeValueAsString(body));
    }
  }

  private final int wantedPort;
  private final Map<String, Route> routes = new LinkedHashMap<>();
  private @Nullable HttpServer server;
  private @Nullable ExecutorService executor;

  /**
   * @param port to listen on, all addresses; 0 picks a free one
   * @param health the fields of the answer; must hold {@code status}
   */
  public HealthServer(
      int port, Supplier<Map<String, Object>> health, PrometheusMeterRegistry metrics) {
    this.wantedPort = port;
    route("/health", request -> health(health));
    route("/health/live", request -> Response.json(OK, Map.of("status", "healthy")));
    route("/metrics", request -> metrics(metrics));
  }

  /** Adds or replaces a route; to be called before {@link #start()}. */
  public HealthServer route(String path, Route route) {
    routes.put(path, route);
    return this;
  }

  /** The metrics as Prometheus text. */
  public static Response metrics(PrometheusMeterRegistry metrics) {
    return new Response(OK, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
  }

  private static Response health(Supplier<Map<String, Object>> health) {
    Map<String, Object> fields;
    try {
      fields = health.get();
    } catch (RuntimeException e) {
      log.warn("⚠️ Health could not be told", e);
      fields = new LinkedHashMap<>();
      fields.put("status", "unhealthy");
      fields.put("error", FailureText.reason(e));
      fields.put("timestamp", Instant.now().toString());
    }
    return Response.json("healthy".equals(fields.get("status")) ? OK : UNAVAILABLE, fields);
  }

  /**
   * Starts listening.
   *
   * @throws ConfigurationException if the port is taken
   */
  public synchronized void start() {
    try {
      HttpServer started = HttpServer.create(new InetSocketAddress(wantedPort), 0);
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      started.setExecutor(threads);
      started.createContext("/", this::answer);
      started.start();
      server = started;
      executor = threads;
      log.atInfo()
          .setMessage("🏥 Health server started")
          .addKeyValue("port", started.getAddress().getPort())
          .log();
    } catch (IOException e) {
      throw new ConfigurationException(
          "health port %d cannot be opened (%s); end the program that uses it or set another port"
              .formatted(wantedPort, e.getMessage()),
          e);
    }
  }

  /** The port in use. */
  public synchronized int port() {
    return server == null ? wantedPort : server.getAddress().getPort();
  }

  private void answer(HttpExchange request) throws IOException {
    try (request) {
      Route route = routes.get(request.getRequestURI().getPath());
      Response response;
      if (route == null) {
        response = Response.json(NOT_FOUND, Map.of("error", "not found"));
      } else if (isReadOnly(request.getRequestURI().getPath())
          && !request.getRequestMethod().matches("GET|HEAD")) {
        response = Response.json(METHOD_NOT_ALLOWED, Map.of("error", "only GET is allowed"));
      } else {
        response = respond(route, request);
      }
      send(request, response);
    }
  }

  private static boolean isReadOnly(String path) {
    return path.startsWith("/health") || path.equals("/metrics");
  }

  private static Response respond(Route route, HttpExchange request) {
    try {
      return route.respond(request);
    } catch (IOException | RuntimeException e) {
      log.error("❌ Request failed: {}", request.getRequestURI().getPath(), e);
      return Response.json(500, Map.of("error", "internal error"));
    }
  }

  private static void send(HttpExchange request, Response response) throws IOException {
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    request.getResponseHeaders().set("Content-Type", response.contentType());
    boolean head = request.getRequestMethod().equals("HEAD");
    request.sendResponseHeaders(response.status(), body.length == 0 || head ? -1 : body.length);
    if (!head && body.length > 0) {
      request.getResponseBody().write(body);
    }
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
    if (executor != null) {
      executor.shutdownNow();
      executor = null;
    }
  }
}
