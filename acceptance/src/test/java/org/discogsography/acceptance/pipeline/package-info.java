/** The services as processes on real servers. */
@NullMarked
package org.discogsography.acceptance.pipeline;

import org.jspecify.annotations.NullMarked;
