/** Named example records that all modules use. */
@NullMarked
package org.discogsography.testkit.records;

import org.jspecify.annotations.NullMarked;
