/** The health and metrics endpoints of services that serve nothing else over HTTP. */
@NullMarked
package org.discogsography.common.health;

import org.jspecify.annotations.NullMarked;
