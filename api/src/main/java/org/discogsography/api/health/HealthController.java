package org.discogsography.api.health;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The health of the service on the port of the API itself, for proxies that know no other. */
@Hidden
@RestController
class HealthController {

  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final ApiHealth health;

  HealthController(ApiHealth health) {
    this.health = health;
  }

  @GetMapping("/health")
  ResponseEntity<Map<String, Object>> health() {
    Map<String, Object> fields = health.fields();
    return ResponseEntity.status("healthy".equals(fields.get("status")) ? OK : UNAVAILABLE)
        .cacheControl(CacheControl.noStore())
        .body(fields);
  }

  @GetMapping("/health/live")
  ResponseEntity<Map<String, Object>> live() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(Map.of("status", "healthy"));
  }
}
