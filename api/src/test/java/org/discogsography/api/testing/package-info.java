/** What the tests of the API share: a running service, a small graph, an HTTP client. */
@NullMarked
package org.discogsography.api.testing;

import org.jspecify.annotations.NullMarked;
