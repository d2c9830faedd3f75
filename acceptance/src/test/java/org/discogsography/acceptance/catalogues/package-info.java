/** Dumps made for these tests. */
@NullMarked
package org.discogsography.acceptance.catalogues;

import org.jspecify.annotations.NullMarked;
