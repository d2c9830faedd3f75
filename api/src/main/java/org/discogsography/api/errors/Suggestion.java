package org.discogsography.api.errors;

/** Something that a client may have meant. */
public record Suggestion(String id, String name) {}
