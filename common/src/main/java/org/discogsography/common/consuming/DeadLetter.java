package org.discogsography.common.consuming;

import org.jspecify.annotations.Nullable;

/**
 * A record or message that will never be stored.
 *
 * @param id of the record, empty when it could not be read
 * @param body the record's JSON, or the whole message when it could not be taken apart
 * @param attempts how often storing it was tried
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
record DeadLetter(
    String id, byte[] body, String reason, @Nullable Throwable failure, int attempts) {}
