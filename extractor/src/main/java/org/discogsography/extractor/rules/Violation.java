package org.discogsography.extractor.rules;

/**
 * A value that breaks a rule.
 *
 * @param rule name of the rule
 * @param field path of the field
 * @param value empty if the value is missing
 */
public record Violation(String rule, Severity severity, String field, String value) {

  /** The name of the rule that no rules file holds: the broker takes no message of this size. */
  public static final String TOO_LARGE = "message-too-large";
}
