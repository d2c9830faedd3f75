package org.discogsography.extractor.rules;

import org.jspecify.annotations.Nullable;

/**
 * A record about which the rules have something to say.
 *
 * @param position of its first byte in the unpacked file
 * @param source its own text as cut from the dump, null if it is not to be kept
 * @param json the record after filters and before normalisation, null if it is not to be kept
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
public record Findings(
    String id, long position, Verdict verdict, byte @Nullable [] source, byte @Nullable [] json) {}
