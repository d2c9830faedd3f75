/** What has to wait for a Discogs import, and what follows a MusicBrainz import. */
@NullMarked
package org.discogsography.brainzgraphinator.completion;

import org.jspecify.annotations.NullMarked;
