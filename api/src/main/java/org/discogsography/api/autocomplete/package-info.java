/** Names that complete what a user has typed so far. */
@NullMarked
package org.discogsography.api.autocomplete;

import org.jspecify.annotations.NullMarked;
