/** Connecting to Neo4j and judging its failures. */
@NullMarked
package org.discogsography.common.neo4j;

import org.jspecify.annotations.NullMarked;
