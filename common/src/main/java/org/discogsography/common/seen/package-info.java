/** Which records of a data type an import has brought. */
@NullMarked
package org.discogsography.common.seen;

import org.jspecify.annotations.NullMarked;
