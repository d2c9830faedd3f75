/** Reads the MusicBrainz JSON dumps and turns their lines into messages. */
@NullMarked
package org.discogsography.extractor.musicbrainz;

import org.jspecify.annotations.NullMarked;
