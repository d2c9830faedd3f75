/** Real backing servers for tests, started once and shared by all modules of one build. */
@NullMarked
package org.discogsography.testkit.servers;

import org.jspecify.annotations.NullMarked;
