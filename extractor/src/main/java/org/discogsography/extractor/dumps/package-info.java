/** Finds the dump files to read and opens them. */
@NullMarked
package org.discogsography.extractor.dumps;

import org.jspecify.annotations.NullMarked;
