/** Tests of the purge. */
@NullMarked
package org.discogsography.tableinator.purge;

import org.jspecify.annotations.NullMarked;
