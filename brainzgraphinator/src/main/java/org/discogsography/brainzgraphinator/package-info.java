/** Adds what MusicBrainz knows to the nodes that Discogs has made. */
@NullMarked
package org.discogsography.brainzgraphinator;

import org.jspecify.annotations.NullMarked;
