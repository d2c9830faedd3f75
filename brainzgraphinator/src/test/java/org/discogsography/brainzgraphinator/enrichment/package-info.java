/** From a MusicBrainz record to the properties and relationships of its node. */
@NullMarked
package org.discogsography.brainzgraphinator.enrichment;

import org.jspecify.annotations.NullMarked;
