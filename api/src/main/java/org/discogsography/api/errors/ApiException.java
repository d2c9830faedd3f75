package org.discogsography.api.errors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that ends with an error status; its text is meant for the client. */
public final class ApiException extends RuntimeException {

  /** Seconds after which a client may try again when a store is down for a moment. */
  private static final int RETRY_AFTER_SECONDS = 5;

  private final int status;
  private final String code;
  private final @Nullable Integer retryAfterSeconds;
  private final @Nullable List<Suggestion> suggestions;

  private ApiException(
      int status,
      String code,
      String message,
      @Nullable Integer retryAfterSeconds,
      @Nullable List<Suggestion> suggestions,
      @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
    this.suggestions = suggestions;
  }

  /** 400: the parameters are well formed but make no sense together. */
  public static ApiException meaningless(String code, String message) {
    return new ApiException(400, code, message, null, null, null);
  }

  /** 404: no such thing. */
  public static ApiException notFound(String message) {
    return new ApiException(404, "not_found", message, null, null, null);
  }

  /** 404 for a name, with what may have been meant. */
  public static ApiException notFound(String message, List<Suggestion> suggestions) {
    return new ApiException(404, "not_found", message, null, List.copyOf(suggestions), null);
  }

  /** 429: the client has used up its requests until {@code retryAfterSeconds} from now. */
  public static ApiException tooManyRequests(String message, int retryAfterSeconds) {
    return new ApiException(429, "rate_limited", message, retryAfterSeconds, null, null);
  }

  /** 503: a store cannot answer just now. */
  public static ApiException unavailable(String message, @Nullable Throwable cause) {
    return new ApiException(503, "store_unavailable", message, RETRY_AFTER_SECONDS, null, cause);
  }

  /** 504: the store was asked and took longer than the limit. */
  public static ApiException timedOut(String message, Throwable cause) {
    return new ApiException(504, "query_timeout", message, null, null, cause);
  }

  public int status() {
    return status;
  }

  /** A stable snake_case word for programs. */
  public String code() {
    return code;
  }

  public @Nullable Integer retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** Null where suggestions make no sense. */
  public @Nullable List<Suggestion> suggestions() {
    return suggestions;
  }
}
