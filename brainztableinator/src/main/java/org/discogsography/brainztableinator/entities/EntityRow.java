package org.discogsography.brainztableinator.entities;

import org.discogsography.common.musicbrainz.MusicBrainzRecord;

/**
 * One record as its row will hold it.
 *
 * @param hash content hash; empty if the publisher sent none, and then equal to no stored hash
 * @param document the JSON of column {@code data}, UTF-8, free of anything JSONB refuses
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
record EntityRow(MusicBrainzRecord record, String hash, byte[] document) {}
