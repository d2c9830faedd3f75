package org.discogsography.common.consuming;

import java.util.List;
import org.discogsography.common.messages.PipelineMessage;
import org.jspecify.annotations.Nullable;

/**
 * One message from the queue, taken apart.
 *
 * @param tag delivery tag on the channel of its session
 * @param arrivedNanos when it arrived, by {@link System#nanoTime()}
 * @param control a completion signal, which travels alone
 */
record Delivery<R>(
    long tag,
    int bytes,
    long arrivedNanos,
    List<Entry<R>> entries,
    List<DeadLetter> invalid,
    @Nullable PipelineMessage control) {}
