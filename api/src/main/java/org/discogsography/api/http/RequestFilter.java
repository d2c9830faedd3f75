package org.discogsography.api.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives every request an id that its log lines carry, every answer the headers that protect
 * browsers, and every route a timer.
 */
final class RequestFilter extends OncePerRequestFilter {

  private static final String REQUEST_ID = "X-Request-ID";
  private static final Pattern USABLE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Answers are data: a browser that opens one must neither run nor load anything. */
  private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

  /** The documentation page loads its own files only; its icons are embedded. */
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; font-src 'self' data:; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final MeterRegistry meters;

  RequestFilter(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = requestId(request.getHeader(REQUEST_ID));
    response.setHeader(REQUEST_ID, id);
    protect(request, response);
    Timer.Sample sample = Timer.start(meters);
    try (var ignored = MDC.putCloseable("request_id", id)) {
      chain.doFilter(request, response);
    } finally {
      sample.stop(
          Timer.builder("http.server.requests")
              .description("Answered requests")
              .tag("method", request.getMethod())
              .tag("route", route(request))
              .tag("status", Integer.toString(response.getStatus()))
              .register(meters));
    }
  }

  private static String requestId(@Nullable String given) {
    return given != null && USABLE_ID.matcher(given).matches()
        ? given
        : UUID.randomUUID().toString();
  }

  private static void protect(HttpServletRequest request, HttpServletResponse response) {
    boolean page = request.getRequestURI().startsWith("/swagger-ui");
    response.setHeader("Content-Security-Policy", page ? PAGE_POLICY : DATA_POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
    response.setHeader("Permissions-Policy", "geolocation=(), microphone=(), camera=()");
    if ("https".equals(request.getHeader("X-Forwarded-Proto"))) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
  }

  /** The template, never the path itself: paths hold names and would make endless timers. */
  private static String route(HttpServletRequest request) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return pattern == null ? "none" : pattern.toString();
  }
}
