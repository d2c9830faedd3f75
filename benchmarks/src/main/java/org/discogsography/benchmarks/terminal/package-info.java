/** The commands of the benchmarks for people in a terminal. */
@NullMarked
package org.discogsography.benchmarks.terminal;

import org.jspecify.annotations.NullMarked;
