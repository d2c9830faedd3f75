/**
 * Discogs records as the graph needs them: parsed, with years, categories and duplicates settled.
 */
@NullMarked
package org.discogsography.graphinator.records;

import org.jspecify.annotations.NullMarked;
