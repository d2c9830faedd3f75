/** Keeps the MusicBrainz records in PostgreSQL. */
@NullMarked
package org.discogsography.brainztableinator;

import org.jspecify.annotations.NullMarked;
