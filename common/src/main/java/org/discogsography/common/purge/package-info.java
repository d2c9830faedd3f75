/** Removing what has left the dump, and the checks that come before it. */
@NullMarked
package org.discogsography.common.purge;

import org.jspecify.annotations.NullMarked;
