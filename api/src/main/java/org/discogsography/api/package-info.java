/** The HTTP API over the graph: look-up, exploring and statistics. */
@NullMarked
package org.discogsography.api;

import org.jspecify.annotations.NullMarked;
