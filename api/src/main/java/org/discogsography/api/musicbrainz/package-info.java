/** What MusicBrainz adds to artists, labels, masters and releases, and how much of it there is. */
@NullMarked
package org.discogsography.api.musicbrainz;

import org.jspecify.annotations.NullMarked;
