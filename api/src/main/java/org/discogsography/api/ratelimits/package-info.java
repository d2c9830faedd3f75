/** How many requests a client may send to a route within a minute. */
@NullMarked
package org.discogsography.api.ratelimits;

import org.jspecify.annotations.NullMarked;
