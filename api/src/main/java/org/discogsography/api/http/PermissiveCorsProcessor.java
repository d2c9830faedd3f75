package org.discogsography.api.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;

/**
 * Leaves it to the browser to refuse: an actual request from an unknown origin is answered without
 * permission to read it, not with 403, because proxies pass on the origin of their own pages.
 */
final class PermissiveCorsProcessor extends DefaultCorsProcessor {

  @Override
  protected boolean handleInternal(
      ServerHttpRequest request,
      ServerHttpResponse response,
      CorsConfiguration config,
      boolean preFlightRequest)
      throws IOException {
    @Nullable String origin = request.getHeaders().getOrigin();
    if (!preFlightRequest && checkOrigin(config, origin) == null) {
      return true;
    }
    return super.handleInternal(request, response, config, preFlightRequest);
  }
}
