/** The ids that an import has brought so far, stored with each batch. */
@NullMarked
package org.discogsography.graphinator.seen;

import org.jspecify.annotations.NullMarked;
