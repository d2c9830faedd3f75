/** What the messages about MusicBrainz records say, read for the consumers that store them. */
@NullMarked
package org.discogsography.common.musicbrainz;

import org.jspecify.annotations.NullMarked;
