/** Answers kept in Redis for as long as no new import has finished. */
@NullMarked
package org.discogsography.api.caching;

import org.jspecify.annotations.NullMarked;
