/** Connecting to the broker and declaring the topology. */
@NullMarked
package org.discogsography.common.broker;

import org.jspecify.annotations.NullMarked;
