/** How many nodes of each kind the graph holds. */
@NullMarked
package org.discogsography.api.statistics;

import org.jspecify.annotations.NullMarked;
