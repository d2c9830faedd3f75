/** Looking at many bytes at once. */
@NullMarked
package org.discogsography.extractor.bytes;

import org.jspecify.annotations.NullMarked;
