package org.discogsography.api.http;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

/** An answer that depends on the loaded data only, so that anybody may keep it for a minute. */
public final class DatasetAnswers {

  private static final Duration FRESH = Duration.ofSeconds(60);

  private DatasetAnswers() {}

  public static <T> ResponseEntity<T> of(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.maxAge(FRESH).cachePublic()).body(body);
  }
}
