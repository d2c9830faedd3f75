/** What becomes of a MusicBrainz record in the tables: its row, its relationships, its links. */
@NullMarked
package org.discogsography.brainztableinator.entities;

import org.jspecify.annotations.NullMarked;
