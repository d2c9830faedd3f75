/** Writing batches of Discogs records into Neo4j: nodes, stubs, relationships, provenance. */
@NullMarked
package org.discogsography.graphinator.writing;

import org.jspecify.annotations.NullMarked;
