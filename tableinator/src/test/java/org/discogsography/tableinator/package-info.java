/** The whole tableinator against real servers. */
@NullMarked
package org.discogsography.tableinator;

import org.jspecify.annotations.NullMarked;
