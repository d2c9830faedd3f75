package org.discogsography.common.messages;

/**
 * One record of a dump.
 *
 * @param id Discogs number or MusicBrainz MBID as text, never blank
 * @param sha256 content hash, 64 lower-case hex digits; empty if a foreign publisher sent none
 * @param json the whole message as it came, UTF-8 JSON including {@code type}, {@code id} and
 *     {@code sha256}; shared, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
public record DataRecord(String id, String sha256, byte[] json) implements PipelineMessage {}
