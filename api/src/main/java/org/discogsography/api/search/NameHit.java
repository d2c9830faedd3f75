package org.discogsography.api.search;

/**
 * A name that was found.
 *
 * @param releases how many releases it has, as far as known without counting
 * @param score of the full-text index; larger is better
 */
public record NameHit(String id, String name, long releases, double score) {}
