package org.discogsography.extractor.discogs;

import org.discogsography.extractor.rules.Findings;
import org.jspecify.annotations.Nullable;

/**
 * What became of one cut record.
 *
 * @param position of its first byte in the unpacked file
 * @param message the bytes of its {@code data} message, null if it is not to be published
 * @param fault why it is malformed, null if it is not
 * @param snippet how a malformed record begins, empty for others
 * @param invalidUtf8 whether bytes had to be replaced by U+FFFD
 * @param findings what the rules say, null if nothing
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
record ConvertedRecord(
    long position,
    byte @Nullable [] message,
    @Nullable String fault,
    String snippet,
    boolean invalidUtf8,
    @Nullable Findings findings) {}
