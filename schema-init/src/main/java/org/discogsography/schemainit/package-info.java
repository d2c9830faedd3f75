/** Creates both schemas and the broker topology, then exits. */
@NullMarked
package org.discogsography.schemainit;

import org.jspecify.annotations.NullMarked;
