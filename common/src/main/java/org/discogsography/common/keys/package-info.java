/** Ids and names in few bits, for sets and tables of very many. */
@NullMarked
package org.discogsography.common.keys;

import org.jspecify.annotations.NullMarked;
