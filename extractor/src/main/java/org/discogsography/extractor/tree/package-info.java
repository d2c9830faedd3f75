/** Ordered trees of named values: the form of a record between parsing and writing. */
@NullMarked
package org.discogsography.extractor.tree;

import org.jspecify.annotations.NullMarked;
