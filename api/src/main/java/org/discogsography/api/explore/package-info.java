/** The centre of an exploration, its categories, and their children page by page. */
@NullMarked
package org.discogsography.api.explore;

import org.jspecify.annotations.NullMarked;
