/**
 * Precomputed children and years of genres and styles, which are too large to count per request.
 */
@NullMarked
package org.discogsography.api.facets;

import org.jspecify.annotations.NullMarked;
