/** One JSON object per log line, and the start banner. */
@NullMarked
package org.discogsography.common.logging;

import org.jspecify.annotations.NullMarked;
