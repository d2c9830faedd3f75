/** Connecting to PostgreSQL and judging its failures. */
@NullMarked
package org.discogsography.common.postgres;

import org.jspecify.annotations.NullMarked;
