/** Files that a crash leaves as they were or as they shall be. */
@NullMarked
package org.discogsography.extractor.files;

import org.jspecify.annotations.NullMarked;
