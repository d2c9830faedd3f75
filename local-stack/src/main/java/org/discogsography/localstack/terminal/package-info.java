/** What people see: commands, progress bars, summary. */
@NullMarked
package org.discogsography.localstack.terminal;

import org.jspecify.annotations.NullMarked;
