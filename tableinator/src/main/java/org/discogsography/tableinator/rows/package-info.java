/** From a record of the dump to its row: the document, its year, and the bulk upsert. */
@NullMarked
package org.discogsography.tableinator.rows;

import org.jspecify.annotations.NullMarked;
