/** Reading the graph: queries with a time limit, and whether the graph answers at all. */
@NullMarked
package org.discogsography.api.graph;

import org.jspecify.annotations.NullMarked;
