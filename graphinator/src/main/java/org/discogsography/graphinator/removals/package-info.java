/** The note by which writers learn that something they remember has left the graph. */
@NullMarked
package org.discogsography.graphinator.removals;

import org.jspecify.annotations.NullMarked;
