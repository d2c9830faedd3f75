/** Keeps the container files, the settings in code and their documentation in step. */
@NullMarked
package org.discogsography.deploy;

import org.jspecify.annotations.NullMarked;
