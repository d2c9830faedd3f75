/**
 * Writes dumps of a made-up catalogue that costs as much to load as the real one. Every record is
 * drawn from the seed, its type and its number alone, so that nothing has to be remembered and any
 * number of threads can write.
 */
@NullMarked
package org.discogsography.benchmarks.catalogue;

import org.jspecify.annotations.NullMarked;
