/** How far a load has come, read from the services, the broker and the stores. */
@NullMarked
package org.discogsography.localstack.load;

import org.jspecify.annotations.NullMarked;
