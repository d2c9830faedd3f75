/** Taking back what records said that have left MusicBrainz. */
@NullMarked
package org.discogsography.brainzgraphinator.purge;

import org.jspecify.annotations.NullMarked;
