/** What the stores hold, as text that can be compared. */
@NullMarked
package org.discogsography.acceptance.stores;

import org.jspecify.annotations.NullMarked;
