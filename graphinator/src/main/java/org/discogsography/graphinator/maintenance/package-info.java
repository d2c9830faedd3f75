/** The work after an import: what left the dump goes, what readers ask often is counted. */
@NullMarked
package org.discogsography.graphinator.maintenance;

import org.jspecify.annotations.NullMarked;
