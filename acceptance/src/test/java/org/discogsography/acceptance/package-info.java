/** Holds the pipeline, run as its users run it, to what it promises. */
@NullMarked
package org.discogsography.acceptance;

import org.jspecify.annotations.NullMarked;
