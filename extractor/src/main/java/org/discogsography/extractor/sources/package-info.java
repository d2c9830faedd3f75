/** The sources of dumps: how the dumps of each are found, fetched and read. */
@NullMarked
package org.discogsography.extractor.sources;

import org.jspecify.annotations.NullMarked;
