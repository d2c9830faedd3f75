/** Consuming in batches with acknowledgement after commit: what all four consumers share. */
@NullMarked
package org.discogsography.common.consuming;

import org.jspecify.annotations.NullMarked;
