/** The rows that an import has met unchanged, stored with each batch. */
@NullMarked
package org.discogsography.brainztableinator.seen;

import org.jspecify.annotations.NullMarked;
