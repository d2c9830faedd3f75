/** The connections to PostgreSQL, which may be absent at any time. */
@NullMarked
package org.discogsography.api.postgres;

import org.jspecify.annotations.NullMarked;
