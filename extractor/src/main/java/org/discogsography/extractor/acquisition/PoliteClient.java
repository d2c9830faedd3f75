package org.discogsography.extractor.acquisition;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.discogsography.extractor.extraction.StopSignal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one site, never faster than it likes: a gap between requests, and pauses as long as it asks
 * for. All waits end when the process shall end. To be used by one thread.
 */
public final class PoliteClient implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PoliteClient.class);

  private static final long TICK_MILLIS = 100;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;
  private static final int LARGEST_PAGE = 16 << 20;

  private final Politeness politeness;
  private final StopSignal stop;
  private final InstantSource clock;
  private final Consumer<String> task;
  private @Nullable HttpClient http;
  private @Nullable Instant lastRequest;

  /**
   * @param task is told what is waited for, in words for observers
   */
  public PoliteClient(
      Politeness politeness, StopSignal stop, InstantSource clock, Consumer<String> task) {
    this.politeness = politeness;
    this.stop = stop;
    this.clock = clock;
    this.task = task;
  }

  /** Made when it is first needed: one that only reads local dumps reads no certificates. */
  private HttpClient http() {
    HttpClient known = http;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .connectTimeout(politeness.connectTimeout())
              .build();
      http = known;
    }
    return known;
  }

  Politeness politeness() {
    return politeness;
  }

  /** True once the process shall end. */
  boolean stopping() {
    return stop.requested();
  }

  /**
   * A page of text, tried as often as politeness allows.
   *
   * @throws RefusedException if the site answers with an error
   */
  public String page(URI address) throws IOException, InterruptedException {
    return trying(
        "page " + address,
        () -> {
          try (Answer answer = get(address, Map.of())) {
            return answer.text(LARGEST_PAGE);
          }
        });
  }

  /**
   * Bytes of a file by asking for its first only; 0 if the site does not tell.
   *
   * @throws StoppedException if the process shall end
   */
  public long sizeOf(URI address) throws IOException, InterruptedException {
    try (Answer answer = get(address, Map.of("Range", "bytes=0-0"))) {
      long size = answer.status() == Answer.PARTIAL ? answer.rangeTotal() : answer.length();
      return Math.max(0, size);
    } catch (StoppedException e) {
      throw e;
    } catch (IOException e) {
      log.debug("the size of {} is unknown", address, e);
      return 0;
    }
  }

  /** What may fail and be tried again. */
  @FunctionalInterface
  interface Attempt<T> {
    T make() throws IOException, InterruptedException;
  }

  /** Makes attempts until one succeeds, or none may follow; the last failure is the reason. */
  <T> T trying(String what, Attempt<T> attempt) throws IOException, InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return attempt.make();
      } catch (StoppedException e) {
        throw e;
      } catch (IOException e) {
        boolean last = failures >= politeness.attempts();
        if (last || (e instanceof RefusedException refused && refused.isFinal())) {
          throw e;
        }
        Duration pause = politeness.retryPause(failures);
        log.atWarn()
            .setMessage("⚠️ fetching failed, trying again")
            .addKeyValue("what", what)
            .addKeyValue("attempt", failures)
            .addKeyValue("pause_ms", pause.toMillis())
            .addKeyValue("reason", e.getMessage())
            .log();
        pause(pause);
      }
    }
  }

  /**
   * One request; waits and asks again while the site is busy.
   *
   * @return an answer 200, 206 or 416
   * @throws RefusedException for any other
   */
  Answer get(URI address, Map<String, String> headers) throws IOException, InterruptedException {
    for (int retry = 1; ; retry++) {
      keepGap();
      Answer answer = send(address, headers);
      int status = answer.status();
      if (status == Answer.OK
          || status == Answer.PARTIAL
          || status == Answer.RANGE_NOT_SATISFIABLE) {
        return answer;
      }
      answer.close();
      boolean busy = status == TOO_MANY_REQUESTS || status == UNAVAILABLE;
      if (!busy) {
        throw new RefusedException(address, status, "");
      }
      if (retry > politeness.busyRetries()) {
        throw new RefusedException(address, status, ", " + retry + " times");
      }
      Duration pause = politeness.busyPause(answer.header("Retry-After"), retry, clock.instant());
      log.atWarn()
          .setMessage("⏳ the site asks for patience")
          .addKeyValue("address", address)
          .addKeyValue("status", status)
          .addKeyValue("pause_seconds", pause.toSeconds())
          .addKeyValue("retry", retry)
          .log();
      task.accept(
          "waiting %d s because %s is busy (%d)"
              .formatted(pause.toSeconds(), address.getHost(), status));
      pause(pause);
    }
  }

  private void keepGap() throws IOException, InterruptedException {
    Instant now = clock.instant();
    if (lastRequest != null) {
      Duration left = Duration.between(now, lastRequest.plus(politeness.gap()));
      if (left.isPositive()) {
        // a clock that was set back must not make the gap longer
        pause(left.compareTo(politeness.gap()) > 0 ? politeness.gap() : left);
      }
    }
    lastRequest = clock.instant();
  }

  private void pause(Duration time) throws IOException, InterruptedException {
    if (stop.await(time)) {
      throw new StoppedException();
    }
  }

  private Answer send(URI address, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(politeness.connectTimeout())
            .header("User-Agent", politeness.userAgent())
            .header("Accept-Encoding", "identity");
    headers.forEach(request::header);
    CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> future =
        http().sendAsync(request.build(), BodyHandlers.ofPublisher());
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = await(address, future);
    Body body = new Body(address, politeness.idleTimeout(), stop);
    response.body().subscribe(body);
    return new Answer(address, response.statusCode(), response.headers(), body);
  }

  private <T> T await(URI address, CompletableFuture<T> future)
      throws IOException, InterruptedException {
    while (true) {
      try {
        return future.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (stop.requested()) {
          future.cancel(true);
          throw new StoppedException();
        }
      } catch (ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        throw new IOException(address + " cannot be reached: " + reason, cause);
      }
    }
  }

  @Override
  public void close() {
    HttpClient known = http;
    if (known != null) {
      known.shutdownNow();
    }
  }
}
