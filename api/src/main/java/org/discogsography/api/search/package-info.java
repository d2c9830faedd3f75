/** Finding names in the full-text indexes of the graph. */
@NullMarked
package org.discogsography.api.search;

import org.jspecify.annotations.NullMarked;
