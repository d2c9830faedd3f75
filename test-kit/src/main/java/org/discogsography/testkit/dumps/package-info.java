/** Reads dumps a second time, by other means than the services, to compare with. */
@NullMarked
package org.discogsography.testkit.dumps;

import org.jspecify.annotations.NullMarked;
