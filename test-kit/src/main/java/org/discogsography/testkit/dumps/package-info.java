/** Reads Discogs dumps a second time, by other means than the extractor, to compare with. */
@NullMarked
package org.discogsography.testkit.dumps;

import org.jspecify.annotations.NullMarked;
