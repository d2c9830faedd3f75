package org.discogsography.tableinator.rows;

/**
 * One record as its row will hold it.
 *
 * @param id Discogs id, the key of the row
 * @param hash content hash; empty if the publisher sent none, and then equal to no stored hash
 * @param document the JSON of column {@code data}, UTF-8, free of anything JSONB refuses
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
record Row(String id, String hash, byte[] document) {}
