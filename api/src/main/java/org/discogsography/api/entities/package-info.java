/** The kinds of things in the graph and how each is identified. */
@NullMarked
package org.discogsography.api.entities;

import org.jspecify.annotations.NullMarked;
