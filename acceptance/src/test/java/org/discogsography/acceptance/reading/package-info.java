/** Reads dumps once more, by the JDK's own means, and tells what the stores must hold. */
@NullMarked
package org.discogsography.acceptance.reading;

import org.jspecify.annotations.NullMarked;
