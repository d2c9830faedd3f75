/** Runs extractions: what to do when, how far it is, and how it ends. */
@NullMarked
package org.discogsography.extractor.extraction;

import org.jspecify.annotations.NullMarked;
