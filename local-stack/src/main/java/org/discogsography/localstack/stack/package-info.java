/** What runs, in which order, and the program that keeps it running. */
@NullMarked
package org.discogsography.localstack.stack;

import org.jspecify.annotations.NullMarked;
