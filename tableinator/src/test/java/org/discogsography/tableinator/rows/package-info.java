/** Tests of the rows: their form and their writing. */
@NullMarked
package org.discogsography.tableinator.rows;

import org.jspecify.annotations.NullMarked;
