package org.discogsography.api.facets;

import java.util.List;
import java.util.Map;

/**
 * All that is kept of one genre or style.
 *
 * @param neighbours of each kind, at most {@link FacetStore#MOST}, those with most releases first
 * @param releasesByYear dated releases only
 */
record ParentFacets(
    FacetParent parent, Map<FacetKind, List<Facet>> neighbours, Map<Integer, Long> releasesByYear) {

  ParentFacets {
    neighbours = Map.copyOf(neighbours);
    releasesByYear = Map.copyOf(releasesByYear);
  }
}
