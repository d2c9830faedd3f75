/** What every HTTP answer has in common: paths, headers, origins, request ids, metrics. */
@NullMarked
package org.discogsography.api.http;

import org.jspecify.annotations.NullMarked;
