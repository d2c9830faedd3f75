package org.discogsography.api.ratelimits;

import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import org.discogsography.api.errors.ApiException;

/**
 * How many requests a client may send to one route in a minute. Requests with broken parameters are
 * refused before and do not count.
 */
public final class RateLimit {

  private final String route;
  private final int perMinute;
  private final Buckets buckets;
  private final ClientAddresses clients;
  private final InstantSource clock;

  RateLimit(
      String route, int perMinute, Buckets buckets, ClientAddresses clients, InstantSource clock) {
    this.route = route;
    this.perMinute = perMinute;
    this.buckets = buckets;
    this.clients = clients;
    this.clock = clock;
  }

  /**
   * Counts the request and states in the headers of its answer what is left; {@code
   * X-RateLimit-Reset} is in seconds since 1970.
   *
   * @throws ApiException 429 when nothing was left
   */
  public void admit(HttpServletRequest request, HttpServletResponse response) {
    ConsumptionProbe probe = buckets.take(route + ":" + clients.of(request), perMinute);
    Duration untilReset = Duration.ofNanos(probe.getNanosToWaitForReset());
    response.setHeader("X-RateLimit-Limit", Integer.toString(perMinute));
    response.setHeader("X-RateLimit-Remaining", Long.toString(probe.getRemainingTokens()));
    response.setHeader(
        "X-RateLimit-Reset", Long.toString(clock.instant().plus(untilReset).getEpochSecond()));
    if (!probe.isConsumed()) {
      throw ApiException.tooManyRequests(
          "Rate limit exceeded: %d requests per minute to %s".formatted(perMinute, route),
          Math.toIntExact(
              Duration.ofNanos(probe.getNanosToWaitForRefill()).plusMillis(999).toSeconds()));
    }
  }
}
