/** The extractor: reads the dumps and publishes every record to the broker. */
@NullMarked
package org.discogsography.extractor;

import org.jspecify.annotations.NullMarked;
