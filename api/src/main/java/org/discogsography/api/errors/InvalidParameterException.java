package org.discogsography.api.errors;

/** A parameter outside its range, where the range is known only at run time. */
public final class InvalidParameterException extends RuntimeException {

  private final Violation violation;

  private InvalidParameterException(Violation violation) {
    super(violation.msg());
    this.violation = violation;
  }

  /** A query parameter of this name breaks the rule that {@code message} states. */
  public static InvalidParameterException inQuery(String name, String type, String message) {
    return new InvalidParameterException(Violation.inQuery(name, type, message));
  }

  Violation violation() {
    return violation;
  }
}
