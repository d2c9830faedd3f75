/** Canonical JSON and the content hash that tells whether a record changed. */
@NullMarked
package org.discogsography.extractor.canonical;

import org.jspecify.annotations.NullMarked;
