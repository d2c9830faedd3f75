/** The machine-readable description of the API. */
@NullMarked
package org.discogsography.api.openapi;

import org.jspecify.annotations.NullMarked;
