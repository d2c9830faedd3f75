package org.discogsography.extractor.rules;

/** One thing that every value of a field has to satisfy. */
record Rule(String name, FieldPath field, Condition condition, Severity severity) {}
