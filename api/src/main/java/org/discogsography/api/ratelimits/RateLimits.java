package org.discogsography.api.ratelimits;

import java.time.InstantSource;

/** Makes the limit of a route. */
public final class RateLimits {

  private final Buckets buckets;
  private final ClientAddresses clients;
  private final InstantSource clock;

  RateLimits(Buckets buckets, ClientAddresses clients, InstantSource clock) {
    this.buckets = buckets;
    this.clients = clients;
    this.clock = clock;
  }

  /** A limit for each client on all requests of one route together, whatever their parameters. */
  public RateLimit perMinute(String route, int requests) {
    return new RateLimit(route, requests, buckets, clients, clock);
  }
}
