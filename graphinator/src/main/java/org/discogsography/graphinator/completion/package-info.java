/** Remembers in the graph which parts of an extraction are complete, and what has to follow. */
@NullMarked
package org.discogsography.graphinator.completion;

import org.jspecify.annotations.NullMarked;
