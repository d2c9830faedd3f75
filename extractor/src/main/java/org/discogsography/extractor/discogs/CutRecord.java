package org.discogsography.extractor.discogs;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of one record element as cut from a dump.
 *
 * @param position of its first byte in the unpacked file
 * @param xml the element from its start tag to its end tag; the start of it when it is broken
 * @param fault why it could not be cut whole, null when it was
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
public record CutRecord(long position, byte[] xml, @Nullable String fault) {}
