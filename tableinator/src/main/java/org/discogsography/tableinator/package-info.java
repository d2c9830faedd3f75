/** Keeps every Discogs record as one JSONB row in PostgreSQL. */
@NullMarked
package org.discogsography.tableinator;

import org.jspecify.annotations.NullMarked;
