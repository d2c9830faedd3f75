package org.discogsography.common.consuming;

import org.discogsography.common.messages.DataRecord;

/** A record as it came and as its writer wants it. */
record Entry<R>(DataRecord record, R prepared) {}
