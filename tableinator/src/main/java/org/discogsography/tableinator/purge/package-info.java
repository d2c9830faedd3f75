/** Removing rows whose records have left the dump, and the checks that come before it. */
@NullMarked
package org.discogsography.tableinator.purge;

import org.jspecify.annotations.NullMarked;
