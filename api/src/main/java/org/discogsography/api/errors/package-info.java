/** Every way a request can fail, and the JSON body that says so. */
@NullMarked
package org.discogsography.api.errors;

import org.jspecify.annotations.NullMarked;
