/** Consuming, tried on the real broker with a store that fails as a test tells it to. */
@NullMarked
package org.discogsography.common.consuming;

import org.jspecify.annotations.NullMarked;
