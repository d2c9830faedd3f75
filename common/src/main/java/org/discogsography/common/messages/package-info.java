/**
 * The contract between the extractor and the consumers: messages, frames, names of exchanges and
 * queues.
 */
@NullMarked
package org.discogsography.common.messages;

import org.jspecify.annotations.NullMarked;
