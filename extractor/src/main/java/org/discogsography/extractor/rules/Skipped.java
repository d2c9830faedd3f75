package org.discogsography.extractor.rules;

/**
 * Why a record is not published.
 *
 * @param reason as the rules file gives it
 * @param field path of the field
 * @param value that contains what the record is skipped for
 */
public record Skipped(String reason, String field, String value) {}
