package org.discogsography.brainzgraphinator.enrichment;

/**
 * What a record says about its artist and another one.
 *
 * @param outgoing the relationship leads from the record's artist to the other
 * @param other Discogs id of the other artist
 */
record Assertion(RelationshipKind kind, boolean outgoing, String other, Period period) {}
