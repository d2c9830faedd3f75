package org.discogsography.api.errors;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The body of 422: which parameters break which rule.
 *
 * @param error the violations in one sentence
 * @param detail the violations one by one
 */
public record InvalidParametersBody(String error, List<Violation> detail, String code) {

  public InvalidParametersBody {
    detail = List.copyOf(detail);
  }

  static InvalidParametersBody of(List<Violation> violations) {
    String sentence =
        violations.stream()
            .map(violation -> violation.loc().getLast() + ": " + violation.msg())
            .collect(Collectors.joining("; "));
    return new InvalidParametersBody(sentence, violations, "invalid_parameters");
  }
}
