/** The connection to Redis, which may be absent at any time. */
@NullMarked
package org.discogsography.api.redis;

import org.jspecify.annotations.NullMarked;
