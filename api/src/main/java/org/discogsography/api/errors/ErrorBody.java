package org.discogsography.api.errors;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error but broken parameters.
 *
 * @param error what happened
 * @param detail the same text, for clients that look for this key
 * @param code a stable snake_case word for programs
 * @param suggestions what may have been meant; only where a name was not found
 */
public record ErrorBody(
    String error,
    String detail,
    String code,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Suggestion> suggestions) {

  static ErrorBody of(String code, String message) {
    return new ErrorBody(message, message, code, null);
  }
}
