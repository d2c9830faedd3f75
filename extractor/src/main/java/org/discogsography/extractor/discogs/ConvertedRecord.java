package org.discogsography.extractor.discogs;

import org.jspecify.annotations.Nullable;

/**
 * What became of one cut record.
 *
 * @param position of its first byte in the unpacked file
 * @param message the bytes of its {@code data} message, null if it is malformed
 * @param fault why it is malformed, null if it is not
 * @param invalidUtf8 whether bytes had to be replaced by U+FFFD
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
record ConvertedRecord(
    long position, byte @Nullable [] message, @Nullable String fault, boolean invalidUtf8) {}
