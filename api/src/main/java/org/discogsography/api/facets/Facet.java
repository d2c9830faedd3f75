package org.discogsography.api.facets;

import org.jspecify.annotations.Nullable;

/**
 * A neighbour of a genre or style.
 *
 * @param id digits, or the name of a genre or style
 * @param name null while the neighbour is known from references only
 * @param releases that the neighbour shares with the genre or style
 */
public record Facet(String id, @Nullable String name, long releases) {}
