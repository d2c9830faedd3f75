/** Micro-benchmarks of single steps, on records of a generated catalogue. */
@NullMarked
package org.discogsography.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
