/** Whether the service and the stores it depends on can be used. */
@NullMarked
package org.discogsography.api.health;

import org.jspecify.annotations.NullMarked;
