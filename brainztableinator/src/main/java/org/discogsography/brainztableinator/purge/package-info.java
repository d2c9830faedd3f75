/** Finding and removing the rows whose records have left MusicBrainz. */
@NullMarked
package org.discogsography.brainztableinator.purge;

import org.jspecify.annotations.NullMarked;
