/** Keeps every Discogs record as nodes and relationships in Neo4j. */
@NullMarked
package org.discogsography.graphinator;

import org.jspecify.annotations.NullMarked;
