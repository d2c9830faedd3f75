package org.discogsography.api.ratelimits;

import java.time.InstantSource;
import org.discogsography.api.redis.RedisLink;
import org.discogsography.api.settings.ApiSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the limits on requests. */
@Configuration(proxyBeanMethods = false)
class RateLimitsConfiguration {

  @Bean
  RateLimits rateLimits(RedisLink redis, ApiSettings settings, InstantSource clock) {
    return new RateLimits(
        new Buckets(redis), new ClientAddresses(settings.trustedProxies()), clock);
  }
}
