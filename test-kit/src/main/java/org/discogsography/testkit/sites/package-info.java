/** Sites on this machine that offer dumps, and behave as badly as a test wants. */
@NullMarked
package org.discogsography.testkit.sites;

import org.jspecify.annotations.NullMarked;
