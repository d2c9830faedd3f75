/** Everything known about one artist, label, release, master, genre or style. */
@NullMarked
package org.discogsography.api.nodes;

import org.jspecify.annotations.NullMarked;
