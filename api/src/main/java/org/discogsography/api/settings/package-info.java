/** What the API reads from its environment. */
@NullMarked
package org.discogsography.api.settings;

import org.jspecify.annotations.NullMarked;
