/** Measures the pipeline from a dump file to both stores, on a stack of its own. */
@NullMarked
package org.discogsography.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
