package org.discogsography.testkit.sites;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A site of dumps on this machine that behaves as badly as a test wants. */
public final class TestSite implements AutoCloseable {

  /** How the site answers one request. */
  @FunctionalInterface
  public interface Behaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  /**
   * What the site was asked.
   *
   * @param query decoded by nobody
   */
  public record Asked(
      String path,
      @Nullable String query,
      @Nullable String range,
      @Nullable String ifRange,
      @Nullable String userAgent,
      long nanos) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Behaviour> usual = new HashMap<>();
  private final Map<String, Deque<Behaviour>> once = new HashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  public TestSite() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Address of the site, with a slash at its end. */
  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
  }

  /**
   * How a thing is answered from now on.
   *
   * @param target path and query as they are asked for
   */
  public synchronized void put(String target, Behaviour behaviour) {
    usual.put(target, behaviour);
  }

  /** How the next requests for a thing are answered, before it is answered as usual. */
  public synchronized void first(String target, Behaviour... behaviours) {
    once.computeIfAbsent(target, key -> new ArrayDeque<>()).addAll(Arrays.asList(behaviours));
  }

  public synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** The requests for one thing. */
  public List<Asked> asked(String target) {
    return asked().stream().filter(one -> target.equals(target(one.path, one.query))).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Behaviour behaviour = next(exchange);
      if (behaviour == null) {
        status(404).answer(exchange);
      } else {
        behaviour.answer(exchange);
      }
    }
  }

  private synchronized @Nullable Behaviour next(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    asked.add(
        new Asked(
            uri.getRawPath(),
            uri.getRawQuery(),
            exchange.getRequestHeaders().getFirst("Range"),
            exchange.getRequestHeaders().getFirst("If-Range"),
            exchange.getRequestHeaders().getFirst("User-Agent"),
            System.nanoTime()));
    String target = target(uri.getRawPath(), uri.getRawQuery());
    Deque<Behaviour> queue = once.get(target);
    Behaviour first = queue == null ? null : queue.poll();
    return first == null ? usual.get(target) : first;
  }

  private static String target(String path, @Nullable String query) {
    return query == null ? path : path + "?" + query;
  }

  /** Text, with status 200. */
  public static Behaviour text(String text) {
    return exchange -> {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** A status without body; headers as name and value in turn. */
  public static Behaviour status(int status, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /** A file that can be had in parts. */
  public static Behaviour file(byte[] content, String tag) {
    return exchange -> {
      String range = exchange.getRequestHeaders().getFirst("Range");
      String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
      exchange.getResponseHeaders().set("ETag", tag);
      if (range == null || (ifRange != null && !ifRange.equals(tag))) {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
        return;
      }
      String[] ends = range.substring("bytes=".length()).split("-", -1);
      int from = Integer.parseInt(ends[0]);
      int to = ends[1].isEmpty() ? content.length - 1 : Integer.parseInt(ends[1]);
      if (from >= content.length) {
        exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, to, content.length));
      exchange.sendResponseHeaders(206, to - from + 1);
      exchange.getResponseBody().write(content, from, to - from + 1);
    };
  }

  /** A file that knows no ranges. */
  public static Behaviour whole(byte[] content, String tag) {
    return exchange -> {
      exchange.getResponseHeaders().set("ETag", tag);
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    };
  }

  /** Promises the file from where it is asked for, and breaks off after some bytes. */
  public static Behaviour breakingOff(byte[] content, String tag, int after) {
    return exchange -> {
      int from = begin(exchange, content, tag);
      exchange.getResponseBody().write(content, from, after);
      exchange.getResponseBody().flush();
    };
  }

  /**
   * Promises the file from where it is asked for, and falls silent without closing.
   *
   * @param end of the part that is sent
   */
  public Behaviour stalling(byte[] content, String tag, int end) {
    return exchange -> {
      int from = begin(exchange, content, tag);
      exchange.getResponseBody().write(content, from, Math.max(0, end - from));
      exchange.getResponseBody().flush();
      awaitClosing();
    };
  }

  /** Takes the request and says nothing at all. */
  public Behaviour silent() {
    return exchange -> awaitClosing();
  }

  private static int begin(HttpExchange exchange, byte[] content, String tag) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from =
        range == null ? 0 : Integer.parseInt(range.substring("bytes=".length()).split("-", -1)[0]);
    exchange.getResponseHeaders().set("ETag", tag);
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    return from;
  }

  private void awaitClosing() {
    try {
      closing.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
