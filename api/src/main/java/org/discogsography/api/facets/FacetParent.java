package org.discogsography.api.facets;

import org.discogsography.api.entities.EntityType;

/**
 * A genre or style.
 *
 * @param type genre or style
 */
record FacetParent(EntityType type, String name) {}
