/** Remembers on disk what of a dump version has been published. */
@NullMarked
package org.discogsography.extractor.state;

import org.jspecify.annotations.NullMarked;
